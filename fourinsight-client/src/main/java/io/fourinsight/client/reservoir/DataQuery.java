package io.fourinsight.client.reservoir;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Instant;
import java.util.Objects;

/**
 * Which raw samples of a series are wanted.
 *
 * @param seriesId the series
 * @param start first nanosecond of the window, since the epoch
 * @param end first nanosecond after the window
 * @param values what they may be
 */
public record DataQuery(String seriesId, long start, long end, ValueType values) {

    /** 1678-01-01, the first start that the service is known to accept. */
    public static final long FIRST_START = -9_214_560_000_000_000_000L;

    /** 2262-01-01, the last end that the service is known to accept. */
    public static final long LAST_END = 9_214_646_400_000_000_000L;

    /** @throws IllegalArgumentException if the window is empty */
    public DataQuery {
        Objects.requireNonNull(seriesId, "seriesId");
        Objects.requireNonNull(values, "values");
        if (start >= end) {
            throw new IllegalArgumentException("start must be before end, but start is " + Timestamps.instant(start)
                    + " and end is " + Timestamps.instant(end));
        }
    }

    /** From one instant to before another. */
    public DataQuery(String seriesId, Instant start, Instant end) {
        this(seriesId, Timestamps.nanos(start), Timestamps.nanos(end));
    }

    /** All samples of a series. */
    public DataQuery(String seriesId) {
        this(seriesId, FIRST_START, LAST_END);
    }

    /** Samples with values of any type. */
    public DataQuery(String seriesId, long start, long end) {
        this(seriesId, start, end, ValueType.AUTO);
    }
}
