package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.blob.Blob;
import io.fourinsight.camel.sandbox.blob.Md5;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Checks CSV that is written to it, and finds where its days begin, so that they can be served without a copy.
 *
 * <p>A line is {@code index,value}; indices are 64 bit integers and ascend. A value that begins with a quote ends with
 * the next single one, and may hold line breaks. Values are anything else.
 */
final class CsvVerifier extends OutputStream {

    private enum State {
        INDEX,
        VALUE_START,
        VALUE,
        QUOTED,
        QUOTE_CLOSED
    }

    /** One more than 64 bits take, so that what is longer is seen to be. */
    private static final int LONGEST_INDEX = 21;

    private final Blob file;
    private final NavigableMap<Long, Blob> days = new TreeMap<>();
    private final MessageDigest digest = Md5.digest();
    private final byte[] index = new byte[LONGEST_INDEX];
    private int indexLength;
    private int carried;
    private State state = State.INDEX;
    private long line = 1;
    private long position;
    private long lineStart;
    private long dayStart;
    private long samples;
    private boolean any;
    private long first;
    private long last;

    private CsvVerifier(Blob file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws CsvFault for the first thing that is wrong
     */
    static VerifiedContent verify(Blob file) {
        CsvVerifier verifier = new CsvVerifier(file);
        file.writeTo(verifier);
        return verifier.content();
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        // Digested as late as the next day or the end: by the line it would take longer than all the rest.
        int undigested = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++, position++) {
            byte next = bytes[i];
            if (state == State.INDEX) {
                undigested = index(bytes, i, undigested);
            } else if (state == State.VALUE) {
                state = valueState(next);
            } else if (state == State.QUOTED) {
                state = next == '"' ? State.QUOTE_CLOSED : State.QUOTED;
            } else {
                // At the start of a value, or behind a closed quote: one more quote opens it again.
                state = next == '"' ? State.QUOTED : valueState(next);
            }
            if (next == '\n') {
                line++;
                lineStart = state == State.INDEX ? position + 1 : lineStart;
            }
        }
        int held = state == State.INDEX ? indexLength - carried : 0;
        digest.update(bytes, undigested, end - held - undigested);
        carried = state == State.INDEX ? indexLength : 0;
    }

    private static State valueState(byte next) {
        return next == '\n' ? State.INDEX : State.VALUE;
    }

    /**
     * Takes a byte of an index, or what ends it.
     *
     * @return from where the bytes are not digested, now
     */
    private int index(byte[] bytes, int at, int undigested) {
        byte next = bytes[at];
        if (next != ',' && next != '\n') {
            if (indexLength < index.length) {
                index[indexLength++] = next;
            }
            return undigested;
        }
        int from = undigested;
        if (next == ',') {
            long timestamp = timestamp();
            if (any && timestamp <= last) {
                throw new CsvFault(line, "the index %d is not after %d.".formatted(timestamp, last));
            }
            if (!any || Days.of(timestamp) != Days.of(last)) {
                int start = at - (indexLength - carried);
                digest.update(bytes, from, start - from);
                from = start;
                endDay();
                dayStart = lineStart;
            }
            first = any ? first : timestamp;
            last = timestamp;
            samples++;
            any = true;
            state = State.VALUE_START;
        } else if (indexLength > 1 || indexLength == 1 && index[0] != '\r') {
            throw new CsvFault(line, "there is no comma.");
        }
        // What an earlier buffer held back; an empty line belongs to the day before it.
        digest.update(index, 0, carried);
        carried = 0;
        indexLength = 0;
        return from;
    }

    private long timestamp() {
        boolean negative = indexLength > 0 && index[0] == '-';
        boolean valid = indexLength > (negative ? 1 : 0);
        long value = 0;
        try {
            for (int i = negative ? 1 : 0; i < indexLength; i++) {
                int digit = index[i] - '0';
                valid &= digit >= 0 && digit <= 9;
                // Below zero there is one number more than above.
                value = Math.subtractExact(Math.multiplyExact(value, 10L), digit);
            }
            value = negative ? value : Math.negateExact(value);
        } catch (ArithmeticException e) {
            valid = false;
        }
        if (!valid) {
            String text = new String(index, 0, indexLength, StandardCharsets.UTF_8);
            throw new CsvFault(line, "the index '%s' is not an integer of 64 bits.".formatted(text));
        }
        return value;
    }

    private void endDay() {
        byte[] md5 = digest.digest();
        if (any) {
            days.put(Days.of(last), file.slice(dayStart, lineStart - dayStart, md5));
        }
    }

    private VerifiedContent content() {
        if (state == State.QUOTED) {
            throw new CsvFault(line, "a quote is not closed.");
        }
        if (state == State.INDEX && indexLength > 0) {
            throw new CsvFault(line, "there is no comma.");
        }
        if (!any) {
            throw new CsvFault("The file has no samples.");
        }
        lineStart = position;
        endDay();
        return new VerifiedContent(new CsvContent(days), first, last, samples);
    }
}
