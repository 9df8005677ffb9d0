package io.fourinsight.connect.source;

import io.fourinsight.client.plan.LiveResult;
import io.fourinsight.client.plan.Plan;
import io.fourinsight.client.plan.Planner;
import io.fourinsight.client.plan.Planner.Stretch;
import io.fourinsight.client.plan.SeriesState;
import io.fourinsight.client.window.LateUnits;
import io.fourinsight.client.window.SeriesReader;
import io.fourinsight.client.window.SeriesReader.Reading;
import io.fourinsight.client.window.WindowTurn;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A turn of a series whose windows become records, each with an offset of its own. */
final class SourceTurn implements WindowTurn.Target {

    private final SourceSeries series;
    private final SourceSetup setup;
    private final Planner planner;
    private final SourceRecords records;
    private final BooleanSupplier stopped;
    private final WindowTurn turn;

    SourceTurn(
            SourceSeries series,
            SourceSetup setup,
            SeriesReader reader,
            SourceRecords records,
            BooleanSupplier stopped) {
        this.series = series;
        this.setup = setup;
        this.planner = setup.planner();
        this.records = records;
        this.stopped = stopped;
        this.turn = new WindowTurn(this, planner, setup.isRaw(), reader, 1, setup.clock()::planned);
    }

    /** Whether there is more to do at once. */
    boolean run() throws IOException, InterruptedException {
        begin();
        if (turn.run()) {
            series.succeeded();
        }
        records.heartbeat(false);
        return turn.wantsAnother();
    }

    /** Fixes where a series begins that was never seen before. */
    private void begin() throws InterruptedException {
        if (series.stateOrNull() == null) {
            series.move(SeriesState.restored(planner.begin(setup.beginning(series.id()))));
            records.heartbeat(setup.isInitialStartRelative());
        }
    }

    @Override
    public boolean mayGoOn() {
        return !stopped.getAsBoolean();
    }

    @Override
    public SeriesState state() {
        return series.state();
    }

    @Override
    public boolean move(SeriesState to) {
        series.move(to);
        return true;
    }

    @Override
    public boolean live(Reading reading, Plan.Live window, UnaryOperator<SeriesState> after)
            throws IOException, InterruptedException {
        records.deliver(reading, false, new Within(state(), window), after);
        return true;
    }

    /** Recovered records repeat the offset, which moves with the last of them. */
    @Override
    public boolean recovered(Reading reading, Stretch window, UnaryOperator<SeriesState> after, Runnable delivered)
            throws IOException, InterruptedException {
        SourceOffset offset = SourceOffset.of(state().cursor());
        records.deliver(reading, true, timestamp -> offset, after);
        delivered.run();
        return true;
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

    /** The offsets of records within a live window: as if the window had ended after each. */
    private final class Within implements LongFunction<SourceOffset> {

        private final SeriesState before;
        private final Plan.Live window;
        private long day = Long.MIN_VALUE;
        private SourceOffset last;

        Within(SeriesState before, Plan.Live window) {
            this.before = before;
            this.window = window;
            this.last = SourceOffset.of(before.cursor());
        }

        @Override
        public SourceOffset apply(long timestamp) {
            long next = setup.after(timestamp);
            if (day != SourceOffset.day(next)) {
                // what is told of files changes with the day only
                day = SourceOffset.day(next);
                Plan.Live part = new Plan.Live(window.start(), next, window.reads(), window.facts(), window.now());
                LiveResult found = LiveResult.of(OptionalLong.of(timestamp));
                last = SourceOffset.of(planner.completed(before, part, found).cursor());
            }
            return last.at(next);
        }
    }
}
