package io.fourinsight.camel;

import io.fourinsight.camel.poll.Emitter;
import io.fourinsight.camel.poll.PollStatus;
import io.fourinsight.camel.poll.PolledRoute;
import io.fourinsight.camel.poll.Poller;
import io.fourinsight.camel.runtime.ComponentRuntime;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jspecify.annotations.Nullable;

/** Polls series window by window, or a collection, and moves each cursor once its exchange is completed. */
final class FourInsightConsumer extends ScheduledPollConsumer implements Emitter.Outlet {

    /** What was made with a runtime ends with it, and a component that is started again has another one. */
    private record Polling(ComponentRuntime runtime, Poller poller, ExecutorService threads) {}

    private final FourInsightEndpoint endpoint;
    private volatile @Nullable PolledRoute route; // null before the start
    private volatile @Nullable Polling polling; // null while it does not run

    FourInsightConsumer(FourInsightEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    public FourInsightEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        route = PolledRoute.of(endpoint, getRoute());
        polling();
        setHealthCheck(endpoint.getComponent()
                .runtime()
                .consumerHealth(String.valueOf(route.id()), endpoint.status(), endpoint::cursorRows));
        super.doStart();
    }

    private Polling polling() throws Exception {
        ComponentRuntime runtime = endpoint.getComponent().runtime();
        Polling present = polling;
        if (present != null && present.runtime() == runtime) {
            return present;
        }
        end(present);
        ExecutorService threads = runtime.polls(endpoint.getConfiguration().getSeriesParallelism());
        Poller poller = endpoint.poller(Objects.requireNonNull(route), interval(), this, this::report, threads);
        present = new Polling(runtime, poller, threads);
        polling = present;
        endpoint.status().begins(poller);
        return present;
    }

    private void end(@Nullable Polling ended) {
        if (ended != null) {
            ended.poller().stop();
            endpoint.status().ends(ended.poller());
            endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(ended.threads());
        }
    }

    private Duration interval() {
        return Duration.of(getDelay(), getTimeUnit().toChronoUnit());
    }

    /** A failure of a series, which must not hide those of others. */
    private void report(String message, Throwable failure) {
        if (isRunAllowed()) {
            getExceptionHandler().handleException(message, failure);
        }
    }

    @Override
    protected int poll() throws Exception {
        PollStatus status = endpoint.status();
        if (!leads()) {
            status.follows();
            return 0;
        }
        try {
            Polling present = polling();
            int emitted = present.poller().poll();
            status.polled(present.runtime().clock().instant());
            return emitted;
        } catch (Exception e) {
            status.failed(e);
            throw e;
        }
    }

    private boolean leads() {
        PolledRoute present = route;
        return present != null && present.leads();
    }

    @Override
    public Exchange exchange() {
        Exchange exchange = createExchange(true);
        PolledRoute present = route;
        if (exchange.getFromRouteId() == null && present != null) {
            exchange.getExchangeExtension().setFromRouteId(present.id());
        }
        return exchange;
    }

    /** What the route did not handle is told of by the consumer's exception handler, as Camel's consumers do. */
    @Override
    public void process(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            getExceptionHandler().handleException("Error processing exchange", exchange, exchange.getException());
        }
    }

    @Override
    public boolean mayGoOn() {
        return isRunAllowed() && !isSuspendingOrSuspended() && leads();
    }

    /** Turns under way end between two windows. Exchanges under way may still move cursors, as long as the component lives. */
    @Override
    protected void doStop() throws Exception {
        Polling ended = polling;
        polling = null;
        if (ended != null) {
            ended.poller().stop();
        }
        super.doStop();
        end(ended);
    }
}
