package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.blob.Blob;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** CSV by day; its samples are read from it when aggregates are asked for. */
final class CsvContent implements FileContent {

    private final NavigableMap<Long, Blob> days;
    private Samples samples;

    /**
     * @param days of any quality: lines that cannot be read give no samples
     */
    CsvContent(NavigableMap<Long, Blob> days) {
        this.days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
    }

    @Override
    public synchronized Samples samples() {
        if (samples == null) {
            CsvReader reader = new CsvReader();
            days.values().forEach(blob -> {
                blob.writeTo(reader);
                reader.endOfBlob();
            });
            samples = reader.samples();
        }
        return samples;
    }

    @Override
    public NavigableMap<Long, Blob> days(long first, long last) {
        return days.subMap(first, true, last, true);
    }
}
