package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.http.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.regex.Pattern;

/** Times of the reservoir: nanoseconds since the epoch, on the wire also ISO text with an offset. */
final class Times {

    /** The widest range that clients ask for, a little within what 64 bits hold, so that rounding cannot overflow. */
    private static final long LIMIT = 9_214_646_400_000_000_000L;

    private static final Pattern NANOS = Pattern.compile("-?\\d{1,19}");

    /** Down to ticks of 100 ns, as .NET writes them. */
    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter();

    private Times() {}

    static long toNanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    static String format(long nanos) {
        return format(Instant.ofEpochSecond(0, nanos));
    }

    static String format(Instant time) {
        return TEXT.format(time.atOffset(ZoneOffset.UTC));
    }

    /** Reads a parameter's time, either form. */
    static long parse(String name, String value) {
        try {
            long nanos = NANOS.matcher(value).matches()
                    ? Long.parseLong(value)
                    : toNanos(OffsetDateTime.parse(value).toInstant());
            if (nanos < -LIMIT || nanos > LIMIT) {
                throw new ArithmeticException("beyond 64 bits");
            }
            return nanos;
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            throw Refusal.badRequest(
                    "%s=%s is neither ISO 8601 with an offset nor nanoseconds since the epoch, of the years 1678 to 2261."
                            .formatted(name, value));
        }
    }
}
