package io.fourinsight.camel.benchmark.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * A day of samples as the reservoir stores it, one a second: {@code ns,value\n}, about 38 bytes a line.
 *
 * <p>Server and baselines make it from the same seed, so that both sides of a row read the same bytes.
 */
public final class DayCsv {

    public static final int LINES = 86_400;

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final int DIGITS = 19;

    private DayCsv() {}

    /** The number of the first day, from the epoch on: all timestamps have nineteen digits. */
    public static final int FIRST_DAY = 19_700;

    /** The file of a day; a later file of the same day has other values. */
    public static byte[] of(int day, int file) {
        SplittableRandom random = new SplittableRandom(31L * day + file);
        ByteArrayOutputStream csv = new ByteArrayOutputStream(LINES * 40);
        double value = 0;
        for (int line = 0; line < LINES; line++) {
            value += random.nextDouble() - 0.5;
            String text = day * DAY + line * SECOND + "," + value + "\n";
            csv.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
        return csv.toByteArray();
    }

    /** The same values on another day: far cheaper than {@link #of}, where hundreds of days are wanted. */
    public static byte[] moved(byte[] csv, int day) {
        byte[] moved = csv.clone();
        int at = 0;
        for (int line = 0; line < LINES; line++) {
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
