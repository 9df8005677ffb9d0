package io.fourinsight.camel.example.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What came of each series: how often a sample came that is not a recovered one. */
final class Arrived {

    private final Map<String, NavigableMap<Long, Integer>> times = new HashMap<>();
    private final Map<String, Double> values = new HashMap<>();
    private long bytes;
    private long records;

    void add(ConsumerRecord<String, byte[]> record) {
        records++;
        bytes += record.serializedKeySize() + record.serializedValueSize();
        if (record.headers().lastHeader("fourinsight.recovered") != null) {
            return;
        }
        JsonNode value = Rig.json(record.value());
        if (value.has("timestamps")) {
            for (int i = 0; i < value.path("timestamps").size(); i++) {
                add(
                        record.key(),
                        value.path("timestamps").path(i),
                        value.path("values").path(i));
            }
        } else {
            add(record.key(), value.path("timestamp"), value.path("value"));
        }
    }

    private void add(String series, JsonNode time, JsonNode value) {
        times.computeIfAbsent(series, any -> new TreeMap<>()).merge(time.asLong(), 1, Integer::sum);
        values.put(series + "@" + time.asLong(), value.asDouble());
    }

    /** The times of a series that came, each with how often. */
    NavigableMap<Long, Integer> of(String series) {
        return times.getOrDefault(series, new TreeMap<>());
    }

    Set<String> series() {
        return times.keySet();
    }

    double value(String series, long time) {
        return values.get(series + "@" + time);
    }

    long duplicates() {
        return times.values().stream()
                .flatMap(ofSeries -> ofSeries.values().stream())
                .mapToLong(count -> count - 1)
                .sum();
    }

    long samples() {
        return times.values().stream().mapToLong(Map::size).sum();
    }

    long records() {
        return records;
    }

    long bytes() {
        return bytes;
    }
}
