package io.fourinsight.client.reservoir;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Instant;
import java.util.Objects;

/**
 * Which aggregates of a series are wanted.
 *
 * @param seriesId the series
 * @param start first nanosecond of the window
 * @param end first nanosecond after the window
 * @param period length of the windows that are aggregated over
 * @param function what is computed of each
 * @param includeEmpty whether windows without samples come too, as NaN
 * @param maxPageSize how many samples an answer may hold
 */
public record AggregateQuery(
        String seriesId,
        long start,
        long end,
        AggregationPeriod period,
        AggregationFunction function,
        boolean includeEmpty,
        int maxPageSize) {

    /** @throws IllegalArgumentException if the window is empty or pages are to hold nothing */
    public AggregateQuery {
        Objects.requireNonNull(seriesId, "seriesId");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(function, "function");
        if (start >= end) {
            throw new IllegalArgumentException("start must be before end, but start is " + Timestamps.instant(start)
                    + " and end is " + Timestamps.instant(end));
        }
        if (maxPageSize < 1) {
            throw new IllegalArgumentException("maxPageSize must be at least 1, but is " + maxPageSize);
        }
    }

    /** As the usual query: without empty windows, in the largest pages that the service gives. */
    public AggregateQuery(
            String seriesId, Instant start, Instant end, AggregationPeriod period, AggregationFunction function) {
        this(seriesId, Timestamps.nanos(start), Timestamps.nanos(end), period, function, false, 30_000);
    }
}
