package io.fourinsight.camel.poll;

import io.fourinsight.client.plan.Plan;
import io.fourinsight.client.plan.Planner;
import io.fourinsight.client.plan.Planner.Stretch;
import io.fourinsight.client.plan.RecoveryRequest;
import io.fourinsight.client.plan.SeriesState;
import io.fourinsight.client.window.LateUnits;
import io.fourinsight.client.window.SeriesReader;
import io.fourinsight.client.window.SeriesReader.Reading;
import io.fourinsight.client.window.WindowTurn;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A turn of a series whose windows become exchanges; after all of them comes what operators want again. */
final class SeriesTurn implements WindowTurn.Target {

    private final PolledSeries series;
    private final SeriesReader reader;
    private final PollSetup setup;
    private final Planner planner;
    private final Emitter emitter;
    private final RecoveryProgress progress;
    private final WindowTurn turn;

    SeriesTurn(PolledSeries series, int members, SeriesReader reader, PollSetup setup, Emitter emitter) {
        this.series = series;
        this.reader = reader;
        this.setup = setup;
        this.planner = setup.planner();
        this.emitter = emitter;
        this.progress = setup.progress();
        this.turn = new WindowTurn(this, planner, setup.isRaw(), reader, members, setup::plannedNow);
    }

    /** Whether there is more to do at once. */
    boolean run() throws IOException, InterruptedException {
        if (series.beginTurn(setup.now()) == null) {
            return false;
        }
        if (turn.run() && recoveries()) {
            series.succeeded();
        }
        return turn.wantsAnother();
    }

    @Override
    public boolean mayGoOn() {
        return emitter.mayGoOn();
    }

    @Override
    public SeriesState state() {
        return series.state();
    }

    @Override
    public boolean move(SeriesState to) {
        return series.move(to);
    }

    @Override
    public boolean live(Reading reading, Plan.Live window, UnaryOperator<SeriesState> after) {
        return deliver(reading, new Stretch(window.start(), window.end()), false, new Emitter.Then<>(after));
    }

    @Override
    public boolean recovered(Reading reading, Stretch window, UnaryOperator<SeriesState> after, Runnable delivered) {
        return deliver(reading, window, true, new Emitter.Then<>(after, delivered));
    }

    /** Nothing makes no exchange. */
    private boolean deliver(Reading reading, Stretch window, boolean recovered, Emitter.Then<SeriesState> then) {
        if (!reading.isEmpty()) {
            return emitter.emit(series, reading, window, recovered, then);
        }
        SeriesState next = then.after().apply(state());
        then.delivered().run();
        return series.move(next);
    }

    @Override
    public @Nullable LateUnits lateUnits() {
        return series.lateUnits();
    }

    @Override
    public void keep(@Nullable LateUnits units) {
        series.keep(units);
    }

    @Override
    public boolean isRoundDue() {
        return series.isRoundDue(setup.now());
    }

    @Override
    public void roundCompleted() {
        series.roundCompleted(setup.now());
    }

    /** Windows that an operator asked for once more. */
    private boolean recoveries() throws IOException {
        for (RecoveryRequest request : series.recoveries()) {
            if (!recovery(request)) {
                return false;
            }
        }
        return true;
    }

    private boolean recovery(RecoveryRequest asked) throws IOException {
        RecoveryRequest request = asked;
        while (planner.recovery(request) instanceof Plan.Recovery window) {
            if (!turn.goesOn()) {
                return false;
            }
            Reading reading = reader.read(window.start(), window.end());
            RecoveryRequest before = request;
            RecoveryRequest next = planner.completed(window, reading.count() == null ? 0 : reading.count());
            if (!recovered(
                    reading,
                    new Stretch(window.start(), window.end()),
                    state -> whole(state, reading),
                    () -> series.recovered(before, next))) {
                return false;
            }
            progress.of(series.id(), next, planner.windows(next));
            request = next;
        }
        series.recovered(request, null);
        progress.end(series.id(), request);
        return true;
    }

    /** The cursor stays, and a stream that was not read to its end is an error. */
    private static SeriesState whole(SeriesState state, Reading reading) {
        reading.found().result();
        return state;
    }
}
