package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.blob.Blob;
import io.fourinsight.camel.sandbox.growth.GrowingSeries;
import io.fourinsight.camel.sandbox.growth.Growth;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;

/** The series that the reservoir holds. */
public final class SeriesStore {

    private final Map<String, Series> series = new ConcurrentHashMap<>();
    private final Map<String, GrowingSeries> growing = new ConcurrentHashMap<>();
    private final Writes writes;
    private final Clock clock;

    public SeriesStore(Clock clock) {
        this.clock = clock;
        this.writes = new Writes(clock);
    }

    /** Adds or replaces a series, as uploaded now. */
    public void put(String id, long[] timestamps, double[] values) {
        put(id, newFileId(), clock.instant(), new ArraySamples(timestamps, values));
    }

    /** Adds or replaces a series of evenly spaced samples, computed when they are asked for, as uploaded now. */
    public void put(String id, Instant start, Duration step, int samples, DoubleUnaryOperator valueAtSecond) {
        put(id, newFileId(), clock.instant(), new ComputedSamples(start, step, samples, valueAtSecond));
    }

    /** Adds or replaces a series that grows as the clock goes on, until it is replaced or removed. */
    public void grow(String id, Growth growth) {
        put(new Series(id, clock.instant(), List.of()));
        growing.put(id, new GrowingSeries(growth, id.hashCode()));
    }

    /** Takes all files from a series, which may grow on. */
    public void empty(String id) {
        get(id);
        series.computeIfPresent(id, (same, present) -> new Series(id, present.createdAt(), List.of()));
    }

    /** Puts one file of numbers, as uploaded now, in the place of all files of a series, which may grow on. */
    public void rewrite(String id) {
        get(id);
        series.computeIfPresent(id, (same, present) -> {
            SeriesFile file = new SeriesFile(newFileId(), clock.instant(), new SampledContent(present.samples()));
            return new Series(id, present.createdAt(), List.of(file));
        });
    }

    /** The numbers of a series by time, as of now. */
    public NavigableMap<Long, Double> samples(String id) {
        Samples samples = get(id).samples();
        NavigableMap<Long, Double> map = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            map.put(samples.timestamp(i), samples.number(i));
        }
        return map;
    }

    /** Lays files of one day over a series, the last one on top, as uploaded now; the series may be new. */
    public void addDayFiles(String id, long day, List<byte[]> bodies) {
        List<SeriesFile> files = new ArrayList<>();
        for (byte[] body : bodies) {
            NavigableMap<Long, Blob> days = new TreeMap<>(Map.of(day, Blob.of(body)));
            files.add(new SeriesFile(newFileId(), clock.instant(), new CsvContent(days)));
        }
        create(id);
        add(id, files);
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
        return add(id, List.of(file));
    }

    private Series add(String id, List<SeriesFile> files) {
        grow(id);
        return found(id, series.computeIfPresent(id, (same, present) -> present.with(files)));
    }

    /** The ids of all series, in their order. */
    Set<String> ids() {
        return new TreeSet<>(series.keySet());
    }

    /** What clients have written through the API. */
    public Writes writes() {
        return writes;
    }

    /** All series, with what has come until now. */
    List<Series> all() {
        series.keySet().forEach(this::grow);
        return List.copyOf(series.values());
    }

    /** Removes a series, which grows no more. */
    public void remove(String id) {
        growing.remove(id);
        found(id, series.remove(id));
    }

    Series get(String id) {
        grow(id);
        return found(id, series.get(id));
    }

    /** Adds what has come until now. */
    private void grow(String id) {
        GrowingSeries grown = growing.get(id);
        if (grown == null) {
            return;
        }
        synchronized (grown) {
            List<SeriesFile> files = grown.filesUntil(clock.instant()).stream()
                    .map(file -> new SeriesFile(
                            newFileId(),
                            file.uploadedAt(),
                            new SampledContent(new ArraySamples(file.timestamps(), file.values()))))
                    .toList();
            if (!files.isEmpty()) {
                series.computeIfPresent(id, (same, present) -> present.with(files));
            }
        }
    }

    private void put(String id, String fileId, Instant uploadedAt, Samples samples) {
        SeriesFile file = new SeriesFile(fileId, uploadedAt, new SampledContent(samples));
        put(new Series(id, uploadedAt, List.of(file)));
    }

    /** Adds or replaces a series. */
    void put(Series added) {
        growing.remove(added.id());
        series.put(added.id(), added);
    }

    private static String newFileId() {
        return UUID.randomUUID().toString();
    }

    private static Series found(String id, Series series) {
        return Optional.ofNullable(series)
                .orElseThrow(() -> Refusal.notFound("There is no time series %s.".formatted(id)));
    }
}
