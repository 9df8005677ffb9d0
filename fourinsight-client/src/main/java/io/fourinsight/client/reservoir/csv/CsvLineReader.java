package io.fourinsight.client.reservoir.csv;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.text.ByteSearch;
import io.fourinsight.client.reservoir.text.Digits;
import io.fourinsight.client.reservoir.text.NumberText;
import io.fourinsight.client.reservoir.text.Utf8;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV sample by sample, {@code timestamp,value}, without an object per sample.
 *
 * <p>A line ends at LF or CRLF, nowhere else, the last one also at the end of the file; empty lines and a byte order mark
 * in front are skipped. It is split at its first comma. A value that begins with a double quote ends at the next one that
 * is not doubled, and may contain line ends; any other is taken as it stands. In CSV of users that other one must have no
 * comma and no CR, and the quotes around a number do not count.
 */
public final class CsvLineReader implements Closeable {

    /** How long a sample may be, so that a quote which is never closed does not read a whole file into memory. */
    static final int LONGEST = 16 * 1024 * 1024;

    private static final String NOT_UTF_8 = "value is not UTF-8";
    private static final String NO_INTEGER = "timestamp is not an integer of nanoseconds since the epoch";
    private static final String AFTER_QUOTE = "text after a closing quote";

    private static final int BLOCK = 64 * 1024;

    /** With less than that in the buffer it is filled before a sample is read, enough for nearly all of them. */
    private static final int ROOM = 1024;

    /** The digits of a time in nanoseconds from 2001 to 2262. */
    private static final int USUAL = 19;

    private final CsvOrigin origin;

    private final String file;

    private final InputStream source;

    private byte[] buffer;
    private int limit;
    private boolean complete;

    /** Where the current sample begins until it has been read, then the next one. */
    private int position;

    /** The line that the sample begins in, and in how many lines it lies. */
    private long line = 1;

    private int lines;

    /** Which samples are not passed over, null if none is. */
    private @Nullable LongPredicate wanted;

    private long timestamp;
    private int valueFrom;
    private int valueTo;
    private boolean quoted;
    private double number;

    private CsvLineReader(CsvOrigin origin, String file, InputStream source, byte[] buffer) {
        this.origin = origin;
        this.file = file;
        this.source = source;
        this.buffer = buffer;
    }

    /** Reads the first bytes of an array. */
    public static CsvLineReader of(CsvOrigin origin, String file, byte[] bytes, int length) throws IOException {
        CsvLineReader reader = new CsvLineReader(origin, file, InputStream.nullInputStream(), bytes);
        reader.limit = length;
        reader.complete = true;
        return reader.afterMark();
    }

    /** Reads a stream, which closing the reader closes. */
    public static CsvLineReader of(CsvOrigin origin, String file, InputStream source) throws IOException {
        CsvLineReader reader = new CsvLineReader(origin, file, source, new byte[BLOCK]);
        while (reader.limit < UserLines.HEAD && !reader.complete) {
            reader.fill();
        }
        return reader.afterMark();
    }

    /** Passes over the samples at times that are not wanted. */
    CsvLineReader filtered(LongPredicate times) {
        wanted = wanted == null ? times : wanted.and(times);
        return this;
    }

    private CsvLineReader afterMark() throws IOException {
        check(origin == CsvOrigin.USER ? UserLines.faultOfHead(buffer, limit) : null);
        boolean mark = limit >= 3 && buffer[0] == (byte) 0xef && buffer[1] == (byte) 0xbb && buffer[2] == (byte) 0xbf;
        position = mark ? 3 : 0;
        return this;
    }

    /**
     * Goes to the next sample.
     *
     * @return false if there is none
     * @throws MalformedCsvException if the line is not a sample
     */
    public boolean next() throws IOException {
        while (true) {
            line += lines;
            lines = 1;
            if (!complete && limit - position < ROOM) {
                makeRoom();
                fill();
            }
            int begin = position;
            int comma = readUsualTimestamp(begin);
            int end = find('\n', Math.max(begin, comma));
            if (begin == limit) {
                return false;
            }
            boolean endsAtCr = end > begin && buffer[end - 1] == '\r' && (end < limit || origin == CsvOrigin.RECORDED);
            int textEnd = endsAtCr ? end - 1 : end;
            if (textEnd > begin) {
                readSample(comma < 0 ? readTimestamp(begin, textEnd) : comma, end, textEnd);
                if (wanted == null || wanted.test(timestamp)) {
                    return true;
                }
            } else {
                position = Math.min(end + 1, limit);
            }
        }
    }

    private void readSample(int comma, int end, int textEnd) throws IOException {
        valueFrom = comma + 1;
        quoted = valueFrom < textEnd && buffer[valueFrom] == '"';
        if (quoted) {
            readQuoted();
        } else {
            valueTo = textEnd;
            position = Math.min(end + 1, limit);
            check(origin == CsvOrigin.USER ? UserLines.faultOfValue(buffer, valueFrom, valueTo) : null);
        }
    }

    private void check(@Nullable String fault) throws MalformedCsvException {
        if (fault != null) {
            throw malformed(fault);
        }
    }

    /**
     * Returns where the comma is behind a time as nearly all have it, or -1. In so many digits no line ends, so that they
     * need not be searched for an end, nor for a comma.
     */
    private int readUsualTimestamp(int begin) {
        int comma = begin + USUAL;
        long value = comma < limit && buffer[comma] == ',' ? Digits.parse(buffer, begin, comma) : -1;
        if (value < 0) {
            return -1;
        }
        timestamp = value;
        return comma;
    }

