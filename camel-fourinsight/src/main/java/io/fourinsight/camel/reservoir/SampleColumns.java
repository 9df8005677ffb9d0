package io.fourinsight.camel.reservoir;

import java.util.Arrays;

/**
 * Growing columns of samples in the order received, which become a {@link TimeSeries}.
 *
 * <p>A value that came as text is only kept, not looked at, until the series is made: then the column is either all
 * numbers or all text. Numbers that came as such therefore cost nothing extra.
 *
 * <p>The samples are seen as runs, each in order; a run begins where a timestamp is not later than the one before it.
 * Input in order is one run and needs no more work; two full files of one day are two, and merged in one pass.
 */
final class SampleColumns {

    private static final int INITIAL_CAPACITY = 16;

    /** The longest array that every JVM can allocate. */
    private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

    /** Whether a sample without value replaces an earlier one at its timestamp that has one. */
    private final boolean emptyReplaces;

    private long[] timestamps = new long[INITIAL_CAPACITY];
    private double[] numbers = new double[INITIAL_CAPACITY];

    /** Null until the first text comes; an entry that is not null replaces the number. */
    private String[] texts;

    private int size;

    /** Where runs begin, but for the first, which begins at 0. */
    private int[] breaks = new int[INITIAL_CAPACITY];

    private int breakCount;

    private SampleColumns(boolean emptyReplaces) {
        this.emptyReplaces = emptyReplaces;
    }

    /** Columns for which the later of two samples at one timestamp stays. */
    static SampleColumns lastReceived() {
        return new SampleColumns(true);
    }

    /** Columns for which the later of two samples at one timestamp stays unless it is empty. */
    static SampleColumns lastValue() {
        return new SampleColumns(false);
    }

    /** Makes room for more samples, which need not come. */
    void expect(long samples) {
        long needed = Math.min(MAX_CAPACITY, size + samples);
        if (needed > timestamps.length) {
            resize((int) needed);
        }
    }

    int size() {
        return size;
    }

    void add(long timestamp, double value) {
        if (size > 0 && timestamp == timestamps[size - 1]) {
            if (emptyReplaces || !Double.isNaN(value)) {
                set(size - 1, value, null);
            }
            return;
        }
        append(timestamp);
        numbers[size - 1] = value;
    }

    void add(long timestamp, String value) {
        if (value == null) {
            add(timestamp, Double.NaN);
            return;
        }
        if (texts == null) {
            texts = new String[timestamps.length];
        }
        if (size > 0 && timestamp == timestamps[size - 1]) {
            if (emptyReplaces || !NumberText.isEmpty(value)) {
                texts[size - 1] = value;
            }
            return;
        }
        append(timestamp);
        texts[size - 1] = value;
    }

    void add(Sample sample) {
        if (sample.value() instanceof Double number) {
            add(sample.timestamp(), number.doubleValue());
        } else {
            add(sample.timestamp(), (String) sample.value());
        }
    }

    private void set(int row, double number, String text) {
        numbers[row] = number;
        if (texts != null) {
            texts[row] = text;
        }
    }

    private void append(long timestamp) {
        if (size == timestamps.length) {
            grow();
        }
        if (size > 0 && timestamp < timestamps[size - 1]) {
            if (breakCount == breaks.length) {
                breaks = Arrays.copyOf(breaks, breakCount * 2);
            }
            breaks[breakCount++] = size;
        }
        timestamps[size++] = timestamp;
    }

    private void grow() {
        if (size == MAX_CAPACITY) {
            throw new IllegalStateException("More than " + MAX_CAPACITY + " samples do not fit into one TimeSeries");
        }
        resize((int) Math.min(MAX_CAPACITY, 2L * size));
    }

    private void resize(int capacity) {
        timestamps = Arrays.copyOf(timestamps, capacity);
        numbers = Arrays.copyOf(numbers, capacity);
        if (texts != null) {
            texts = Arrays.copyOf(texts, capacity);
        }
    }

    /** The series of these columns, which must not be used any more: the series owns them now. */
    TimeSeries toSeries(String seriesId) {
        sort();
        return texts == null || textsBecomeNumbers() ? numeric(seriesId) : text(seriesId);
    }

    /** As {@link #toSeries}, with text also if every one is a number; only without samples it is numeric. */
    TimeSeries toTextSeries(String seriesId) {
        sort();
        return texts == null ? numeric(seriesId) : text(seriesId);
    }

    private void sort() {
        if (breakCount > 0) {
            RunMerge merged = new RunMerge(emptyReplaces, timestamps, numbers, texts, size);
            size = merged.merge(breaks, breakCount);
            timestamps = merged.timestamps();
            numbers = merged.numbers();
            texts = merged.texts();
        }
    }

    private TimeSeries numeric(String seriesId) {
        boolean tight = isTight();
        return new TimeSeries(
                seriesId,
                tight ? timestamps : Arrays.copyOf(timestamps, size),
                tight ? numbers : Arrays.copyOf(numbers, size),
                null,
                0,
                size);
    }

    private TimeSeries text(String seriesId) {
        for (int row = 0; row < size; row++) {
            if (texts[row] == null) {
                texts[row] = NumberText.of(numbers[row]);
            }
        }
        boolean tight = isTight();
        return new TimeSeries(
                seriesId,
                tight ? timestamps : Arrays.copyOf(timestamps, size),
                null,
                tight ? texts : Arrays.copyOf(texts, size),
                0,
                size);
    }

    /** Whether so little is unused that keeping it is better than a copy. */
    private boolean isTight() {
        return timestamps.length - size <= size / 8;
    }

    /** Whether every text is a number; only then are all the numbers filled in. */
    private boolean textsBecomeNumbers() {
        for (int row = 0; row < size; row++) {
            if (texts[row] != null) {
                double number = NumberText.parse(texts[row]);
                if (NumberText.isText(number)) {
                    return false;
                }
                numbers[row] = number;
            }
        }
        return true;
    }
}
