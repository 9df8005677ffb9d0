package io.fourinsight.client.plan;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that the items of a collection are ordered by: a time, a date or an integer. Other values have no order that we
 * and the service agree about.
 *
 * @param whole seconds since the epoch, of a date those of its midnight UTC; or the integer
 * @param nanos of the second; 0 but for a time
 */
public record CursorValue(Kind kind, long whole, int nanos) implements Comparable<CursorValue> {

    /** What a value is. Times and dates can be compared with one another, integers only among themselves. */
    public enum Kind {
        TIME,
        DATE,
        INTEGER
    }

    /** The year 1, the first that an OData service knows. */
    private static final long FIRST_SECOND = -62_135_596_800L;

    private static final int DAY = 86_400;
    private static final int TICK = 100;

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"
            + "(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)((?<=\\.[0-9]{9})[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?");

    public static CursorValue of(Instant time) {
        return new CursorValue(Kind.TIME, time.getEpochSecond(), time.getNano());
    }

    public static CursorValue of(long integer) {
        return new CursorValue(Kind.INTEGER, integer, 0);
    }

    /**
     * Reads an ISO time (UTC unless it has an offset; decimals after the ninth do not count), an ISO date, or an integer
     * that a long holds; empty if the text is none of these.
     */
    public static Optional<CursorValue> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (INTEGER.matcher(text).matches()) {
                return Optional.of(of(Long.parseLong(text)));
            }
            if (DATE.matcher(text).matches()) {
                return Optional.of(date(LocalDate.parse(text).toEpochDay()));
            }
            return time(text);
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty(); // such as the 30th of February
        }
    }

    private static CursorValue date(long day) {
        return new CursorValue(Kind.DATE, day * DAY, 0);
    }

    private static Optional<CursorValue> time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ZoneOffset offset = matcher.group(3) == null ? ZoneOffset.UTC : ZoneOffset.of(matcher.group(3));
        return Optional.of(of(LocalDateTime.parse(matcher.group(1)).toInstant(offset)));
    }

    boolean isComparableWith(CursorValue other) {
        return (kind == Kind.INTEGER) == (other.kind == Kind.INTEGER);
    }

    /** @throws IllegalArgumentException if one is an integer, and the other is not */
    @Override
    public int compareTo(CursorValue other) {
        if (!isComparableWith(other)) {
            throw new IllegalArgumentException("'" + this + "' and '" + other + "' have no order");
        }
        int byWhole = Long.compare(whole, other.whole);
        int byNanos = byWhole != 0 ? byWhole : Integer.compare(nanos, other.nanos);
        return byNanos != 0 ? byNanos : kind.compareTo(other.kind);
    }

    /** The value so much earlier, not before the year 1; an integer is not a time and stays. */
    CursorValue minus(Duration lag) {
        if (kind == Kind.INTEGER) {
            return this;
        }
        Instant first = Instant.ofEpochSecond(FIRST_SECOND);
        boolean reaches = lag.getSeconds() < whole - FIRST_SECOND;
        Instant earlier = reaches ? Instant.ofEpochSecond(whole, nanos).minus(lag) : first;
        return withKind(earlier);
    }

    /** This value, or now if that is earlier; an integer stays. */
    CursorValue notAfter(Instant now) {
        return kind == Kind.INTEGER || !Instant.ofEpochSecond(whole, nanos).isAfter(now) ? this : withKind(now);
    }

    private CursorValue withKind(Instant time) {
        return kind == Kind.DATE ? date(Math.floorDiv(time.getEpochSecond(), DAY)) : of(time);
    }

    /** As a filter of OData has it: a time in UTC with at most 7 decimals, the later ones cut off. */
    String literal() {
        if (kind != Kind.TIME) {
            return toString();
        }
        String text = Instant.ofEpochSecond(whole, nanos / TICK * TICK).toString();
        int decimals = text.length() - text.indexOf('.') - 2;
        return text.indexOf('.') >= 0 && decimals == 9 ? text.substring(0, text.length() - 3) + "Z" : text;
    }

    /** A text that {@link #parse} reads. */
    @Override
    public String toString() {
        return switch (kind) {
            case TIME -> Instant.ofEpochSecond(whole, nanos).toString();
            case DATE -> LocalDate.ofEpochDay(Math.floorDiv(whole, DAY)).toString();
            case INTEGER -> Long.toString(whole);
        };
    }
}
