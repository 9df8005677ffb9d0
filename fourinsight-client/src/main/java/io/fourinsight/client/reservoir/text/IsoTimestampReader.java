package io.fourinsight.client.reservoir.text;

import java.util.Arrays;

/**
 * Reads ISO timestamps of which most are on the day of the one before them, whose date is then only compared.
 *
 * <p>Only times in UTC with seconds, {@code 2026-01-31T23:59:58Z} or {@code …+00:00}, with or without a fraction of up to
 * nine digits, are read here; {@link Timestamps#parse} reads the first of each day and everything else, and so says what
 * is wrong.
 */
public final class IsoTimestampReader {

    private static final int DATE = "1970-01-01T".length();
    private static final int TIME = "23:59:58".length();
    private static final int LONGEST_FRACTION = ".123456789".length();
    private static final char[] ZERO_OFFSET = "+00:00".toCharArray();
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** The date as it was written last, with the letter after it; at first that of the epoch, for which the rest is 0. */
    private final char[] date = "1970-01-01T".toCharArray();

    /** A timestamp of that date. */
    private long before;

    /** The start of that day; it may be out of range, which is wrapped around as the sums with it are. */
    private long dayStart;

    /** The timestamp that so many characters from the offset on stand for. */
    public long parse(char[] text, int offset, int length) {
        int time = offset + DATE;
        long ofDay = nanosOfDay(text, time, endOfTime(text, offset, offset + length));
        if (ofDay >= 0 && Arrays.equals(text, offset, time, date, 0, DATE)) {
            long nanos = dayStart + ofDay;
            // no day has timestamps of both signs: this one would be out of range
            if ((nanos ^ before) >= 0) {
                return nanos;
            }
        }
        long whole = Timestamps.parse(new String(text, offset, length));
        if (ofDay >= 0) {
            System.arraycopy(text, offset, date, 0, DATE);
            before = whole;
            dayStart = whole - ofDay;
        }
        return whole;
    }

    /** Where the time of day ends and UTC is named, or before all if that is not so. */
    private static int endOfTime(char[] text, int from, int to) {
        if (from < to && text[to - 1] == 'Z') {
            return to - 1;
        }
        int offset = to - ZERO_OFFSET.length;
        return from < offset && Arrays.equals(text, offset, to, ZERO_OFFSET, 0, ZERO_OFFSET.length) ? offset : from;
    }

    /** The time of day in nanoseconds, or -1 if the text in {@code [from, to)} is not of that form. */
    private static long nanosOfDay(char[] text, int from, int to) {
        int secondsEnd = from + TIME;
        if (to < secondsEnd || to > secondsEnd + LONGEST_FRACTION) {
            return -1;
        }
        int hour = two(text, from);
        int minute = two(text, from + 3);
        int second = two(text, from + 6);
        boolean isTime = (hour | 23 - hour | minute | 59 - minute | second | 59 - second) >= 0
                && text[from + 2] == ':'
                && text[from + 5] == ':';
        long fraction = to == secondsEnd ? 0 : fraction(text, secondsEnd, to);
        if (!isTime || fraction < 0) {
            return -1;
        }
        return (hour * 3600 + minute * 60 + second) * NANOS_PER_SECOND + fraction;
    }

    /** The number that two digits are, or -1. A negative one shows in the sign of all that is combined, in one look. */
    private static int two(char[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens * 10 + ones | (tens | 9 - tens | ones | 9 - ones) >> 31;
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
