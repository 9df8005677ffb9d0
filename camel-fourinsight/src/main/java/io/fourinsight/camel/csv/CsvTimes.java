package io.fourinsight.camel.csv;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Reads and writes the times of one file, in the format that the option {@code timeFormat} names. */
abstract class CsvTimes {

    private static final BigDecimal MILLIS_OF_DAY = BigDecimal.valueOf(86_400_000);

    private final LocalTimes local;
    final ZoneId zone;

    CsvTimes(CsvDialect dialect) {
        this.zone = dialect.timeZone();
        this.local = new LocalTimes(zone, dialect.ambiguousTime());
    }

    static CsvTimes of(CsvDialect dialect) {
        return switch (dialect.timeFormat()) {
            case "auto" -> new IsoTimes(dialect);
            case "ns" -> new Epoch(dialect, 0);
            case "us" -> new Epoch(dialect, 3);
            case "ms" -> new Epoch(dialect, 6);
            case "s" -> new Epoch(dialect, 9);
            case "excel" -> new Excel(dialect, LocalDate.of(1899, 12, 30), 61);
            case "excel1904" -> new Excel(dialect, LocalDate.of(1904, 1, 1), 0);
            default -> new Pattern(dialect);
        };
    }

    /** @throws IllegalArgumentException if there is no such format, with what is wrong */
    static void check(String format, Locale locale) {
        if (!format.matches("auto|[num]?s|excel|excel1904")) {
            formatter(format, locale);
        }
    }

    /**
     * Nanoseconds since the epoch.
     *
     * @throws DateTimeException if the text is no time, saying why in words that follow a place
     * @throws IllegalArgumentException if it is out of range
     */
    final long nanos(String text) {
        try {
            return Timestamps.nanos(parse(text));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new DateTimeException(expected(), e);
        }
    }

    /**
     * The time as the file has it.
     *
     * @throws DateTimeException if it would not be the same when it is read
     */
    final String text(long nanos) {
        Instant time = Timestamps.instant(nanos);
        String text = format(time);
        if (nanos(text) != nanos) {
            throw new DateTimeException("the time " + time + " would become another one in this format");
        }
        local.passed(time);
        return text;
    }

    /** Says that a line with this time was good. */
    final void passed(long nanos) {
        local.passed(Timestamps.instant(nanos));
    }

    final Instant ofZone(LocalDateTime time) {
        return local.instant(time);
    }

    /** Not with the message of java.time, which quotes the text. */
    final TemporalAccessor parsed(DateTimeFormatter formatter, String text) {
        try {
            return formatter.parse(text);
        } catch (DateTimeParseException e) {
            throw new DateTimeException(expected(), e);
        }
    }

    final Instant resolved(TemporalAccessor parsed) {
        if (parsed.isSupported(ChronoField.OFFSET_SECONDS) && parsed.isSupported(ChronoField.NANO_OF_DAY)) {
            return OffsetDateTime.from(parsed).toInstant();
        }
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(parsed);
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null) {
            throw new DateTimeException("a time without its date; time can name two columns, date+time");
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        return ofZone(date.atTime(time == null ? LocalTime.MIDNIGHT : time));
    }

    abstract Instant parse(String text);

    abstract String format(Instant time);

    /** The fault of a text that is no time. */
    abstract String expected();

    /** A count of units since the epoch, with a fraction if need be. */
    private static final class Epoch extends CsvTimes {

        private final int zeros;

        /** @param zeros of the nanoseconds that a unit has */
        Epoch(CsvDialect dialect, int zeros) {
            super(dialect);
            this.zeros = zeros;
        }

        @Override
        Instant parse(String text) {
            BigDecimal count = new BigDecimal(text.replace(',', '.'));
            if (Math.abs((long) count.precision() - count.scale()) > 30) {
                throw new DateTimeException(expected());
            }
            return Timestamps.instant(count.scaleByPowerOfTen(zeros).longValueExact());
        }

        @Override
        String format(Instant time) {
            BigDecimal count = BigDecimal.valueOf(Timestamps.nanos(time), zeros).stripTrailingZeros();
            return count.toPlainString();
        }

        @Override
        String expected() {
            return "not a number that the timeFormat can be, in the range of times";
        }
    }

    /** Days since a day, local time. Milliseconds are all that spreadsheets distinguish. */
    private static final class Excel extends CsvTimes {

        private static final int MOST_DECIMALS = 30;

        private final LocalDate zero;
        private final int first;

        Excel(CsvDialect dialect, LocalDate zero, int first) {
            super(dialect);
            this.zero = zero;
            this.first = first;
        }

        @Override
        Instant parse(String text) {
            BigDecimal days = new BigDecimal(text.replace(',', '.'));
            // an exponent far below zero, too: to round such a number takes forever
            if (days.compareTo(BigDecimal.valueOf(first)) < 0
                    || days.precision() - days.scale() > 7
                    || days.scale() > MOST_DECIMALS) {
                throw new DateTimeException(expected());
            }
            long millis = days.multiply(MILLIS_OF_DAY)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            return ofZone(zero.atStartOfDay().plusNanos(Math.multiplyExact(millis, 1_000_000L)));
        }

        @Override
        String format(Instant time) {
            LocalDateTime here = LocalDateTime.ofInstant(time, zone);
            BigDecimal days = BigDecimal.valueOf(here.toLocalDate().toEpochDay() - zero.toEpochDay());
            BigDecimal part = BigDecimal.valueOf(here.toLocalTime().toNanoOfDay() / 1_000_000)
                    .divide(MILLIS_OF_DAY, 10, RoundingMode.HALF_UP);
            return days.add(part).stripTrailingZeros().toPlainString();
        }

        @Override
        String expected() {
            return "not the number of a day since " + zero + (first > 0 ? ", from March 1900 on" : "");
        }
    }

    /** As a pattern says. */
    private static final class Pattern extends CsvTimes {

        private final DateTimeFormatter formatter;

        Pattern(CsvDialect dialect) {
            super(dialect);
            this.formatter = formatter(dialect.timeFormat(), dialect.locale());
        }

        @Override
        Instant parse(String text) {
            return resolved(parsed(formatter, text));
        }

        @Override
        String format(Instant time) {
            return formatter.format(time.atZone(zone));
        }

        @Override
        String expected() {
            return "not a time in the timeFormat, for the locale";
        }
    }

    /** Years count from one and not within an era, so that {@code yyyy} and {@code uuuu} mean the same. */
    private static DateTimeFormatter formatter(String pattern, Locale locale) {
        StringBuilder years = new StringBuilder();
        boolean quoted = false;
        for (char letter : pattern.toCharArray()) {
            quoted ^= letter == '\'';
            years.append(letter == 'y' && !quoted ? 'u' : letter);
        }
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(years.toString())
                .toFormatter(locale)
                // else the 31st of February is its 28th
                .withResolverStyle(ResolverStyle.STRICT)
                .withChronology(IsoChronology.INSTANCE);
    }
}
