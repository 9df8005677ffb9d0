package io.fourinsight.camel.reservoir;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The growing columns behind a {@link TimeSeries.Builder}.
 *
 * <p>A value that came as text is only kept, not looked at, until the series is made: then the column is either all
 * numbers or all text. Numbers that came as such therefore cost nothing extra.
 */
final class SampleColumns {

    private static final int INITIAL_CAPACITY = 16;

    /** The longest array that every JVM can allocate. */
    private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

    private long[] timestamps = new long[INITIAL_CAPACITY];
    private double[] numbers = new double[INITIAL_CAPACITY];

    /** Null until the first text comes; an entry that is not null replaces the number. */
    private String[] texts;

    private int size;
    private boolean ascending = true;

    int size() {
        return size;
    }

    void add(long timestamp, double value) {
        int row = row(timestamp);
        numbers[row] = value;
        if (texts != null) {
            texts[row] = null;
        }
    }

    void add(long timestamp, String value) {
        if (value == null) {
            add(timestamp, Double.NaN);
            return;
        }
        int row = row(timestamp);
        if (texts == null) {
            texts = new String[timestamps.length];
        }
        texts[row] = value;
    }

    /** The row to write: the last one if its timestamp is repeated, as where two pages overlap, else a new one. */
    private int row(long timestamp) {
        if (size > 0) {
            long last = timestamps[size - 1];
            if (timestamp == last) {
                return size - 1;
            }
            ascending &= timestamp > last;
        }
        if (size == timestamps.length) {
            grow();
        }
        timestamps[size] = timestamp;
        return size++;
    }

    private void grow() {
        if (size == MAX_CAPACITY) {
            throw new IllegalStateException("More than " + MAX_CAPACITY + " samples do not fit into one TimeSeries");
        }
        int capacity = (int) Math.min(MAX_CAPACITY, size + (long) size / 2);
        timestamps = Arrays.copyOf(timestamps, capacity);
        numbers = Arrays.copyOf(numbers, capacity);
        if (texts != null) {
            texts = Arrays.copyOf(texts, capacity);
        }
    }

    /** The series of these columns, which must not be used any more: the series owns them now. */
    TimeSeries toSeries(String seriesId) {
        if (!ascending) {
            sort();
        }
        boolean numeric = texts == null || textsBecomeNumbers();
        if (!numeric) {
            numbersBecomeTexts();
        }
        return new TimeSeries(
                seriesId,
                Arrays.copyOf(timestamps, size),
                numeric ? Arrays.copyOf(numbers, size) : null,
                numeric ? null : Arrays.copyOf(texts, size),
                0,
                size);
    }

    /**
     * Sorts by timestamp: first the timestamps alone, then each sample goes, in the order received, to the place of its
     * timestamp, so that a later one overwrites an earlier one. Needs no index objects and no stable sort.
     */
    private void sort() {
        long[] places = Arrays.copyOf(timestamps, size);
        Arrays.sort(places);
        int count = dropRepeated(places);
        double[] sortedNumbers = new double[count];
        String[] sortedTexts = texts == null ? null : new String[count];
        int place = -1;
        for (int row = 0; row < size; row++) {
            // mostly runs that are in order, such as pages that came in the wrong order
            boolean next = place + 1 < count && places[place + 1] == timestamps[row];
            place = next ? place + 1 : Arrays.binarySearch(places, 0, count, timestamps[row]);
            sortedNumbers[place] = numbers[row];
            if (texts != null) {
                sortedTexts[place] = texts[row];
            }
        }
        timestamps = places;
        numbers = sortedNumbers;
        texts = sortedTexts;
        size = count;
    }

    private static int dropRepeated(long[] sorted) {
        int count = 0;
        for (long value : sorted) {
            if (count == 0 || sorted[count - 1] != value) {
                sorted[count++] = value;
            }
        }
        return count;
    }

    /** Whether every text is a number; only then are all the numbers filled in. */
    private boolean textsBecomeNumbers() {
        for (int row = 0; row < size; row++) {
            if (texts[row] != null) {
                OptionalDouble number = NumberText.parse(texts[row]);
                if (number.isEmpty()) {
                    return false;
                }
                numbers[row] = number.getAsDouble();
            }
        }
        return true;
    }

    private void numbersBecomeTexts() {
        for (int row = 0; row < size; row++) {
            if (texts[row] == null) {
                texts[row] = NumberText.of(numbers[row]);
            }
        }
    }
}
