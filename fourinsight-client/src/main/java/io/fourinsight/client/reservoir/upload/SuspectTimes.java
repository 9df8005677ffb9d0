package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Recognizes times that were written in another unit than nanoseconds. They are taken as they stand, since a simulation may
 * begin at 0, so that a warning is all that there can be.
 */
final class SuspectTimes {

    /** Our days in microseconds are some 20 days when they are read as nanoseconds, those of the year 2100 47. */
    private static final long FIRST_DAYS = Duration.ofDays(50).toNanos();

    private static final String SEE =
            "; integers are nanoseconds since 1970, and the option timeFormat of the data format fourinsightCsv reads others";

    private SuspectTimes() {}

    /** The warning for samples from a first time to a last one, if there is a reason for one. */
    static Optional<String> warning(long first, long last) {
        if (isDate(first) || isDate(last)) {
            return Optional.of(
                    "The samples have times that look like dates written as numbers, such as 20260101, and are"
                            + " in the first days of 1970" + SEE);
        }
        if (first >= 0 && last < FIRST_DAYS) {
            return Optional.of("All samples are in the first days of 1970, the last at " + Timestamps.instant(last)
                    + ", as are times in seconds, milliseconds or microseconds" + SEE);
        }
        return Optional.empty();
    }

    /** Whether a number is a date of 1900 to 2100, also with hours and minutes, and seconds. */
    private static boolean isDate(long time) {
        String digits = Long.toString(time);
        if (digits.length() != 8 && digits.length() != 12 && digits.length() != 14) {
            return false;
        }
        try {
            int year = LocalDate.parse(digits.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE)
                    .getYear();
            return year >= 1900 && year <= 2100;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
