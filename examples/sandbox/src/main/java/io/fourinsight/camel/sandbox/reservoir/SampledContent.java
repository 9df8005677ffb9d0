package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.blob.Blob;
import io.fourinsight.camel.sandbox.blob.ComputedBlob;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Samples that are written as CSV when a day of them is read. */
final class SampledContent implements FileContent {

    private final Samples samples;
    private final Map<Long, Blob> blobs = new ConcurrentHashMap<>();

    SampledContent(Samples samples) {
        this.samples = samples;
    }

    @Override
    public Samples samples() {
        return samples;
    }

    @Override
    public NavigableMap<Long, Blob> days(long first, long last) {
        if (samples.isEmpty() || Days.of(lastTimestamp()) < first || Days.of(firstTimestamp()) > last) {
            // of the many files of a series that grows, most are of other days
            return Collections.emptyNavigableMap();
        }
        NavigableMap<Long, Blob> days = new TreeMap<>();
        int position = samples.indexAt(Days.start(first));
        while (position < samples.size()) {
            long day = Days.of(samples.timestamp(position));
            if (day > last) {
                break;
            }
            int from = position;
            int to = samples.indexAt(Days.start(day + 1));
            // Kept, so that the MD5 of a day is worked out once.
            days.put(
                    day,
                    blobs.computeIfAbsent(
                            day, added -> new ComputedBlob(out -> CsvWriter.write(samples, from, to, out))));
            position = to;
        }
        return days;
    }
}
