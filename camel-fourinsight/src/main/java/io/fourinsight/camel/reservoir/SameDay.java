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

    private String day = "";
    private long dayStart;

    long parse(String text) {
        long ofDay = nanosOfDay(text);
        if (ofDay < 0) {
            return Timestamps.parse(text);
        }
        if (day.isEmpty() || !text.startsWith(day)) {
            long whole = Timestamps.parse(text);
            dayStart = whole - ofDay;
            day = text.substring(0, DATE);
            return whole;
        }
        return Math.addExact(dayStart, ofDay);
    }

    /** The time of day in nanoseconds, or -1 if the text is not of that form. */
    private static long nanosOfDay(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || end >= LONGEST || text.charAt(end) != 'Z' || text.charAt(DATE - 1) != 'T') {
            return -1;
        }
        int hour = two(text, DATE, 24);
        int minute = two(text, DATE + 3, 60);
        int second = two(text, DATE + 6, 60);
        boolean isTime = (hour | minute | second) >= 0 && text.charAt(DATE + 2) == ':' && text.charAt(DATE + 5) == ':';
        long fraction = end == SECONDS_END ? 0 : fraction(text, end);
        if (!isTime || fraction < 0) {
            return -1;
        }
        return (hour * 3600L + minute * 60L + second) * NANOS_PER_SECOND + fraction;
    }

    /** Two digits below a limit, or -1. */
    private static int two(String text, int at, int limit) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        int value = tens * 10 + ones;
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 || value >= limit ? -1 : value;
    }

    private static long fraction(String text, int end) {
        if (text.charAt(SECONDS_END) != '.' || end == SECONDS_END + 1) {
            return -1;
        }
        long value = 0;
        long unit = NANOS_PER_SECOND;
        for (int at = SECONDS_END + 1; at < end; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
            unit /= 10;
        }
        return value * unit;
    }
}
