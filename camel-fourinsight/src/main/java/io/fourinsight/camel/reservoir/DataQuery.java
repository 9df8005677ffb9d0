package io.fourinsight.camel.reservoir;

import java.util.Objects;

/**
 * Which raw samples of a series are wanted.
 *
 * @param seriesId the series
 * @param start first nanosecond of the window, since the epoch
 * @param end first nanosecond after the window
 */
public record DataQuery(String seriesId, long start, long end) {

    /** 1678-01-01, the first start that the service is known to accept. */
    public static final long FIRST_START = -9_214_560_000_000_000_000L;

    /** 2262-01-01, the last end that the service is known to accept. */
    public static final long LAST_END = 9_214_646_400_000_000_000L;

    /** @throws IllegalArgumentException if the window is empty */
    public DataQuery {
        Objects.requireNonNull(seriesId, "seriesId");
        if (start >= end) {
            throw new IllegalArgumentException("start must be before end, but start is " + Timestamps.instant(start)
                    + " and end is " + Timestamps.instant(end));
        }
    }

    /** The part of the window that begins with this day, should that begin later at least the last nanosecond. */
    DataQuery from(long day) {
        return new DataQuery(seriesId, Math.max(start, Math.min(ListedDay.start(day), end - 1)), end);
    }
}
