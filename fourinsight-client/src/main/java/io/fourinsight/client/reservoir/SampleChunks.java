package io.fourinsight.client.reservoir;

import io.fourinsight.client.reservoir.text.NumberText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Three columns of samples in chunks, each below the size from which G1 gives an array a place of its own: of large
 * arrays each would need free room in one piece, and would never be moved. The first chunk grows, for many series are
 * small.
 *
 * <p>A row has a number, unless it has a text that is not null. Growing copies nothing but the first chunk.
 */
final class SampleChunks {

    private static final int SHIFT = 14;
    private static final int CHUNK = 1 << SHIFT;
    private static final int MASK = CHUNK - 1;

    private static final int FIRST = 16;

    /** The longest array that every JVM can allocate. */
    static final int MOST = Integer.MAX_VALUE - 8;

    private long[][] timestamps = {new long[FIRST]};
    private double[][] numbers = {new double[FIRST]};

    /** Null until the first text comes, and so is a chunk without any. */
    private @Nullable String @Nullable [] @Nullable [] texts;

    private int size;

    int size() {
        return size;
    }

    boolean hasTexts() {
        return texts != null;
    }

    long timestamp(int row) {
        return timestamps[row >> SHIFT][row & MASK];
    }

    double number(int row) {
        return numbers[row >> SHIFT][row & MASK];
    }

    /** Null if the row has a number. */
    @Nullable
    String text(int row) {
        String[] chunk = texts == null ? null : texts[row >> SHIFT];
        return chunk == null ? null : chunk[row & MASK];
    }

    void add(long timestamp, double number) {
        int chunk = size >> SHIFT;
        int at = size & MASK;
        if (chunk == timestamps.length || timestamps[chunk] == null || at == timestamps[chunk].length) {
            grow(chunk);
        }
        timestamps[chunk][at] = timestamp;
        numbers[chunk][at] = number;
        size++;
    }

    void add(long timestamp, String text) {
        add(timestamp, Double.NaN);
        setText(size - 1, text);
    }

    void setNumber(int row, double number) {
        numbers[row >> SHIFT][row & MASK] = number;
        if (texts != null && texts[row >> SHIFT] != null) {
            texts[row >> SHIFT][row & MASK] = null;
        }
    }

    void setText(int row, String text) {
        int chunk = row >> SHIFT;
        if (texts == null) {
            texts = new String[timestamps.length][];
        }
        if (texts[chunk] == null) {
            texts[chunk] = new String[timestamps[chunk].length];
        }
        texts[chunk][row & MASK] = text;
    }

    /** Sets what the text of a row is as a number; until the texts are forgotten the text goes before it. */
    void setParsed(int row, double number) {
        numbers[row >> SHIFT][row & MASK] = number;
    }

    void forgetTexts() {
        texts = null;
    }

    static IllegalStateException tooMany() {
        return new IllegalStateException("More than " + MOST + " samples do not fit into one TimeSeries");
    }

    /** Makes room for one more row in this chunk. */
    private void grow(int chunk) {
        if (size == MOST) {
            throw tooMany();
        }
        if (chunk == timestamps.length) {
            timestamps = Arrays.copyOf(timestamps, 2 * chunk);
            numbers = Arrays.copyOf(numbers, 2 * chunk);
            texts = texts == null ? null : Arrays.copyOf(texts, 2 * chunk);
        }
        if (timestamps[chunk] == null) {
            timestamps[chunk] = new long[CHUNK];
            numbers[chunk] = new double[CHUNK];
        } else {
            int length = 2 * timestamps[chunk].length;
            timestamps[chunk] = Arrays.copyOf(timestamps[chunk], length);
            numbers[chunk] = Arrays.copyOf(numbers[chunk], length);
            if (texts != null && texts[chunk] != null) {
                texts[chunk] = Arrays.copyOf(texts[chunk], length);
            }
        }
    }

    /** Adds a row of other columns. */
    void addRow(SampleChunks other, int row) {
        add(other.timestamp(row), other.number(row));
        String text = other.text(row);
        if (text != null) {
            setText(size - 1, text);
        }
    }

    /** Empties the columns, and keeps the room that they have taken. */
    void clear() {
        size = 0;
        texts = null;
    }

    /** Moves the timestamps into an array, chunk by chunk let go of. */
    void moveTimestamps(long[] all, int offset) {
        for (int chunk = 0, at = 0; at < size; chunk++, at += CHUNK) {
            System.arraycopy(timestamps[chunk], 0, all, offset + at, Math.min(CHUNK, size - at));
            timestamps[chunk] = null;
        }
    }

    /** As {@link #moveTimestamps}, the numbers. */
    void moveNumbers(double[] all, int offset) {
        for (int chunk = 0, at = 0; at < size; chunk++, at += CHUNK) {
            System.arraycopy(numbers[chunk], 0, all, offset + at, Math.min(CHUNK, size - at));
            numbers[chunk] = null;
        }
    }

    /** The timestamps in one array of their own. */
    long[] takeTimestamps() {
        long[] all = new long[size];
        moveTimestamps(all, 0);
        return all;
    }

    /** The numbers in one array of their own. */
    double[] takeNumbers() {
        double[] all = new double[size];
        moveNumbers(all, 0);
        return all;
    }

    /** As {@link #takeTimestamps}, each value as text. */
    String[] takeTexts() {
        String[] all = new String[size];
        for (int row = 0; row < size; row++) {
            String text = text(row);
            all[row] = text == null ? NumberText.of(number(row)) : text;
        }
        texts = null;
        numbers = new double[0][];
        return all;
    }
}