    /** Returns where the comma is. */
    private int readTimestamp(int begin, int end) throws IOException {
        boolean negative = buffer[begin] == '-';
        int digits = negative || buffer[begin] == '+' ? begin + 1 : begin;
        int comma = ByteSearch.indexOf(buffer, ',', digits, end);
        long value = comma < end ? Digits.parse(buffer, digits, comma) : -1;
        if (value >= 0) {
            timestamp = negative ? -value : value;
            return comma;
        }
        return readUnusualTimestamp(begin, end);
    }

    private int readUnusualTimestamp(int begin, int end) throws IOException {
        int comma = ByteSearch.indexOf(buffer, ',', begin, end);
        if (comma == end) {
            throw malformed(origin == CsvOrigin.USER ? UserLines.faultOfTime(field(begin, end)) : "no comma");
        }
        try {
            timestamp = origin.parse(field(begin, comma));
        } catch (IllegalArgumentException e) {
            // not as the cause: its message quotes the text
            throw malformed(origin == CsvOrigin.USER ? UserLines.faultOfTime(field(begin, end)) : NO_INTEGER);
        }
        return comma;
    }

    private String field(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Finds the closing quote, which need not be on this line. */
    private void readQuoted() throws IOException {
        int quote = find('"', valueFrom + 1);
        while (has(quote + 1) && buffer[quote + 1] == '"') {
            quote = find('"', quote + 2);
        }
        if (quote == limit) {
            throw malformed("a quote is not closed");
        }
        int after = quote + 1;
        if (has(after) && buffer[after] == '\r') {
            after++;
        }
        boolean ends = has(after) ? buffer[after] == '\n' : after == quote + 1 || origin == CsvOrigin.RECORDED;
        if (!ends) {
            throw malformed(origin == CsvOrigin.USER ? UserLines.faultAfterQuote(buffer[quote + 1]) : AFTER_QUOTE);
        }
        valueFrom++;
        valueTo = quote;
        for (int i = valueFrom; i < valueTo; i++) {
            lines += buffer[i] == '\n' ? 1 : 0;
        }
        position = Math.min(after + 1, limit);
        // a line end within must stay in quotes; all else reads as the same without them
        quoted = origin == CsvOrigin.RECORDED || lines > 1 || !isNumber();
    }

    /** Whether the value is a number, also with the quotes around it; one of them is doubled in no number. */
    private boolean isNumber() {
        return !NumberText.isText(NumberText.parse(buffer, valueFrom, valueTo))
                && ByteSearch.indexOf(buffer, '\r', valueFrom, valueTo) == valueTo;
    }

    /** Where the byte is next, or the end of the file; reads on as far as needed. */
    private int find(char wanted, int from) throws IOException {
        int at = from;
        while (true) {
            at = ByteSearch.indexOf(buffer, wanted, at, limit);
            if (at < limit || complete) {
                return at;
            }
            fill();
        }
    }

    private boolean has(int index) throws IOException {
        while (index >= limit && !complete) {
            fill();
        }
        return index < limit;
    }

    /** Moves what is left to the front of the buffer; only between samples, whose places would be wrong. */
    private void makeRoom() {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
    }

    private void fill() throws IOException {
        if (limit == buffer.length) {
            if (limit - position >= LONGEST) {
                boolean endsAtCr = ByteSearch.indexOf(buffer, '\r', position, limit) < limit;
                throw malformed(
                        origin == CsvOrigin.USER && endsAtCr ? UserLines.LONE_CR : "longer than " + LONGEST + " bytes");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = source.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            complete = true;
        } else {
            limit += read;
        }
    }

    /** The line that the sample begins in, from 1. */
    public long line() {
        return line;
    }

    /** Nanoseconds since the epoch. */
    public long timestamp() {
        return timestamp;
    }

    /** Reads the value as a number; false if it is text. */
    public boolean readNumber() throws IOException {
        number = quoted ? NumberText.parse(text()) : NumberText.parse(buffer, valueFrom, valueTo);
        return !NumberText.isText(number);
    }

    /** The value that {@link #readNumber} has read. */
    double number() {
        return number;
    }

    /** The value as it was written, without the quotes around it. */
    public String text() throws IOException {
        String text = Utf8.decode(buffer, valueFrom, valueTo);
        if (text == null) {
            throw malformed(NOT_UTF_8);
        }
        return quoted ? text.replace("\"\"", "\"") : text;
    }

    /** How many bytes the value has, with the quotes around it. */
    public int rawLength() {
        return valueTo - valueFrom + (quoted ? 2 : 0);
    }

    /** Copies the value as it was written, with the quotes around it; returns where it ends. */
    public int copyRaw(byte[] target, int at) throws IOException {
        int from = quoted ? valueFrom - 1 : valueFrom;
        int length = rawLength();
        if (!Utf8.isValid(buffer, from, from + length)) {
            throw malformed(NOT_UTF_8);
        }
        System.arraycopy(buffer, from, target, at, length);
        return at + length;
    }

    /** A line of this file that is not what it should be; to be asked while it is the current one. */
    public MalformedCsvException malformed(String reason) {
        return new MalformedCsvException(file, line, reason);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
