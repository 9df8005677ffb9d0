package io.fourinsight.camel.benchmark.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A day of samples, one a second, about 38 bytes a line.
 *
 * <p>Server and baselines make it from the same seed, so that both sides of a row read the same bytes.
 */
public final class DayCsv {

    public static final int LINES = 86_400;

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final int DIGITS = 19;

    private DayCsv() {}

    /** How lines are written. */
    public enum Form {

        /** As the reservoir stores them: CRLF, numbers as Python writes them, of which some have no point. */
        SERVICE {
            @Override
            String written(int line, double value) {
                return (line % WHOLE == 0 ? Long.toString(Math.round(value)) : PythonNumber.of(scaled(line, value)))
                        + "\r\n";
            }
        },

        /** As a Java program writes them, and this component: LF, the shortest text, with a point. */
        JAVA {
            @Override
            String written(int line, double value) {
                return value + "\n";
            }
        };

        private static final int WHOLE = 10;
        private static final int SMALL = 50;

        /** Some are so small that they are written with an exponent. */
        private static double scaled(int line, double value) {
            return line % SMALL == 1 ? value * 1e-6 : value;
        }

        abstract String written(int line, double value);
    }

    /** The number of the first day, from the epoch on: all timestamps have nineteen digits. */
    public static final int FIRST_DAY = 19_700;

    /** The file of a day; a later file of the same day has other values. */
    public static byte[] of(int day, int file, Form form) {
        SplittableRandom random = new SplittableRandom(31L * day + file);
        ByteArrayOutputStream csv = new ByteArrayOutputStream(LINES * 40);
        double value = 0;
        for (int line = 0; line < LINES; line++) {
            value += random.nextDouble() - 0.5;
            String text = day * DAY + line * SECOND + "," + form.written(line, value);
            csv.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
        return csv.toByteArray();
    }

    /** The first lines of a file. */
    static byte[] head(byte[] csv, int lines) {
        int at = 0;
        for (int line = 0; line < lines; line++) {
            while (csv[at++] != '\n') {
                // to the next line
            }
        }
        return Arrays.copyOf(csv, at);
    }

    /** The same values on another day: far cheaper than {@link #of}, where hundreds of days are wanted. */
    public static byte[] moved(byte[] csv, int day) {
        byte[] moved = csv.clone();
        int at = 0;
        for (int line = 0; at < moved.length; line++) {
            long timestamp = day * DAY + line * SECOND;
            for (int digit = at + DIGITS - 1; digit >= at; digit--) {
                moved[digit] = (byte) ('0' + timestamp % 10);
                timestamp /= 10;
            }
            at += DIGITS;
            while (moved[at++] != '\n') {
                // to the next line
            }
        }
        return moved;
    }
}
