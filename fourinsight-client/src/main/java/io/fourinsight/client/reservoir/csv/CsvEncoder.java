package io.fourinsight.client.reservoir.csv;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.text.Digits;
import io.fourinsight.client.reservoir.text.NumberText;
import io.fourinsight.client.reservoir.text.ShortDecimals;
import java.nio.charset.StandardCharsets;

/** Encodes a series as CSV block by block, whole lines in each, into one buffer that it uses again and again. */
final class CsvEncoder {

    private static final int BLOCK = 16 * 1024;

    /** 20 of a timestamp, 24 of a number, comma and line end, and some to spare. */
    private static final int LONGEST_NUMERIC_LINE = 64;

    private static final int LONGEST_TIMESTAMP = 20;

    private TimeSeries series;
    private byte[] buffer = new byte[BLOCK];
    private int length;
    private int sample;

    CsvEncoder(TimeSeries series) {
        this.series = series;
    }

    /** Goes on with another series, at its beginning. */
    void start(TimeSeries other) {
        series = other;
        sample = 0;
    }

    /** Makes the next block in place of the last one; false if there is none. */
    boolean next() {
        length = 0;
        if (series.isNumeric()) {
            while (sample < series.size() && length + LONGEST_NUMERIC_LINE <= buffer.length) {
                appendTimestamp();
                appendNumber(series.number(sample++));
                buffer[length++] = '\n';
            }
        } else {
            while (sample < series.size() && appendTextLine()) {
                sample++;
            }
        }
        return length > 0;
    }

    byte[] buffer() {
        return buffer;
    }

    /** How much of the buffer is the block. */
    int length() {
        return length;
    }

    private void appendTimestamp() {
        length = Digits.write(series.timestamp(sample), buffer, length);
        buffer[length++] = ',';
    }

    private void appendNumber(double number) {
        int end = ShortDecimals.write(number, buffer, length);
        length = end >= 0 ? end : appendAny(NumberText.of(number));
    }

    /** The library has no method that writes a double into bytes; the short-lived string costs little. */
    @SuppressWarnings("deprecation") // for text beyond Latin-1, which a number is not
    private int appendAny(String number) {
        number.getBytes(0, number.length(), buffer, length);
        return length + number.length();
    }

    /** Appends the line unless it does not fit into the block; one that fits into no block gets a larger buffer. */
    private boolean appendTextLine() {
        byte[] text = quotedIfNeeded(series.text(sample)).getBytes(StandardCharsets.UTF_8);
        int needed = LONGEST_TIMESTAMP + text.length + 2;
        if (length + needed > buffer.length) {
            if (length > 0) {
                return false;
            }
            buffer = new byte[needed];
        }
        appendTimestamp();
        System.arraycopy(text, 0, buffer, length, text.length);
        length += text.length;
        buffer[length++] = '\n';
        return true;
    }

    /** As RFC 4180 has it; what begins with a quote must be, since a reader takes that for quoted. */
    private static String quotedIfNeeded(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == ',' || character == '"' || character == '\n' || character == '\r') {
                return '"' + text.replace("\"", "\"\"") + '"';
            }
        }
        return text;
    }
}
