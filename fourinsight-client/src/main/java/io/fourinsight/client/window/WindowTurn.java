package io.fourinsight.client.window;

import io.fourinsight.client.plan.DayVersions;
import io.fourinsight.client.plan.Plan;
import io.fourinsight.client.plan.Planner;
import io.fourinsight.client.plan.Planner.Stretch;
import io.fourinsight.client.plan.SeriesFacts;
import io.fourinsight.client.plan.SeriesListing;
import io.fourinsight.client.plan.SeriesState;
import io.fourinsight.client.window.SeriesReader.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a series or group: what a turn before it began, then live windows, then the late samples of its days.
 *
 * <p>What becomes of a window, and where the cursor is kept, is the {@link Target}'s.
 */
public final class WindowTurn {

    /** So much is read, listed or delivered before the others have their turn. */
    private static final int BUDGET = 16;

    /** Where windows go, and where the series stands. The turn is over when something cannot be delivered, or moved. */
    public interface Target {

        /** Whether the target still takes more windows. */
        boolean mayGoOn();

        SeriesState state();

        /** Moves the cursor by itself. */
        boolean move(SeriesState to);

        /**
         * Delivers a live window, which may be empty.
         *
         * @param after the state then; throws if the body was not read as a whole
         */
        boolean live(Reading reading, Plan.Live window, UnaryOperator<SeriesState> after)
                throws IOException, InterruptedException;

        /**
         * Delivers what comes late, or once more; that may be nothing.
         *
         * @param after the state then; throws if the body was not read as a whole
         * @param delivered is run once it was
         */
        boolean recovered(Reading reading, Stretch window, UnaryOperator<SeriesState> after, Runnable delivered)
                throws IOException, InterruptedException;

        /** What {@link #keep} was told last. */
        @Nullable
        LateUnits lateUnits();

        /** Keeps for the next turn what this one has begun; null if there is nothing any more. */
        void keep(@Nullable LateUnits units);

        /** Whether the days before the cursor's are to be listed again. */
        boolean isRoundDue();

        /** Notes that the days before the cursor's were listed. */
        void roundCompleted();
    }

    private final Target target;
    private final Planner planner;
    private final boolean raw;
    private final SeriesReader reader;
    private final int members;
    private final LongSupplier now;
    private List<SeriesFacts> facts = List.of();
    private int budget = BUDGET;
    private boolean more;

    /**
     * @param raw whether samples come as they were uploaded, and not by periods or windows
     * @param members of the group, 1 for a series on its own
     * @param now for the planner, in nanoseconds since the epoch
     */
    public WindowTurn(Target target, Planner planner, boolean raw, SeriesReader reader, int members, LongSupplier now) {
        this.target = target;
        this.planner = planner;
        this.raw = raw;
        this.reader = reader;
        this.members = members;
        this.now = now;
    }

    /** Whether all that there was came to its end. */
    public boolean run() throws IOException, InterruptedException {
        return continued() && live() && late() && lateBefore();
    }

    /** Whether the budget allows one more, and the target does. */
    public boolean goesOn() {
        if (!target.mayGoOn()) {
            return false;
        }
        if (budget-- > 0) {
            return true;
        }
        more = true;
        return false;
    }

    /** Whether the budget has ended it, so that there is more to do at once. */
    public boolean wantsAnother() {
        return more;
    }

    /** Live windows until there is none. */
    private boolean live() throws IOException, InterruptedException {
        facts = facts(false);
        Plan plan = planner.next(target.state(), facts, now.getAsLong());
        if (plan instanceof Plan.Nothing nothing && nothing.reason() == Plan.Reason.WAITING_FOR_LAG) {
            return true;
        }
        facts = facts(true);
        while (goesOn()) {
            plan = planner.next(target.state(), facts, now.getAsLong());
            if (plan instanceof Plan.ListMore list) {
                facts = more(list);
            } else if (plan instanceof Plan.Live window) {
                SeriesState before = target.state();
                if (!live(window)) {
                    return false;
                }
                if (!reader.knowsFiles() && target.state().cursor().equals(before.cursor())) {
                    return true;
                }
            } else {
                return true;
            }
        }
        return false;
    }

    private boolean live(Plan.Live window) throws IOException, InterruptedException {
        Reading reading = reader.read(window);
        return target.live(
                reading,
                window,
                state -> planner.completed(state, window, reading.found().result()));
    }

    /** @param asked whether the times of last samples are asked for */
    private List<SeriesFacts> facts(boolean asked) {
        List<SeriesFacts> all = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            OptionalLong last = asked ? reader.lastSample(member) : OptionalLong.empty();
            all.add(new SeriesFacts(last, SeriesListing.before(target.state().cursor())));
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
    private boolean late() throws IOException, InterruptedException {
        Plan plan = planner.late(target.state(), facts, now.getAsLong());
        if (plan instanceof Plan.ListMore list) {
            plan = planner.late(target.state(), more(list), now.getAsLong());
        }
        return late(plan);
    }

    /** Late samples of the days before, which takes a request a day, and so is not done in each turn. */
    private boolean lateBefore() throws IOException, InterruptedException {
        if (!target.isRoundDue()) {
            return true;
        }
        for (long day : planner.watchedDays(target.state().cursor())) {
            if (!goesOn()) {
                return false;
            }
            List<DayVersions> listed = new ArrayList<>();
            for (int member = 0; member < members; member++) {
                listed.add(reader.list(member, day, day + 1).day(day));
            }
            if (!late(planner.lateBefore(target.state(), listed, now.getAsLong()))) {
                return false;
            }
        }
        target.roundCompleted();
        return target.move(planner.roundCompleted(target.state(), now.getAsLong()));
    }

    private boolean late(Plan plan) throws IOException, InterruptedException {
        if (!(plan instanceof Plan.Late late)) {
            return true;
        }
        UnaryOperator<SeriesState> after = state -> planner.completed(state, late);
        if (!raw) {
            Collection<Long> times = late.files().isEmpty() ? List.of() : reader.times(late);
            return units(new LateUnits(planner.units(times), after));
        }
        Reading reading = reader.read(late);
        return target.recovered(reading, new Stretch(late.start(), end(late)), whole(reading, after), () -> {});
    }

    private static long end(Plan.Late late) {
        return late.files().stream().mapToLong(Plan.LateFile::end).max().orElse(late.start());
    }

    /** A stream that was begun and not read to its end is an error. */
    private static UnaryOperator<SeriesState> whole(Reading reading, UnaryOperator<SeriesState> after) {
        return state -> {
            reading.found().result();
            return after.apply(state);
        };
    }

    /** What a turn before this one has begun. */
    private boolean continued() throws IOException, InterruptedException {
        LateUnits begun = target.lateUnits();
        return begun == null || units(begun);
    }

    /** Periods or windows that come again, one after the other; the cursor moves with the last of them. */
    private boolean units(LateUnits units) throws IOException, InterruptedException {
        target.keep(units);
        for (Stretch next = units.next(); next != null; next = units.next()) {
            if (!goesOn()) {
                return false;
            }
            Reading reading = reader.read(next.start(), next.end());
            if (!target.recovered(reading, next, whole(reading, units::after), units::delivered)) {
                return false;
            }
        }
        target.keep(null);
        // for the case that there was nothing to deliver at last; else the cursor stands there already
        return target.move(units.end(target.state()));
    }
}
