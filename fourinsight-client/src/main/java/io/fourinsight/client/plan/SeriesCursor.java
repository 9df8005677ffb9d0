package io.fourinsight.client.plan;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a series, or a group of them, was delivered; all that outlives a process. {@link CursorText} writes it.
 *
 * @param beginning no sample before it is ever delivered
 * @param position live windows go on here
 * @param days the days watched for late samples
 */
public record SeriesCursor(long beginning, long position, SortedMap<DayKey, SeenFiles> days) {

    /** A day, since the epoch, of a member of a group; a series on its own is member 0. */
    record DayKey(long day, int member) implements Comparable<DayKey> {

        @Override
        public int compareTo(DayKey other) {
            int byDay = Long.compare(day, other.day);
            return byDay != 0 ? byDay : Integer.compare(member, other.member);
        }
    }

    /** @throws IllegalArgumentException if the position is before the beginning */
    public SeriesCursor {
        if (position < beginning) {
            throw new IllegalArgumentException("the position is before the beginning");
        }
        days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }

    /** Of a series of which nothing was delivered yet. */
    static SeriesCursor at(long beginning) {
        return new SeriesCursor(beginning, beginning, new TreeMap<>());
    }

    /**
     * The cursor of an operator that wants everything since then again.
     *
     * @throws IllegalArgumentException if that is not before the position
     */
    SeriesCursor rewound(long to) {
        if (to >= position) {
            throw new IllegalArgumentException("a cursor is rewound to a time before its position only");
        }
        SortedMap<DayKey, SeenFiles> kept = new TreeMap<>();
        days.headMap(new DayKey(Nanos.day(to) + 1, 0)).forEach((key, seen) -> kept.put(key, seen.rewound(to)));
        return new SeriesCursor(Math.min(beginning, to), to, kept);
    }

    SeriesCursor with(SortedMap<DayKey, SeenFiles> otherDays) {
        return new SeriesCursor(beginning, position, otherDays);
    }
}
