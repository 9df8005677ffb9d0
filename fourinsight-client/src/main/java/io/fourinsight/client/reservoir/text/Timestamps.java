package io.fourinsight.client.reservoir.text;

import com.ethlo.time.DateTime;
import com.ethlo.time.ITU;
import com.ethlo.time.ParseConfig;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.regex.Pattern;

/**
 * Points in time as nanoseconds since the epoch, UTC; they reach from 1677-09-21 to 2262-04-11, and a time outside is an
 * {@link IllegalArgumentException}.
 */
public final class Timestamps {

    public static final String ALLOWED =
            "an ISO date or date-time from 1677-09-21 to 2262-04-11 (UTC unless it has an offset)"
                    + " or nanoseconds since the epoch as an integer";

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int NANOS_PER_TICK = 100;
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

    /** Reads also what {@code ZonedDateTime.toString()} writes, since a header may hold that. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .parseCaseInsensitive()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .parseLenient()
            .appendOffsetId()
            .optionalStart()
            .appendLiteral('[')
            .appendZoneRegionId()
            .appendLiteral(']')
            .toFormatter()
            // else the 31st of February is its 28th
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private static final DateTimeFormatter ISO_TICKS = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
            .appendLiteral("+00:00")
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    public static long nanos(Instant instant) {
        long seconds = instant.getEpochSecond();
        long nanos = instant.getNano();
        if (seconds < 0) {
            // counted back from the end of the second: the first second in range begins outside
            seconds++;
            nanos -= NANOS_PER_SECOND;
        }
        try {
            return Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), nanos);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(instant + " is not between 1677-09-21 and 2262-04-11", e);
        }
    }

    /**
     * The timestamp that an object stands for.
     *
     * @param value an object of java.time with a date (in UTC, unless it has an offset or zone) such as {@link Instant}
     *     or {@link LocalDate}, a {@link Date}, an integer as nanoseconds, or any of these as text
     */
    public static long of(Object value) {
        if (value instanceof CharSequence text) {
            return parse(text.toString());
        }
        if (value instanceof TemporalAccessor temporal) {
            return nanos(temporal);
        }
        if (value instanceof Date date) {
            return nanos(instant(date));
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger integer) {
            return parse(integer.toString());
        }
        // of numbers that leaves those with a fraction: a double is some 200 ns off in our days
        throw new IllegalArgumentException(
                value == null
                        ? "No time given"
                        : "Not a time: a " + value.getClass().getName());
    }

    /** The timestamp that an ISO date (at midnight, UTC), ISO date-time or integer (nanoseconds) stands for. */
    public static long parse(String text) {
        String stripped = text.strip();
        try {
            boolean hasYear = stripped.indexOf('-') == 4;
            return hasYear || !INTEGER.matcher(stripped).matches() ? iso(stripped) : Long.parseLong(stripped);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not " + ALLOWED, e);
        }
    }

    /** The library reads the usual shapes in a tenth of the time of java.time, which reads all the others. */
    private static long iso(String text) {
        try {
            DateTime fast = ITU.parseLenient(text, ParseConfig.STRICT);
            if (fast.getParseLength() == text.length() && fast.getOffset().isPresent()) {
                // by java.time, since the library itself has 31 days in every month
                return nanos(fast.toOffsetDatetime().toInstant());
            }
        } catch (DateTimeException e) {
            return nanos(ISO.parse(text));
        }
        return nanos(ISO.parse(text));
    }

    /** As the aggregate service takes it, whose resolution is a tick of 100 ns: the last tick that is not later. */
    public static String isoTickAtOrBefore(long nanos) {
        return ISO_TICKS.format(instant(nanos).minusNanos(Math.floorMod(nanos, NANOS_PER_TICK)));
    }

    /** As {@link #isoTickAtOrBefore}, the first tick that is not earlier. */
    public static String isoTickAtOrAfter(long nanos) {
        return ISO_TICKS.format(instant(nanos).plusNanos(Math.floorMod(-nanos, NANOS_PER_TICK)));
    }

    private static long nanos(TemporalAccessor temporal) {
        if (temporal.isSupported(ChronoField.INSTANT_SECONDS)) {
            return nanos(Instant.from(temporal));
        }
        try {
            LocalDateTime utc = temporal.isSupported(ChronoField.NANO_OF_DAY)
                    ? LocalDateTime.from(temporal)
                    : LocalDate.from(temporal).atStartOfDay();
            return nanos(utc.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Not a date: " + temporal, e);
        }
    }

    private static Instant instant(Date date) {
        // the classes of java.sql without a date or without a time refuse toInstant(), but its timestamp has
        // nanoseconds
        try {
            return date.toInstant();
        } catch (UnsupportedOperationException e) {
            return Instant.ofEpochMilli(date.getTime());
        }
    }
}
