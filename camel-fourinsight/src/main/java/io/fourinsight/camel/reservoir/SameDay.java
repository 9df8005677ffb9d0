package io.fourinsight.camel.reservoir;

/**
 * Reads ISO timestamps of which most are on the day of the one before them, which is then not computed again.
 *
 * <p>Only the plain form {@code 2026-01-31T23:59:58Z}, with or without a fraction of up to nine digits, is read here;
 * {@link Timestamps#parse} reads the first of each day and everything else, and so says what is wrong.
 */
final class SameDay {

    private static final int DATE = "2026-01-31T".length();
    private static final int SECONDS_END = "2026-01-31T23:59:58".length();
    private static final int LONGEST = "2026-01-31T23:59:58.123456789Z".length();
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** The digits of the day as one number, of none at first. */
    private int day = -1;

    private long dayStart;

    /** The timestamp that so many characters from the offset on stand for. */
    long parse(char[] text, int offset, int length) {
        long ofDay = nanosOfDay(text, offset, length);
        int date = ofDay < 0 ? -1 : date(text, offset);
        if (date >= 0 && date == day) {
            return Math.addExact(dayStart, ofDay);
        }
        long whole = Timestamps.parse(new String(text, offset, length));
        if (date >= 0) {
            dayStart = whole - ofDay;
            day = date;
        }
        return whole;
    }

    /** Year, month and day as a number of eight digits, which need not be a date; -1 if they are not written as one. */
    private static int date(char[] text, int at) {
        int century = two(text, at);
        int year = two(text, at + 2);
        int month = two(text, at + 5);
        int day = two(text, at + 8);
        boolean isDate = (century | year | month | day) >= 0
                && text[at + 4] == '-'
                && text[at + 7] == '-'
                && text[at + DATE - 1] == 'T';
        return isDate ? ((century * 100 + year) * 100 + month) * 100 + day : -1;
    }

    /** The time of day in nanoseconds, or -1 if the text is not of that form. */
    private static long nanosOfDay(char[] text, int offset, int length) {
        int end = length - 1;
        if (end < SECONDS_END || end >= LONGEST || text[offset + end] != 'Z') {
            return -1;
        }
        int at = offset + DATE;
        int hour = two(text, at);
        int minute = two(text, at + 3);
        int second = two(text, at + 6);
        boolean isTime = (hour | 23 - hour | minute | 59 - minute | second | 59 - second) >= 0
                && text[at + 2] == ':'
                && text[at + 5] == ':';
        long fraction = end == SECONDS_END ? 0 : fraction(text, offset + SECONDS_END, offset + end);
        if (!isTime || fraction < 0) {
            return -1;
        }
        return (hour * 3600L + minute * 60L + second) * NANOS_PER_SECOND + fraction;
    }

    /** The number that two digits are, or -1. What is negative shows in the sign of all that is combined, in one look. */
    private static int two(char[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return (tens | 9 - tens | ones | 9 - ones) < 0 ? -1 : tens * 10 + ones;
    }

    /** The nanoseconds that a point and digits up to the end stand for, or -1. */
    private static long fraction(char[] text, int point, int end) {
        if (text[point] != '.' || end == point + 1) {
            return -1;
        }
        long value = 0;
        long unit = NANOS_PER_SECOND;
        for (int at = point + 1; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
            unit /= 10;
        }
        return value * unit;
    }
}
