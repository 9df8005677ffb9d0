package io.fourinsight.camel.reservoir;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of an option {@code start} or {@code end}: a point in time, or one relative to now such as {@code now-15m}.
 *
 * <p>A date means its midnight; a date or date-time without offset is taken as UTC. Relative times add or subtract one
 * integer with the unit {@code d} (24 hours), {@code h}, {@code m}, {@code s} or {@code ms}.
 */
public final class TimeExpression {

    /** Where a blank can only have been the plus of an offset, which it becomes in a URI. */
    private static final Pattern LOST_PLUS = Pattern.compile("(now|.+T.+) (?=[0-9])");

    private static final Pattern RELATIVE = Pattern.compile("now(?:([+-])([0-9]+)(d|h|m|s|ms))?");

    private static final Map<String, TimeUnit> UNITS = Map.of(
            "d", TimeUnit.DAYS,
            "h", TimeUnit.HOURS,
            "m", TimeUnit.MINUTES,
            "s", TimeUnit.SECONDS,
            "ms", TimeUnit.MILLISECONDS);

    private final String option;
    private final String text;
    private final boolean relative;

    /** Since the epoch, or since now if relative. */
    private final long nanos;

    private TimeExpression(String option, String text, boolean relative, long nanos) {
        this.option = option;
        this.text = text;
        this.relative = relative;
        this.nanos = nanos;
    }

    /** @throws IllegalArgumentException naming the option, the text and what is allowed */
    public static TimeExpression parse(String option, String text) {
        return of(option, text);
    }

    /**
     * As {@link #parse}, from what a header may hold.
     *
     * @param value text, or an object that {@link Timestamps#of} takes
     * @throws IllegalArgumentException naming the option, the value and what is allowed
     */
    public static TimeExpression of(String option, Object value) {
        String text = String.valueOf(value);
        try {
            if (!(value instanceof CharSequence)) {
                return new TimeExpression(option, text, false, Timestamps.of(value));
            }
            String restored = LOST_PLUS.matcher(text.strip()).replaceFirst("$1+");
            Matcher matcher = RELATIVE.matcher(restored);
            return matcher.matches()
                    ? new TimeExpression(option, text, true, offset(matcher))
                    : new TimeExpression(option, text, false, Timestamps.parse(restored));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw invalid(option, text, e);
        }
    }

    private static long offset(Matcher matcher) {
        if (matcher.group(1) == null) {
            return 0;
        }
        long nanosPerUnit = UNITS.get(matcher.group(3)).toNanos(1);
        return Math.multiplyExact(Long.parseLong(matcher.group(1) + matcher.group(2)), nanosPerUnit);
    }

    public boolean isRelative() {
        return relative;
    }

    /**
     * Nanoseconds since the epoch, UTC.
     *
     * @throws IllegalArgumentException if a relative time is outside of what a long holds, 1677-09-21 to 2262-04-11
     */
    public long nanos(Clock clock) {
        if (!relative) {
            return nanos;
        }
        try {
            return Math.addExact(Timestamps.nanos(clock.instant()), nanos);
        } catch (ArithmeticException e) {
            throw invalid(option, text, e);
        }
    }

    private static IllegalArgumentException invalid(String option, String text, Exception cause) {
        return new IllegalArgumentException(
                "Option " + option + ": '" + text
                        + "' is no time; allowed are now, now-15m (or +; units d, h, m, s, ms), " + Timestamps.ALLOWED,
                cause);
    }

    @Override
    public String toString() {
        return text;
    }
}
