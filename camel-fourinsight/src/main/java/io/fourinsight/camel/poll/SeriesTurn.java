package io.fourinsight.camel.poll;

import io.fourinsight.client.plan.DayVersions;
import io.fourinsight.client.plan.Plan;
import io.fourinsight.client.plan.Planner;
import io.fourinsight.client.plan.Planner.Stretch;
import io.fourinsight.client.plan.RecoveryRequest;
import io.fourinsight.client.plan.SeriesFacts;
import io.fourinsight.client.plan.SeriesListing;
import io.fourinsight.client.plan.SeriesState;
import io.fourinsight.client.window.LateUnits;
import io.fourinsight.client.window.SeriesReader;
import io.fourinsight.client.window.SeriesReader.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** One turn of a series: its live windows first, then the late samples of its days, then what operators want again. */
final class SeriesTurn {

    /** So much is read, listed or delivered before the others have their turn. */
    private static final int BUDGET = 16;

    private final PolledSeries series;
    private final int members;
    private final SeriesReader reader;
    private final PollSetup setup;
    private final Planner planner;
    private final Emitter emitter;
    private final RecoveryProgress progress;
    private List<SeriesFacts> facts = List.of();
    private int budget = BUDGET;
    private boolean more;

    SeriesTurn(PolledSeries series, int members, SeriesReader reader, PollSetup setup, Emitter emitter) {
        this.series = series;
        this.members = members;
        this.reader = reader;
        this.setup = setup;
        this.planner = setup.planner();
        this.emitter = emitter;
        this.progress = setup.progress();
    }

    /** Whether there is more to do at once. */
    boolean run() throws IOException {
        if (series.beginTurn(setup.now()) == null) {
            return false;
        }
        if (continued() && live() && late() && lateBefore() && recoveries()) {
            series.succeeded();
        }
        return more;
    }

    private boolean goesOn() {
        if (budget-- > 0) {
            return emitter.mayGoOn();
        }
        more = true;
        return false;
    }

    private SeriesState state() {
        return series.state();
    }

    private long now() {
        return setup.plannedNow();
    }

    /** Live windows until there is none. */
    private boolean live() throws IOException {
        facts = facts(SeriesListing.before(state().cursor()), OptionalLong.empty());
        Plan plan = planner.next(state(), facts, now());
        if (plan instanceof Plan.Nothing nothing && nothing.reason() == Plan.Reason.WAITING_FOR_LAG) {
            return true;
        }
        facts = facts();
        while (goesOn()) {
            plan = planner.next(state(), facts, now());
            if (plan instanceof Plan.ListMore list) {
                facts = more(list);
            } else if (plan instanceof Plan.Live window) {
                SeriesState before = state();
                if (!live(window)) {
                    return false;
                }
                if (!reader.knowsFiles() && state().cursor().equals(before.cursor())) {
                    return true;
                }
            } else {
                return true;
            }
        }
        return false;
    }

    private boolean live(Plan.Live window) throws IOException {
        Reading reading = reader.read(window);
        UnaryOperator<SeriesState> after =
                state -> planner.completed(state, window, reading.found().result());
        return reading.isEmpty()
                ? series.move(after.apply(state()))
                : emitter.emit(
                        series, reading, new Stretch(window.start(), window.end()), false, new Emitter.Then<>(after));
    }

    private List<SeriesFacts> facts() {
        List<SeriesFacts> all = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            all.add(new SeriesFacts(reader.lastSample(member), SeriesListing.before(state().cursor())));
        }
        return all;
    }

    private List<SeriesFacts> facts(SeriesListing listing, OptionalLong last) {
        List<SeriesFacts> all = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            all.add(new SeriesFacts(last, listing));
        }
        return all;
    }

    private List<SeriesFacts> more(Plan.ListMore list) {
        List<SeriesFacts> longer = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            SeriesFacts known = facts.get(member);
            longer.add(new SeriesFacts(
                    known.lastSample(), known.listing().and(reader.list(member, list.fromDay(), list.toDay()))));
        }
        return longer;
    }

    /** Late samples of the cursor's day, which is listed for live windows anyway. */
    private boolean late() throws IOException {
        Plan plan = planner.late(state(), facts, now());
        if (plan instanceof Plan.ListMore list) {
            plan = planner.late(state(), more(list), now());
        }
        return late(plan);
    }

    /** Late samples of the days before, which takes a request a day, and so is not done in each poll. */
    private boolean lateBefore() throws IOException {
        if (!series.isRoundDue(setup.now())) {
            return true;
        }
        for (long day : planner.watchedDays(state().cursor())) {
            if (!goesOn()) {
                return false;
            }
            List<DayVersions> listed = new ArrayList<>();
            for (int member = 0; member < members; member++) {
                listed.add(reader.list(member, day, day + 1).day(day));
            }
            if (!late(planner.lateBefore(state(), listed, now()))) {
                return false;
            }
        }
        series.roundCompleted(setup.now());
        return series.move(planner.roundCompleted(state(), now()));
    }

    private boolean late(Plan plan) throws IOException {
        if (!(plan instanceof Plan.Late late)) {
            return true;
        }
        UnaryOperator<SeriesState> after = state -> planner.completed(state, late);
        if (setup.isRaw()) {
            Reading reading = reader.read(late);
            return reading.isEmpty()
                    ? series.move(after.apply(state()))
                    : emitter.emit(
                            series, reading, new Stretch(late.start(), end(late)), true, new Emitter.Then<>(after));
        }
        Collection<Long> times = late.files().isEmpty() ? List.of() : reader.times(late);
        return units(new LateUnits(planner.units(times), after));
    }

    private static long end(Plan.Late late) {
        return late.files().stream().mapToLong(Plan.LateFile::end).max().orElse(late.start());
    }

    /** What a turn before this one has begun. */
    private boolean continued() throws IOException {
        LateUnits begun = series.lateUnits();
        return begun == null || units(begun);
    }

    /** Periods or windows that come again, one exchange after the other; the cursor moves with the last of them. */
    private boolean units(LateUnits units) throws IOException {
        series.keep(units);
        for (Stretch next = units.next(); next != null; next = units.next()) {
            if (!goesOn()) {
                return false;
            }
            Reading reading = reader.read(next.start(), next.end());
            if (reading.isEmpty()) {
                units.delivered();
            } else if (!emitter.emit(series, reading, next, true, new Emitter.Then<>(units::after, units::delivered))) {
                return false;
            }
        }
        series.keep(null);
        // for the case that there was nothing to deliver at last; else the cursor stands there already
        return series.move(units.end(state()));
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
            if (!goesOn()) {
                return false;
            }
            Reading reading = reader.read(window.start(), window.end());
            RecoveryRequest before = request;
            RecoveryRequest next = planner.completed(window, reading.count() == null ? 0 : reading.count());
            Emitter.Then<SeriesState> then =
                    new Emitter.Then<>(state -> whole(state, reading), () -> series.recovered(before, next));
            if (reading.isEmpty()) {
                series.recovered(before, next);
            } else if (!emitter.emit(series, reading, new Stretch(window.start(), window.end()), true, then)) {
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
