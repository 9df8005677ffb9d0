package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.blob.Blob;
import java.util.NavigableMap;

/** What one file gives to a series: samples, and the same as a CSV blob for each day. */
interface FileContent {

    Samples samples();

    /** The blobs of the days from the first to the last, both included, that have samples. */
    NavigableMap<Long, Blob> days(long first, long last);

    default boolean isEmpty() {
        return samples().isEmpty();
    }

    /** How many samples there are. */
    default long size() {
        return samples().size();
    }

    default long firstTimestamp() {
        return samples().timestamp(0);
    }

    default long lastTimestamp() {
        return samples().timestamp(samples().size() - 1);
    }
}
