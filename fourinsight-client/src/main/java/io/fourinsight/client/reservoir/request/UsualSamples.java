package io.fourinsight.client.reservoir.request;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.text.Digits;
import io.fourinsight.client.reservoir.text.IsoTimestampReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the samples at the beginning of a page as long as they are written in the one way that is usual,
 * {@code {"Timestamp":"2026-01-31T23:59:58Z","Value":1.5}} without blanks, right from the bytes.
 *
 * <p>It reads nothing that a JSON parser would read as something else, and says of nothing that it is wrong: what is not
 * usual, {@link #rest} leaves to the parser.
 */
final class UsualSamples {

    private static final byte[] HEAD = bytes("{\"value\":[");

    /** The head, and what stands for the samples that were read. */
    private static final byte[] HEAD_OF_REST = bytes("{\"value\":[[]");

    private static final byte[] TIMESTAMP = bytes("{\"Timestamp\":\"");
    private static final byte[] VALUE = bytes("\",\"Value\":");
    private static final byte[] NULL = bytes("null");

    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST_TIMESTAMP = 40;
    private static final int LONGEST_NUMBER = 32;

    /** Digits that fit into a long, whatever they are. */
    private static final int LONGEST_INTEGER = 18;

    /** More than a usual sample has. So many bytes can be looked at from any place in the buffer, at the end zeros. */
    private static final int ROOM = 128;

    private final InputStream page;
    private final TimeSeries.Builder target;
    private final IsoTimestampReader timestamps = new IsoTimestampReader();
    private final char[] time = new char[LONGEST_TIMESTAMP];
    private final byte[] buffer = new byte[BLOCK + ROOM];

    /** How many bytes of the page came before those in the buffer. */
    private long before;

    private int position;
    private int limit;
    private boolean complete;
    private long samples;
    private double number;

    UsualSamples(InputStream page, TimeSeries.Builder target) {
        this.page = page;
        this.target = target;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds the samples to the target up to the first that is not usual. */
    void read() throws IOException {
        fill();
        if (!isAt(position, HEAD)) {
            return;
        }
        position += HEAD.length;
        int end = sample(position);
        while (end >= 0) {
            position = end;
            samples++;
            fill();
            end = buffer[position] == ',' ? sample(position + 1) : -1;
        }
    }

    /** How many were read. */
    long samples() {
        return samples;
    }

    /** The page without the samples that were read; if there are any, an empty list is in their place. */
    InputStream rest() throws IOException {
        byte[] head = samples == 0 ? new byte[0] : HEAD_OF_REST;
        int from = samples == 0 ? 0 : position;
        PushbackInputStream rest = new PushbackInputStream(page, head.length + limit - from + 1);
        rest.unread(buffer, from, limit - from);
        rest.unread(head);
        return rest;
    }

    /** How many bytes of the page the rest has less. */
    long missing() {
        return samples == 0 ? 0 : before + position - HEAD_OF_REST.length;
    }

    /** Fills the buffer unless it has enough for a sample. */
    private void fill() throws IOException {
        if (complete || limit - position >= ROOM) {
            return;
        }
        if (samples > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            before += position;
            limit -= position;
            position = 0;
        }
        while (!complete && limit - position < ROOM) {
            int read = page.read(buffer, limit, BLOCK - limit);
            complete = read < 0;
            limit += Math.max(read, 0);
        }
        Arrays.fill(buffer, limit, Math.min(limit + ROOM, buffer.length), (byte) 0);
    }

    private boolean isAt(int from, byte[] text) {
        return Arrays.equals(buffer, from, from + text.length, text, 0, text.length);
    }

    /** Adds the sample that begins there, and returns where it ends; -1 if it is not usual. */
    private int sample(int from) {
        if (!isAt(from, TIMESTAMP)) {
            return -1;
        }
        int timeFrom = from + TIMESTAMP.length;
        int timeEnd = timeFrom;
        while (isOfTime(buffer[timeEnd]) && timeEnd - timeFrom < LONGEST_TIMESTAMP) {
            time[timeEnd - timeFrom] = (char) buffer[timeEnd];
            timeEnd++;
        }
        if (!isAt(timeEnd, VALUE)) {
            return -1;
        }
        int end = value(timeEnd + VALUE.length);
        if (end < 0 || buffer[end] != '}') {
            return -1;
        }
        try {
            target.add(timestamps.parse(time, 0, timeEnd - timeFrom), number);
            return end + 1;
        } catch (IllegalArgumentException e) {
            return -1; // the parser says what is wrong
        }
    }

    private static boolean isOfTime(byte character) {
        return character >= '-' && character <= ':' && character != '/'
                || character == 'T'
                || character == 'Z'
                || character == '+';
    }

    /** Reads a number as JSON has it, or null, and returns where it ends; -1 if it is something else or long. */
    private int value(int from) {
        if (isAt(from, NULL)) {
            number = Double.NaN;
            return from + NULL.length;
        }
        int whole = buffer[from] == '-' ? from + 1 : from;
        int wholeEnd = digits(whole);
        int end = wholeEnd;
        if (buffer[end] == '.') {
            int fraction = end + 1;
            end = digits(fraction);
            if (end == fraction) {
                return -1;
            }
        }
        if ((buffer[end] | 0x20) == 'e') {
            int exponent = buffer[end + 1] == '-' || buffer[end + 1] == '+' ? end + 2 : end + 1;
            end = digits(exponent);
            if (end == exponent) {
                return -1;
            }
        }
        boolean leadingZero = buffer[whole] == '0' && wholeEnd > whole + 1;
        if (wholeEnd == whole || leadingZero || end - from > LONGEST_NUMBER) {
            return -1;
        }
        return end == wholeEnd ? integer(from, whole, end) : decimal(from, end);
    }

    /** Where the digits from there on end; looks no further than a number that is too long. */
    private int digits(int from) {
        int end = from;
        int most = Math.min(from + LONGEST_NUMBER + 1, buffer.length - LONGEST_NUMBER);
        while (end < most && buffer[end] >= '0' && buffer[end] <= '9') {
            end++;
        }
        return end;
    }

    /** As the parser reads it, for which -0 is 0. */
    private int integer(int from, int digits, int end) {
        if (end - digits > LONGEST_INTEGER) {
            return -1;
        }
        long value = Digits.parse(buffer, digits, end);
        number = from == digits ? value : -value;
        return end;
    }

    private int decimal(int from, int end) {
        number = JavaDoubleParser.parseDouble(buffer, from, end - from);
        return end;
    }
}
