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
    private State state = State.INDEX;
    private long line = 1;
    private long position;
    private long lineStart;
    private long dayStart;
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
        int unread = offset;
        for (int i = offset; i < offset + length; i++, position++) {
            byte next = bytes[i];
            switch (state) {
                case INDEX -> {
                    unread = i + 1;
                    index(next);
                }
                // A quote after a closed one is part of the value, which goes on.
                case VALUE_START, QUOTE_CLOSED -> state = next == '"' ? State.QUOTED : valueState(next);
                case QUOTED -> state = next == '"' ? State.QUOTE_CLOSED : State.QUOTED;
                case VALUE -> state = valueState(next);
            }
            if (next == '\n') {
                line++;
            }
            if (state == State.INDEX && unread <= i) {
                digest.update(bytes, unread, i + 1 - unread);
                unread = i + 1;
                lineStart = position + 1;
            }
        }
        digest.update(bytes, unread, offset + length - unread);
    }

    private static State valueState(byte next) {
        return next == '\n' ? State.INDEX : State.VALUE;
    }

    private void index(byte next) {
        if (next == ',') {
            beginSample();
            digest.update(index, 0, indexLength);
            digest.update(next);
            indexLength = 0;
            state = State.VALUE_START;
        } else if (next == '\n') {
            if (indexLength > 1 || indexLength == 1 && index[0] != '\r') {
                throw new CsvFault(line, "there is no comma.");
            }
            // An empty line belongs to the day before it, if there is one.
            digest.update(index, 0, indexLength);
            digest.update(next);
            indexLength = 0;
            lineStart = position + 1;
        } else if (indexLength < index.length) {
            index[indexLength++] = next;
        }
    }

    private void beginSample() {
        long timestamp = timestamp();
        if (any && timestamp <= last) {
            throw new CsvFault(line, "the index %d is not after %d.".formatted(timestamp, last));
        }
        if (!any || Days.of(timestamp) != Days.of(last)) {
            endDay();
            dayStart = lineStart;
        }
        first = any ? first : timestamp;
        last = timestamp;
        any = true;
    }

    private long timestamp() {
        String text = new String(index, 0, indexLength, StandardCharsets.UTF_8);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CsvFault(line, "the index '%s' is not an integer of 64 bits.".formatted(text));
        }
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
        return new VerifiedContent(new CsvContent(days), first, last);
    }
}
