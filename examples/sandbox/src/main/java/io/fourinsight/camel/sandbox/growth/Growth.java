package io.fourinsight.camel.sandbox.growth;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * How a series grows: a sample every so often, sent in files, some of the samples late. Immutable; the same by the same
 * clock in every run.
 *
 * @param start of the first sample
 * @param step from one sample to the next
 * @param fileEvery how often a file with the samples since the last one is uploaded
 * @param lateShare how many of the samples come late, from 0 to 1
 * @param lateBy how late they come at most, after the file that they belong into
 * @param valueAtSecond the value by the seconds since the start
 */
public record Growth(
        Instant start,
        Duration step,
        Duration fileEvery,
        double lateShare,
        Duration lateBy,
        DoubleUnaryOperator valueAtSecond) {

    public Growth {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(valueAtSecond, "valueAtSecond");
        requirePositive("step", step);
        requirePositive("fileEvery", fileEvery);
        if (!(lateShare >= 0 && lateShare <= 1)) {
            throw new IllegalArgumentException("lateShare " + lateShare + " is not between 0 and 1");
        }
        if (lateBy.isNegative()) {
            throw new IllegalArgumentException("lateBy " + lateBy + " is negative");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " " + duration + " is not positive");
        }
    }

    /** From this time on a sample and a file every so often, none of them late. */
    public static Growth from(Instant start, Duration step, Duration fileEvery) {
        return new Growth(start, step, fileEvery, 0, Duration.ZERO, second -> Math.sin(second / 600));
    }

    /** The same with samples that come late. */
    public Growth late(double share, Duration by) {
        return new Growth(start, step, fileEvery, share, by, valueAtSecond);
    }

    /** The same with other values. */
    public Growth values(DoubleUnaryOperator atSecond) {
        return new Growth(start, step, fileEvery, lateShare, lateBy, atSecond);
    }
}
