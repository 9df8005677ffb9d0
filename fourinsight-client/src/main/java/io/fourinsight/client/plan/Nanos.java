package io.fourinsight.client.plan;

import java.util.concurrent.TimeUnit;

/** Arithmetic of nanoseconds since the epoch that stops at the ends of a long and does not wrap around. */
final class Nanos {

    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    private Nanos() {}

    static long plus(long nanos, long more) {
        long sum = nanos + more;
        boolean overflow = ((nanos ^ sum) & (more ^ sum)) < 0;
        return overflow ? end(nanos) : sum;
    }

    static long minus(long nanos, long less) {
        return less == Long.MIN_VALUE ? plus(plus(nanos, Long.MAX_VALUE), 1) : plus(nanos, -less);
    }

    private static long end(long sign) {
        return sign < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** The last multiple of a unit that is not later; the same moment if the unit is 0. */
    static long floor(long nanos, long unit) {
        return unit == 0 ? nanos : minus(nanos, Math.floorMod(nanos, unit));
    }

    /** The first multiple of a unit that is not earlier; the same moment if the unit is 0. */
    static long ceiling(long nanos, long unit) {
        return unit == 0 ? nanos : plus(nanos, Math.floorMod(-nanos, unit));
    }

    /** The day since the epoch that a moment lies in. */
    static long day(long nanos) {
        return Math.floorDiv(nanos, DAY);
    }

    /** The first moment of a day, or the nearest that a long can hold. */
    static long startOfDay(long day) {
        long high = Math.multiplyHigh(day, DAY);
        long low = day * DAY;
        return high == low >> 63 ? low : end(day);
    }

    static long endOfDay(long day) {
        return startOfDay(day + 1);
    }
}
