package io.fourinsight.client.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a consumer wants; durations are nanoseconds.
 *
 * @param unit windows begin and end at multiples of it since the epoch; 0 for raw data, which are read sample by sample
 * @param lag how long samples may take to arrive
 * @param maxWindow longest window, at least a unit
 * @param memberWait how long a window of units waits for samples past its end, {@code Long.MAX_VALUE} for ever
 * @param recoveryWindow how far back late samples are looked for, empty for not at all
 */
public record PlanSettings(long unit, long lag, long maxWindow, long memberWait, OptionalLong recoveryWindow) {

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    public PlanSettings {
        require(lag >= 0, "lag", lag, "not a duration; allowed are 0 and more");
        require(maxWindow > 0, "maxWindow", maxWindow, "not the length of a window; allowed is more than 0");
        require(
                maxWindow >= unit,
                "maxWindow",
                maxWindow,
                "less than a period; allowed is " + length(unit) + " or more");
        require(memberWait >= 0, "memberWait", memberWait, "not a duration; allowed are 0 and more");
        recoveryWindow.ifPresent(back ->
                require(back > 0, "recoveryWindow", back, "not the length of a window; allowed is more than 0"));
    }

    private static void require(boolean holds, String option, long value, String wrong) {
        if (!holds) {
            throw new IllegalArgumentException("option '" + option + "': value '" + length(value) + "' is " + wrong);
        }
    }

    private static Duration length(long nanos) {
        return Duration.ofNanos(nanos);
    }

    /** Samples as they were uploaded. */
    public static PlanSettings raw(Duration lag, Duration maxWindow, Optional<Duration> recoveryWindow) {
        return new PlanSettings(0, nanos(lag), nanos(maxWindow), Long.MAX_VALUE, nanos(recoveryWindow));
    }

    /** Aggregates of complete periods; the last period of a silent series waits. */
    public static PlanSettings periods(
            Duration period, Duration lag, Duration maxWindow, Optional<Duration> recoveryWindow) {
        long unit = unit("aggregationPeriod", period);
        return new PlanSettings(unit, nanos(lag), nanos(maxWindow), Long.MAX_VALUE, nanos(recoveryWindow));
    }

    /** One window after the other, each of all members of a group. */
    public static PlanSettings windows(
            Duration window, Duration lag, Duration memberWait, Optional<Duration> recoveryWindow) {
        long unit = unit("window", window);
        return new PlanSettings(unit, nanos(lag), unit, nanos(memberWait), nanos(recoveryWindow));
    }

    private static long unit(String option, Duration length) {
        long nanos = nanos(length);
        require(nanos > 0, option, nanos, "not the length of a window; allowed is more than 0");
        return nanos;
    }

    private static OptionalLong nanos(Optional<Duration> length) {
        return length.isPresent() ? OptionalLong.of(nanos(length.get())) : OptionalLong.empty();
    }

    /** As much as a long can hold: longer than the time between any two samples. */
    private static long nanos(Duration length) {
        try {
            return length.toNanos();
        } catch (ArithmeticException e) {
            return length.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    boolean isRaw() {
        return unit == 0;
    }

    /** The longest window, in whole units. */
    long longest() {
        return Nanos.floor(maxWindow, unit);
    }

    /** Samples of the days before, if they arrive from now on, are too late to be looked for. */
    long firstWatchedDay(long now) {
        return recoveryWindow.isPresent() ? Nanos.day(Nanos.minus(now, recoveryWindow.getAsLong())) : Long.MAX_VALUE;
    }
}
