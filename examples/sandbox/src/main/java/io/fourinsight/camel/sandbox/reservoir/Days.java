package io.fourinsight.camel.sandbox.reservoir;

import java.util.concurrent.TimeUnit;

/** The days of UTC, counted from the epoch. */
final class Days {

    static final long NANOS = TimeUnit.DAYS.toNanos(1);

    private Days() {}

    static long of(long nanos) {
        return Math.floorDiv(nanos, NANOS);
    }

    /** The first nanosecond of a day; that of the first one that 64 bits hold is not its own. */
    static long start(long day) {
        long start = day * NANOS;
        return Math.floorDiv(start, NANOS) == day ? start : day < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
