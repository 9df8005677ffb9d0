package io.fourinsight.camel.sandbox.reservoir;

/** The samples of a series by position, in ascending order of time, no two at the same time. */
interface Samples {

    Samples NONE = new ArraySamples(new long[0], new double[0]);

    int size();

    /** Nanoseconds since the epoch. */
    long timestamp(int index);

    /** The value as a number, NaN if it is none. */
    double number(int index);

    /** The value as CSV has it. */
    default String text(int index) {
        return CsvWriter.format(number(index));
    }

    default boolean isEmpty() {
        return size() == 0;
    }

    /** The position of the first sample at or after a time; the size if there is none. */
    default int indexAt(long time) {
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (timestamp(middle) < time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
