package io.fourinsight.connect.source;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.MutableClock;
import io.fourinsight.connect.common.ConnectionConfig;
import io.fourinsight.connect.common.SampleSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** A task on a sandbox, with Connect's part played: offsets that outlive it, and records that arrive. */
final class SourceRig implements AutoCloseable {

    final MutableClock clock = new MutableClock();
    final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .datesOfClock()
            .tokenLifetime(Duration.ofDays(1_000))
            .start();
    final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();
    FourInsightSourceTask task = new FourInsightSourceTask(clock);
    private Duration fast = Duration.ZERO;

    /** What reaches a sandbox. */
    static Map<String, String> connection(Sandbox sandbox) {
        Map<String, String> properties = new HashMap<>();
        properties.put("name", "water");
        properties.put(ConnectionConfig.CLIENT_ID, Sandbox.CLIENT_ID);
        properties.put(ConnectionConfig.CLIENT_SECRET, Sandbox.CLIENT_SECRET);
        properties.put(ConnectionConfig.TOKEN_URL, sandbox.tokenUrl().toString());
        properties.put(ConnectionConfig.API_URL, sandbox.apiUrl().toString());
        properties.put(ConnectionConfig.RESERVOIR_URL, sandbox.reservoirUrl().toString());
        properties.put(SourceProperties.TOPIC, "${series}");
        return properties;
    }

    /** A task's properties. */
    Map<String, String> properties(List<String> series, String... more) {
        Map<String, String> properties = connection(sandbox);
        properties.put(SourceProperties.IDS, String.join(",", series));
        properties.put(SourceProperties.INITIAL_START, "2026-01-01");
        properties.put(SourceProperties.TASK_SERIES, String.join("\n", series));
        properties.put(SourceProperties.TASK_TOPICS, String.join("\n", series));
        for (String property : more) {
            int equals = property.indexOf('=');
            properties.put(property.substring(0, equals), property.substring(equals + 1));
        }
        return properties;
    }

    SourceRig start(List<String> series, String... more) {
        return start(properties(series, more));
    }

    SourceRig start(Map<String, String> properties) {
        task = new FourInsightSourceTask(Clock.offset(clock, fast));
        task.initialize(new Context(properties));
        task.start(properties);
        return this;
    }

    /** Lets the clocks of tasks that start from now on be ahead of the sandbox's. */
    SourceRig fast(Duration ahead) {
        fast = ahead;
        return this;
    }

    SourceRig advance(Duration time) {
        clock.advance(time);
        return this;
    }

    /** All records until nothing is due, their offsets stored. */
    List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        while (!task.isIdle()) {
            List<SourceRecord> some = task.poll();
            if (some != null) {
                records.addAll(some);
            }
        }
        store(records);
        return records;
    }

    /** As Connect does once records have arrived. */
    void store(List<SourceRecord> records) {
        for (SourceRecord record : records) {
            offsets.put(record.sourcePartition(), new HashMap<>(record.sourceOffset()));
        }
    }

    Map<String, Object> offset(String series) {
        return offsets.get(SourceOffset.partition(series));
    }

    static long timestamp(SourceRecord record) {
        return ((Struct) record.value()).getInt64(SampleSchema.TIMESTAMP);
    }

    /** The times of all samples, of one record or of several in a batch. */
    static List<Long> timestamps(List<SourceRecord> records) {
        return records.stream()
                .flatMap(record -> record.valueSchema().equals(BatchSchema.SCHEMA)
                        ? ((Struct) record.value()).<Long>getArray(BatchSchema.TIMESTAMPS).stream()
                        : Stream.of(timestamp(record)))
                .toList();
    }

    static boolean isRecovered(SourceRecord record) {
        return record.headers().lastWithName(SourceRecords.RECOVERED) != null;
    }

    /** The times that the sandbox has of a series before a moment. */
    List<Long> uploaded(String series, long before) {
        return sandbox.samples(series).keySet().stream()
                .filter(time -> time < before)
                .toList();
    }

    /** The clock's time less so much, in nanoseconds. */
    long ago(Duration time) {
        return clock.instant().minus(time).toEpochMilli() * 1_000_000;
    }

    @Override
    public void close() {
        task.stop();
        sandbox.close();
    }

    /** What Connect tells a task. */
    private final class Context implements SourceTaskContext {

        private final Map<String, String> properties;

        Context(Map<String, String> properties) {
            this.properties = properties;
        }

        @Override
        public Map<String, String> configs() {
            return properties;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new OffsetStorageReader() {
                @Override
                public <T> Map<String, Object> offset(Map<String, T> partition) {
                    return offsets.get(partition);
                }

                @Override
                public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                    Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
                    partitions.forEach(partition -> found.put(partition, offsets.get(partition)));
                    return found;
                }
            };
        }
    }
}
