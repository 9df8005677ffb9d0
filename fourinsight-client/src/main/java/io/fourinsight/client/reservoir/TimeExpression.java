package io.fourinsight.client.reservoir;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of an option {@code start} or {@code end}: a point in time, or one relative to now such as {@code now-15m}.
 *
 * <p>A date means its midnight; a date or date-time without offset is taken as UTC. Relative times add or subtract one
 * integer with the unit {@code d} (24 hours), {@code h}, {@code m}, {@code s} or {@code ms}. Before that they may round
 * now down to its day, hour, minute or second (UTC), as in {@code now/h} and {@code now/d-1d}.
 *
 * <p>An integer is nanoseconds since the epoch. All but 0 have at least 15 digits: fewer are a date without its dashes,
 * or seconds or milliseconds by mistake, and would ask for a moment of 1970.
 */
public final class TimeExpression {

    /**
     * Where a blank can only have been the plus of an offset, which it becomes in a URI. It is matched once from the
     * beginning, and each part ends where the next begins: a long text that is no time must not take long.
     */
    private static final Pattern LOST_PLUS = Pattern.compile("^(now(?:/.)?|[^T\\s]+T\\S+) (?=[0-9])");

    private static final Pattern RELATIVE = Pattern.compile("now(?:/([dhms]))?(?:([+-])([0-9]+)(d|h|m|s|ms))?");
    private static final Pattern BASIC_DATE = Pattern.compile("[0-9]{8}");
    private static final Pattern FEW_DIGITS = Pattern.compile("[+-]?(?!0+$)[0-9]{1,14}");

    private static final Map<String, TimeUnit> UNITS = Map.of(
            "d", TimeUnit.DAYS,
            "h", TimeUnit.HOURS,
            "m", TimeUnit.MINUTES,
            "s", TimeUnit.SECONDS,
            "ms", TimeUnit.MILLISECONDS);

    private final String option;
    private final String text;
    private final boolean relative;

    /** What now is rounded down to, in nanoseconds; 1 if it is not, or not relative. */
    private final long rounding;

    /** Since the epoch, or since now if relative. */
    private final long nanos;

    private TimeExpression(String option, String text, boolean relative, long rounding, long nanos) {
        this.option = option;
        this.text = text;
        this.relative = relative;
        this.rounding = rounding;
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
            if (!(value instanceof CharSequence || value instanceof Number)) {
                return absolute(option, text, Timestamps.of(value));
            }
            String restored = LOST_PLUS.matcher(text.strip()).replaceFirst("$1+");
            Matcher matcher = RELATIVE.matcher(restored);
            return matcher.matches()
                    ? new TimeExpression(option, text, true, rounding(matcher), offset(matcher))
                    : absolute(option, text, point(value instanceof Number ? value : restored));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw invalid(option, text, e);
        }
    }

    private static TimeExpression absolute(String option, String text, long nanos) {
        return new TimeExpression(option, text, false, 1, nanos);
    }

    private static long point(Object value) {
        String text = value.toString();
        if (BASIC_DATE.matcher(text).matches()) {
            return Timestamps.of(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
        }
        if (FEW_DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException("nanoseconds since the epoch have at least 15 digits");
        }
        return Timestamps.of(value);
    }

    private static long rounding(Matcher matcher) {
        return matcher.group(1) == null ? 1 : unit(matcher.group(1)).toNanos(1);
    }

    /** The unit of a name that the pattern has let through. */
    private static TimeUnit unit(String name) {
        return Objects.requireNonNull(UNITS.get(name));
    }

    private static long offset(Matcher matcher) {
        if (matcher.group(2) == null) {
            return 0;
        }
        long nanosPerUnit = unit(matcher.group(4)).toNanos(1);
        return Math.multiplyExact(Long.parseLong(matcher.group(2) + matcher.group(3)), nanosPerUnit);
    }

    public boolean isRelative() {
        return relative;
    }

    /** Whether it is relative, and says itself what now is rounded down to. */
    public boolean isRounded() {
        return rounding > 1;
    }

    /** Whether this is before the other, or not, whenever now is. */
    public boolean hasFixedOrderWith(TimeExpression other) {
        return relative == other.relative && rounding == other.rounding;
    }

    /** As {@link #nanos(Instant)}, with the time that the clock shows. */
    public long nanos(Clock clock) {
        return nanos(clock.instant());
    }

    /**
     * Nanoseconds since the epoch, UTC.
     *
     * @throws IllegalArgumentException if a relative time is outside of what a long holds, 1677-09-21 to 2262-04-11
     */
    public long nanos(Instant now) {
        if (!relative) {
            return nanos;
        }
        try {
            long base = Timestamps.nanos(now);
            return Math.addExact(base - Math.floorMod(base, rounding), nanos);
        } catch (ArithmeticException e) {
            throw invalid(option, text, e);
        }
    }

    private static IllegalArgumentException invalid(String option, String text, Exception cause) {
        return new IllegalArgumentException(
                "Option " + option + ": '" + text
                        + "' is no time; allowed are now, now-15m (or +; units d, h, m, s, ms), now/h or now/d-1d (rounded down"
                        + " to d, h, m, s), " + Timestamps.ALLOWED + " (0, or at least 15 digits)",
                cause);
    }

    @Override
    public String toString() {
        return text;
    }
}
