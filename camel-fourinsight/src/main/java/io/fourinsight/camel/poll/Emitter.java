package io.fourinsight.camel.poll;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.poll.PolledCursor.CursorMove;
import io.fourinsight.camel.poll.read.ChangeReader.Batch;
import io.fourinsight.camel.route.RouteStreams;
import io.fourinsight.client.plan.CollectionCursor;
import io.fourinsight.client.plan.Planner.Stretch;
import io.fourinsight.client.plan.SeriesState;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.window.SeriesReader.Reading;
import java.io.Closeable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.IOHelper;
import org.jspecify.annotations.Nullable;

/** Makes an exchange of a window, or of changed items, and sends it into the route. */
public final class Emitter {

    /** The consumer that windows leave through. */
    public interface Outlet {

        Exchange exchange();

        /** Runs the exchange through the route; a failure is reported by the exchange. */
        void process(Exchange exchange);

        /** Whether the consumer runs, and leads. */
        boolean mayGoOn();
    }

    /**
     * What follows once an exchange was delivered.
     *
     * @param after the state then; has no effect of its own, and throws if the body was not read as a whole
     * @param delivered is run once
     */
    record Then<S>(UnaryOperator<S> after, Runnable delivered) {

        Then(UnaryOperator<S> after) {
            this(after, () -> {});
        }
    }

    private final Outlet outlet;
    private final RouteStreams streams;
    private final PollCounts counts;
    private final Consumer<PolledCursor<?>> wake;

    /** @param wake gives something another turn */
    Emitter(Outlet outlet, RouteStreams streams, PollCounts counts, Consumer<PolledCursor<?>> wake) {
        this.outlet = outlet;
        this.streams = streams;
        this.counts = counts;
        this.wake = wake;
    }

    boolean mayGoOn() {
        return outlet.mayGoOn();
    }

    /** Whether the window was delivered and the cursor moved, so that the turn goes on. */
    boolean emit(PolledSeries series, Reading reading, Stretch window, boolean recovered, Then<SeriesState> then) {
        if (!outlet.mayGoOn()) {
            // nobody else knows of it yet
            if (reading.body() instanceof Closeable stream) {
                IOHelper.close(stream);
            }
            return false;
        }
        Exchange exchange = outlet.exchange();
        Message message = exchange.getMessage();
        if (!(reading.body() instanceof TimeSeriesGroup)) {
            exchange.setProperty(FourInsightConstants.POLLED_SERIES, series.id());
            message.setHeader(FourInsightConstants.SERIES_ID, series.id());
        }
        message.setBody(reading.body());
        message.setHeader(FourInsightConstants.WINDOW_START, Timestamps.instant(window.start()));
        message.setHeader(FourInsightConstants.WINDOW_END, Timestamps.instant(window.end()));
        message.setHeader(FourInsightConstants.RECOVERED, recovered);
        if (reading.count() != null) {
            message.setHeader(FourInsightConstants.COUNT, reading.count());
            addCursor(message, series.planned(then.after()));
        }
        if (reading.body() instanceof Closeable stream) {
            streams.closeWithExchange(exchange, stream);
        }
        return send(series, exchange, then, reading.count(), recovered);
    }

    /** Whether changed items were delivered and the cursor moved, so that the turn goes on. */
    boolean emit(PolledCollection collection, Batch batch, Then<CollectionCursor> then) {
        if (!outlet.mayGoOn()) {
            return false;
        }
        Exchange exchange = outlet.exchange();
        Message message = exchange.getMessage();
        message.setBody(batch.body());
        if (batch.count() != null) {
            message.setHeader(FourInsightConstants.COUNT, batch.count());
        }
        addCursor(message, collection.planned(then.after()));
        return send(collection, exchange, then, batch.count() == null ? 1 : batch.count(), false);
    }

    private static void addCursor(Message message, CursorMove move) {
        message.setHeader(FourInsightConstants.CURSOR_KEY, move.key());
        if (move.expected() != null) {
            message.setHeader(FourInsightConstants.CURSOR_EXPECTED, move.expected());
        }
        message.setHeader(FourInsightConstants.CURSOR_NEXT, move.next());
    }

    private <S> boolean send(
            PolledCursor<S> polled, Exchange exchange, Then<S> then, @Nullable Integer count, boolean recovered) {
        Delivery<S> delivery = new Delivery<>(polled, then, () -> wake.accept(polled));
        exchange.getExchangeExtension().addOnCompletion(delivery);
        polled.depart(delivery);
        counts.emitted(count, recovered);
        outlet.process(exchange);
        if (!polled.isBack(delivery)) {
            if (exchange.getException() == null) {
                return false;
            }
            // a route that is being stopped refuses an exchange without ever having begun it
            delivery.onFailure(exchange);
        }
        return delivery.isSuccess();
    }
}
