package io.fourinsight.camel.csv;

import com.ethlo.time.DateTime;
import com.ethlo.time.Field;
import com.ethlo.time.ITU;
import com.ethlo.time.ParseConfig;
import io.fourinsight.camel.csv.LocalTimes.UnclearTime;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** {@code auto}: ISO forms, and nineteen digits, which can only be nanoseconds. */
final class IsoTimes extends CsvTimes {

    private static final ParseConfig LENIENT =
            ParseConfig.STRICT.withDateTimeSeparators('T', ' ').withFractionSeparators('.', ',');

    private static final DateTimeFormatter BASIC = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .appendValue(ChronoField.DAY_OF_MONTH, 2)
            .optionalStart()
            .appendPattern("['T'][' ']HHmm[ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    IsoTimes(CsvDialect dialect) {
        super(dialect);
    }

    @Override
    Instant parse(String text) {
        if (text.length() > 4 && text.charAt(4) == '-') {
            return extended(text);
        }
        if (text.length() == 19 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Timestamps.instant(Long.parseLong(text));
        }
        boolean isDate = text.length() == 8 || text.length() > 8 && " T".indexOf(text.charAt(8)) >= 0;
        if (!isDate) {
            throw new DateTimeException(expected());
        }
        return resolved(parsed(BASIC, text.replace(',', '.')));
    }

    private Instant extended(String text) {
        DateTime time;
        try {
            // a blank before the offset, as databases write it
            int offset = text.length() - 7;
            boolean isApart = offset > 10 && text.charAt(offset) == ' ' && "+-".indexOf(text.charAt(offset + 1)) >= 0;
            time = ITU.parseLenient(
                    isApart ? text.substring(0, offset) + text.substring(offset + 1) : spelled(text), LENIENT);
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw new DateTimeException(expected(), e);
        }
        if (!time.includesGranularity(Field.DAY)) {
            throw new DateTimeException(expected());
        }
        try {
            // by java.time, since the library itself has 31 days in every month
            LocalDateTime here = LocalDateTime.of(
                    LocalDate.of(time.getYear(), time.getMonth(), time.getDayOfMonth()),
                    time.includesGranularity(Field.HOUR)
                            ? LocalTime.of(time.getHour(), time.getMinute(), time.getSecond(), time.getNano())
                            : LocalTime.MIDNIGHT);
            return time.getOffset().isPresent()
                    ? here.toInstant(
                            ZoneOffset.ofTotalSeconds(time.getOffset().get().getTotalSeconds()))
                    : ofZone(here);
        } catch (UnclearTime e) {
            throw e;
        } catch (DateTimeException e) {
            throw new DateTimeException(expected(), e);
        }
    }

    /** Without a blank before {@code Z} or {@code UTC}, and with the minutes of an offset, as the library wants it. */
    private static String spelled(String text) {
        if (text.endsWith("UTC")) {
            return text.substring(0, text.length() - 3).strip() + "Z";
        }
        int sign = text.length() - 3;
        return sign > 12 && "+-".indexOf(text.charAt(sign)) >= 0 ? text + ":00" : text.replace(" Z", "Z");
    }

    @Override
    String format(Instant time) {
        return WRITTEN.format(time.atZone(zone));
    }

    @Override
    String expected() {
        return "not a time in an ISO form; timeFormat can name another";
    }
}
