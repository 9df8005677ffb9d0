package io.fourinsight.client.plan;

import io.fourinsight.client.plan.Plan.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plans the windows of a series, or of a group of them, and moves its cursor.
 *
 * <p>A consumer asks for {@linkplain #next live windows} until there are none, then for the {@linkplain #late late
 * samples} of each day that is watched, then for {@linkplain #recovery recoveries}. It has one window of a series at a time.
 * Only what was delivered is completed, and only a completed window changes the state. The new state holds once its cursor
 * is stored in place of the old one. A window that failed is planned again. All times are nanoseconds since the epoch.
 */
public final class Planner {

    private final PlanSettings settings;
    private final LiveWindows live;
    private final LateSamples late;

    public Planner(PlanSettings settings) {
        this.settings = settings;
        this.live = new LiveWindows(settings);
        this.late = new LateSamples(settings);
    }

    /** The cursor of a series of which nothing was delivered yet; periods and windows begin at a whole one. */
    public SeriesCursor begin(long beginning) {
        return SeriesCursor.at(Nanos.floor(beginning, settings.unit()));
    }

    /**
     * The next window after the cursor.
     *
     * @param facts of each member of the group, or of the one series; listings of the same days, and taken before the
     *     window is read
     * @param now the earlier of our clock and the service's
     */
    public Plan next(SeriesState state, List<SeriesFacts> facts, long now) {
        return live.next(state, facts, now);
    }

    /** The state once a live window was delivered, or was found to be empty. */
    public SeriesState completed(SeriesState state, Plan.Live window, LiveResult result) {
        SeriesCursor cursor = state.cursor();
        long position = position(cursor, window, result);
        return new SeriesState(
                new SeriesCursor(cursor.beginning(), position, late.watched(cursor, window, result, position)),
                state.known().after(window, result, position));
    }

    private long position(SeriesCursor cursor, Plan.Live window, LiveResult result) {
        OptionalLong last = result.last();
        if (last.isPresent()) {
            return settings.isRaw() ? last.getAsLong() + 1 : window.end();
        }
        // Samples that are not there yet may still come into an empty window, unless there are later ones.
        boolean goesOn = window.facts().stream().anyMatch(member -> member.hasSamplesFrom(window.end()))
                || result.files().stream().anyMatch(file -> file.next() != LiveResult.NONE);
        return goesOn ? window.end() : cursor.position();
    }

    /**
     * The late samples of the cursor's day, which may get more live ones, too.
     *
     * @param facts those that {@link #next} was asked with last: files that live windows do not know are not late yet
     */
    public Plan late(SeriesState state, List<SeriesFacts> facts, long now) {
        long day = Nanos.day(state.cursor().position());
        if (!isBeforeCursor(state.cursor(), now) && !facts.get(0).listing().covers(day)) {
            // that nothing was asked for does not mean that there are no files
            return new Plan.ListMore(day, day + 1);
        }
        return late(
                state.cursor(),
                facts.stream().map(member -> member.listing().day(day)).toList(),
                now);
    }

    /** The days before the cursor's in which late samples are looked for, in ascending order; to be listed one by one. */
    public List<Long> watchedDays(SeriesCursor cursor) {
        return cursor.days().keySet().stream()
                .map(SeriesCursor.DayKey::day)
                .distinct()
                .filter(day -> day < Nanos.day(cursor.position()))
                .toList();
    }

    /**
     * The late samples of a watched day.
     *
     * @param listed the files of that day, of each member
     */
    public Plan lateBefore(SeriesState state, List<DayVersions> listed, long now) {
        if (listed.get(0).day() >= Nanos.day(state.cursor().position())) {
            throw new IllegalArgumentException("Day " + listed.get(0).day() + " is not before the cursor's");
        }
        return late(state.cursor(), listed, now);
    }

    private Plan late(SeriesCursor cursor, List<DayVersions> listed, long now) {
        return isBeforeCursor(cursor, now) ? new Plan.Nothing(Reason.WAITING_FOR_LAG) : late.of(cursor, listed);
    }

    /** A clock that steps back: until it is past the cursor again, nothing is planned and nothing is let go. */
    private boolean isBeforeCursor(SeriesCursor cursor, long now) {
        return Nanos.minus(now, settings.lag()) < cursor.position();
    }

    /** The state once the late samples of a day were delivered. */
    public SeriesState completed(SeriesState state, Plan.Late day) {
        return new SeriesState(LateSamples.completed(state.cursor(), day), state.known());
    }

    /** The state once every watched day was listed and what was late in it was delivered: the oldest are let go. */
    public SeriesState roundCompleted(SeriesState state, long now) {
        SeriesCursor cursor = state.cursor();
        if (isBeforeCursor(cursor, now)) {
            return state;
        }
        TreeMap<SeriesCursor.DayKey, SeenFiles> days = new TreeMap<>(cursor.days());
        days.keySet().removeIf(key -> key.day() < settings.firstWatchedDay(now));
        return new SeriesState(cursor.with(days), state.known());
    }

    /**
     * A recovery of samples that were delivered before. Later ones than the cursor come anyway.
     *
     * @throws IllegalArgumentException if the times are not in order, or nothing was delivered between them
     */
    public RecoveryRequest recover(SeriesCursor cursor, long from, long to, long now) {
        if (from >= to) {
            throw new IllegalArgumentException("a recovery must begin before it ends");
        }
        long end = Math.min(Nanos.ceiling(to, settings.unit()), cursor.position());
        long start = Nanos.floor(from, settings.unit());
        if (start >= end) {
            throw new IllegalArgumentException(
                    "a recovery must begin before the cursor; what is after it is delivered anyway");
        }
        return RecoveryRequest.of(start, end, now);
    }

    /** The next window of a recovery. */
    public Plan recovery(RecoveryRequest request) {
        return request.isComplete()
                ? new Plan.Nothing(Reason.RECOVERED)
                : new Plan.Recovery(
                        request,
                        request.next(),
                        Math.min(request.to(), Nanos.plus(request.next(), settings.longest())));
    }

    /** The recovery once its window was delivered. */
    public RecoveryRequest completed(Plan.Recovery window, long samples) {
        return window.request().completed(window, samples);
    }

    /** How many windows a recovery takes. */
    public long windows(RecoveryRequest request) {
        return request.of(settings.longest());
    }

    /**
     * The state of a cursor that goes back, so that all since then comes again.
     *
     * @throws IllegalArgumentException if that is not before the cursor
     */
    public SeriesState rewind(SeriesState state, long to) {
        return SeriesState.restored(state.cursor().rewound(Nanos.floor(to, settings.unit())));
    }

    /**
     * The periods or windows that samples are in, in ascending order; neighbours together as far as one exchange takes them.
     */
    public List<Stretch> units(Collection<Long> timestamps) {
        List<Stretch> stretches = new ArrayList<>();
        SortedSet<Long> units = new TreeSet<>();
        timestamps.forEach(timestamp -> units.add(Nanos.floor(timestamp, settings.unit())));
        for (long unit : units) {
            long end = unit + settings.unit();
            Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            if (last != null && last.end() == unit && end - last.start() <= settings.longest()) {
                stretches.set(stretches.size() - 1, new Stretch(last.start(), end));
            } else {
                stretches.add(new Stretch(unit, end));
            }
        }
        return stretches;
    }

    /** From one moment to before another. */
    public record Stretch(long start, long end) {}
}
