package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.blob.Blob;
import java.util.NavigableMap;

/** An uploaded file that passed verification, which has found out where it begins and ends and how long it is. */
record VerifiedContent(CsvContent csv, long firstTimestamp, long lastTimestamp, long size) implements FileContent {

    @Override
    public Samples samples() {
        return csv.samples();
    }

    @Override
    public NavigableMap<Long, Blob> days(long first, long last) {
        return csv.days(first, last);
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
