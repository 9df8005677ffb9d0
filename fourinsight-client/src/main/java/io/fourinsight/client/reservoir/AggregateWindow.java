package io.fourinsight.client.reservoir;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Instant;

/**
 * The window of an aggregate query, worked out of two times of which either may be relative to now.
 *
 * <p>Relative times are aligned, so that no aggregate is of a part of its period: periods count from the epoch, and a
 * time within one goes down to its beginning. If both times are relative, the window keeps at least its length: that
 * goes up to whole periods. A time that is rounded explicitly, and one that is not relative, stays as it is.
 *
 * @param start first nanosecond of the window
 * @param end first nanosecond after the window
 */
public record AggregateWindow(long start, long end) {

    /** @throws IllegalArgumentException if there is nothing between the two times, or one is outside of a long's range */
    public static AggregateWindow of(TimeExpression start, TimeExpression end, Instant now) {
        AggregateWindow window = new AggregateWindow(start.nanos(now), end.nanos(now));
        if (window.isEmpty()) {
            throw new IllegalArgumentException("start must be before end, but start is "
                    + Timestamps.instant(window.start) + " and end is " + Timestamps.instant(window.end));
        }
        return window;
    }

    /**
     * As {@link #of}, aligned to periods. The rest is empty if it ends before a first period is complete.
     *
     * @throws IllegalArgumentException if there is nothing between the two times, or one is outside of a long's range
     */
    public static AggregateWindow aligned(
            TimeExpression start, TimeExpression end, AggregationPeriod period, Instant now) {
        AggregateWindow exact = of(start, end, now);
        try {
            long alignedEnd = isAligned(end) ? down(exact.end, period) : exact.end;
            if (!isAligned(start)) {
                return new AggregateWindow(exact.start, Math.max(exact.start, alignedEnd));
            }
            if (!isAligned(end)) {
                return new AggregateWindow(down(exact.start, period), alignedEnd);
            }
            long length = Math.subtractExact(exact.end, exact.start);
            return new AggregateWindow(Math.addExact(alignedEnd, down(-length, period)), alignedEnd);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "start '" + start + "' and end '" + end + "' cannot be aligned to periods of " + period
                            + " between 1677-09-21 and 2262-04-11",
                    e);
        }
    }

    private static boolean isAligned(TimeExpression time) {
        return time.isRelative() && !time.isRounded();
    }

    private static long down(long nanos, AggregationPeriod period) {
        return Math.subtractExact(nanos, Math.floorMod(nanos, period.nanos()));
    }

    /** Whether no period is complete yet. */
    public boolean isEmpty() {
        return start >= end;
    }
}
