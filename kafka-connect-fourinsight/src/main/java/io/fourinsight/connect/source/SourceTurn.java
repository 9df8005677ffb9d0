package io.fourinsight.connect.source;

import io.fourinsight.client.plan.LiveResult;
import io.fourinsight.client.plan.Plan;
import io.fourinsight.client.plan.Planner;
import io.fourinsight.client.plan.Planner.Stretch;
import io.fourinsight.client.plan.SeriesFacts;
import io.fourinsight.client.plan.SeriesListing;
import io.fourinsight.client.plan.SeriesState;
import io.fourinsight.client.window.LateUnits;
import io.fourinsight.client.window.SeriesReader;
import io.fourinsight.client.window.SeriesReader.Reading;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** One turn of a series: its live windows first, then the late samples of its days. */
final class SourceTurn {

    /** So much is read or listed before the others have their turn. */
    private static final int BUDGET = 16;

    private final SourceSeries series;
    private final SourceSetup setup;
    private final Planner planner;
    private final SeriesReader reader;
    private final SourceRecords records;
    private final BooleanSupplier stopped;
    private List<SeriesFacts> facts = List.of();
    private int budget = BUDGET;
    private boolean more;

    SourceTurn(
            SourceSeries series,
            SourceSetup setup,
            SeriesReader reader,
            SourceRecords records,
            BooleanSupplier stopped) {
        this.series = series;
        this.setup = setup;
        this.planner = setup.planner();
        this.reader = reader;
        this.records = records;
        this.stopped = stopped;
    }

    /** Whether there is more to do at once. */
    boolean run() throws IOException, InterruptedException {
        begin();
        if (continued() && live() && late() && lateBefore()) {
            series.succeeded();
        }
        records.heartbeat(false);
        return more;
    }

    /** Fixes where a series begins that was never seen before. */
    private void begin() throws InterruptedException {
        if (series.stateOrNull() == null) {
            series.move(SeriesState.restored(planner.begin(setup.beginning(series.id()))));
            records.heartbeat(setup.isInitialStartRelative());
        }
    }

    private boolean goesOn() {
        if (stopped.getAsBoolean()) {
            return false;
        }
        if (budget-- > 0) {
            return true;
        }
        more = true;
        return false;
    }

    private SeriesState state() {
        return series.state();
    }

    private long now() {
        return setup.clock().planned();
    }

    /** Live windows until there is none. */
    private boolean live() throws IOException, InterruptedException {
        facts = List.of(new SeriesFacts(OptionalLong.empty(), SeriesListing.before(state().cursor())));
        Plan plan = planner.next(state(), facts, now());
        if (plan instanceof Plan.Nothing nothing && nothing.reason() == Plan.Reason.WAITING_FOR_LAG) {
            return true;
        }
        facts = List.of(new SeriesFacts(reader.lastSample(0), SeriesListing.before(state().cursor())));
        while (goesOn()) {
            plan = planner.next(state(), facts, now());
            if (plan instanceof Plan.ListMore list) {
                facts = more(list);
            } else if (plan instanceof Plan.Live window) {
                SeriesState before = state();
                Reading reading = reader.read(window);
                records.deliver(
                        reading,
                        false,
                        new Within(before, window),
                        // by what was found once all was read, from where the window began
                        state -> planner.completed(
                                before, window, reading.found().result()));
                if (!reader.knowsFiles() && state().cursor().equals(before.cursor())) {
                    return true;
                }
            } else {
                return true;
            }
        }
        return false;
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

    private List<SeriesFacts> more(Plan.ListMore list) {
        SeriesFacts known = facts.get(0);
        SeriesListing next = reader.list(0, list.fromDay(), list.toDay());
        return List.of(new SeriesFacts(known.lastSample(), known.listing().and(next)));
    }

    /** Late samples of the cursor's day, which is listed for live windows anyway. */
    private boolean late() throws IOException, InterruptedException {
        Plan plan = planner.late(state(), facts, now());
        if (plan instanceof Plan.ListMore list) {
            plan = planner.late(state(), more(list), now());
        }
        return late(plan);
    }

    /** Late samples of the days before, which takes a request a day, and so is not done in each turn. */
    private boolean lateBefore() throws IOException, InterruptedException {
        if (!series.isRoundDue(setup.now())) {
            return true;
        }
        for (long day : planner.watchedDays(state().cursor())) {
            if (!goesOn()) {
                return false;
            }
            SeriesListing listed = reader.list(0, day, day + 1);
            if (!late(planner.lateBefore(state(), List.of(listed.day(day)), now()))) {
                return false;
            }
        }
        series.roundCompleted(setup.now());
        series.move(planner.roundCompleted(state(), now()));
        return true;
    }

    private boolean late(Plan plan) throws IOException, InterruptedException {
        if (!(plan instanceof Plan.Late late)) {
            return true;
        }
        UnaryOperator<SeriesState> after = state -> planner.completed(state, late);
        if (setup.isRaw()) {
            recovered(reader.read(late), after);
            return true;
        }
        Collection<Long> times = late.files().isEmpty() ? List.of() : reader.times(late);
        return units(new LateUnits(planner.units(times), after));
    }

    /** Recovered records repeat the offset, which moves with the last of them. */
    private void recovered(Reading reading, UnaryOperator<SeriesState> after) throws IOException, InterruptedException {
        SourceOffset offset = SourceOffset.of(state().cursor());
        records.deliver(reading, true, timestamp -> offset, state -> {
            reading.found().result();
            return after.apply(state);
        });
    }

    /** What a turn before this one has begun. */
    private boolean continued() throws IOException, InterruptedException {
        LateUnits begun = series.lateUnits();
        return begun == null || units(begun);
    }

    /** Periods that come again, one after the other; the cursor moves with the last of them. */
    private boolean units(LateUnits units) throws IOException, InterruptedException {
        series.keep(units);
        for (Stretch next = units.next(); next != null; next = units.next()) {
            if (!goesOn()) {
                return false;
            }
            recovered(reader.read(next.start(), next.end()), units::after);
            units.delivered();
        }
        series.keep(null);
        // for the case that there was nothing to deliver at all; else the cursor stands there already
        series.move(units.end(state()));
        return true;
    }
}
