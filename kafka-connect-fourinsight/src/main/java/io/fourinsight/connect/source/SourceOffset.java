package io.fourinsight.connect.source;

import io.fourinsight.client.plan.CursorFormatException;
import io.fourinsight.client.plan.CursorText;
import io.fourinsight.client.plan.SeriesCursor;
import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.TimeExpression;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A cursor as Connect stores it, for people to read and to change: {@code next}, the first nanosecond that is still to
 * come; {@code from}, before which nothing ever comes; and in {@code late} the files of the days that are watched for
 * late samples.
 *
 * <p>Only {@code next} is needed: an operator that rewinds gives no more, and then nothing before it comes any more.
 *
 * @param late empty if no day is watched
 */
public record SourceOffset(long next, long from, String late) {

    private static final String SERIES = "series";
    private static final String NEXT = "next";
    private static final String FROM = "from";
    private static final String LATE = "late";
    private static final long DAY = TimeUnit.DAYS.toNanos(1);
    private static final Set<String> KNOWN = Set.of(NEXT, FROM, LATE);

    static SourceOffset of(SeriesCursor cursor) {
        return new SourceOffset(cursor.position(), cursor.beginning(), CursorText.formatDays(cursor));
    }

    /** The source partition of a series. */
    static Map<String, String> partition(String series) {
        return Map.of(SERIES, series);
    }

    /** The same further on in the same day. */
    SourceOffset at(long position) {
        return new SourceOffset(position, from, late);
    }

    /** The day since the epoch that a moment lies in. */
    static long day(long nanos) {
        return Math.floorDiv(nanos, DAY);
    }

    SeriesCursor cursor() {
        return CursorText.cursor(from, next, late);
    }

    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(NEXT, next);
        map.put(FROM, Timestamps.instant(from).toString());
        if (!late.isEmpty()) {
            map.put(LATE, late);
        }
        return map;
    }

    /**
     * Reads what {@link #map} writes, and what people write.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static SourceOffset parse(Map<String, ?> stored) {
        for (String name : stored.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is unknown; allowed are next, and with it from and late");
            }
        }
        long next = time(NEXT, stored.get(NEXT));
        long from = stored.get(FROM) == null ? next : time(FROM, stored.get(FROM));
        Object late = stored.get(LATE);
        if (late != null && !(late instanceof String)) {
            throw new IllegalArgumentException("late must be a text");
        }
        SourceOffset offset = new SourceOffset(next, Math.min(from, next), late == null ? "" : (String) late);
        try {
            return of(offset.cursor());
        } catch (CursorFormatException e) {
            throw new IllegalArgumentException(
                    "late '" + late + "' is not as it was written; leave it out if in doubt", e);
        }
    }

    private static long time(String name, @Nullable Object value) {
        if (!(value instanceof String || value instanceof Long || value instanceof Integer)) {
            throw new IllegalArgumentException(name
                    + " must be nanoseconds since 1970 as an integer, or a time such as 2026-01-31T12:00:00Z, but is "
                    + (value == null ? "missing" : "'" + value + "'"));
        }
        TimeExpression time = TimeExpression.of(name, value);
        if (time.isRelative()) {
            throw new IllegalArgumentException(name + " '" + value + "' depends on now; allowed is a fixed time");
        }
        long nanos = time.nanos(Instant.EPOCH);
        if (nanos < DataQuery.FIRST_START || nanos >= DataQuery.LAST_END) {
            throw new IllegalArgumentException(
                    name + " '" + value + "' is outside of the times that a series can have");
        }
        return nanos;
    }

    /**
     * Checks an offset that an operator wants to store.
     *
     * @param offset null to forget it
     * @throws IllegalArgumentException naming the partition, and saying what is wrong
     */
    public static void check(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        if (!partition.keySet().equals(Set.of(SERIES)) || !(partition.get(SERIES) instanceof String)) {
            throw new IllegalArgumentException(
                    "The partition " + partition + " is no series; allowed is {\"series\": \"<id>\"}");
        }
        if (offset == null) {
            return;
        }
        try {
            parse(offset);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The offset of series '" + partition.get(SERIES) + "' is no cursor: " + e.getMessage(), e);
        }
    }
}
