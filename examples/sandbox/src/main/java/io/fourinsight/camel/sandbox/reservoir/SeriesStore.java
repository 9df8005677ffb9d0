package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.blob.Blob;
import io.fourinsight.camel.sandbox.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;

/** The series that the reservoir holds. */
public final class SeriesStore {

    private final Map<String, Series> series = new ConcurrentHashMap<>();
    private final Clock clock;

    public SeriesStore(Clock clock) {
        this.clock = clock;
    }

    /** Adds or replaces a series, as uploaded now. */
    public void put(String id, long[] timestamps, double[] values) {
        put(id, newFileId(), clock.instant(), new ArraySamples(timestamps, values));
    }

    /** Adds or replaces a series of evenly spaced samples, computed when they are asked for, as uploaded now. */
    public void put(String id, Instant start, Duration step, int samples, DoubleUnaryOperator valueAtSecond) {
        put(id, newFileId(), clock.instant(), new ComputedSamples(start, step, samples, valueAtSecond));
    }

    /** Lays files of one day over a series, the last one on top, as uploaded now; the series may be new. */
    public void addDayFiles(String id, long day, List<byte[]> bodies) {
        List<SeriesFile> files = new ArrayList<>();
        for (byte[] body : bodies) {
            NavigableMap<Long, Blob> days = new TreeMap<>(Map.of(day, Blob.of(body)));
            files.add(new SeriesFile(newFileId(), clock.instant(), new CsvContent(days)));
        }
        create(id);
        files.forEach(file -> add(id, file));
    }

    /** Adds a series of the seed, whose file has the same id in every sandbox. */
    void put(String id, Instant uploadedAt, Samples samples) {
        String fileId =
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
        put(id, fileId, uploadedAt, samples);
    }

    /** Adds an empty series, unless it is there. */
    Series create(String id) {
        return series.computeIfAbsent(id, added -> new Series(id, clock.instant(), List.of()));
    }

    Series add(String id, SeriesFile file) {
        return found(id, series.computeIfPresent(id, (same, present) -> present.with(file)));
    }

    void remove(String id) {
        found(id, series.remove(id));
    }

    Series get(String id) {
        return found(id, series.get(id));
    }

    private void put(String id, String fileId, Instant uploadedAt, Samples samples) {
        SeriesFile file = new SeriesFile(fileId, uploadedAt, new SampledContent(samples));
        series.put(id, new Series(id, uploadedAt, List.of(file)));
    }

    private static String newFileId() {
        return UUID.randomUUID().toString();
    }

    private static Series found(String id, Series series) {
        return Optional.ofNullable(series)
                .orElseThrow(() -> Refusal.notFound("There is no time series %s.".formatted(id)));
    }
}
