package io.fourinsight.connect.sink;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.FourInsight;
import io.fourinsight.client.testing.MutableClock;
import io.fourinsight.connect.common.ConnectionConfig;
import io.fourinsight.connect.common.SampleSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A task at a sandbox, which is called as a worker would call it. */
final class SinkRig implements AutoCloseable {

    static final String TOPIC = "samples";
    static final TopicPartition P0 = new TopicPartition(TOPIC, 0);
    static final TopicPartition P1 = new TopicPartition(TOPIC, 1);
    static final Duration BATCH = Duration.ofSeconds(10);

    static final String COMMIT = Sandbox.RESERVOIR_PATH + "files/commit";
    static final String TICKET = Sandbox.RESERVOIR_PATH + "files/upload";
    static final String ADD = Sandbox.RESERVOIR_PATH + "timeseries/add";

    final Sandbox sandbox;
    final MutableClock clock = new MutableClock();
    final HeldUploads uploads = new HeldUploads();
    final DeadLetters letters = new DeadLetters();
    final MemoryContext context;
    final FourInsightSinkTask task;
    private final Map<TopicPartition, Long> delivered = new HashMap<>();
    private final Map<String, String> properties;

    /** Takes the sandbox over. */
    SinkRig(Sandbox sandbox, boolean hasLetters, @Nullable ExecutorService threads, Map<String, String> more) {
        this.sandbox = sandbox;
        sandbox.reservoir().processingPolls(0);
        context = new MemoryContext(hasLetters ? letters : null);
        task = new FourInsightSinkTask(
                clock,
                builder -> builder.retries(0, Duration.ofMillis(1), Duration.ZERO),
                count -> threads == null ? uploads : threads);
        properties = new HashMap<>(properties(sandbox));
        properties.putAll(more);
        task.initialize(context);
        task.start(properties);
        open(P0, P1);
    }

    static SinkRig start() {
        return with(Map.of());
    }

    static SinkRig with(Map<String, String> more) {
        return new SinkRig(Sandbox.start(), true, null, more);
    }

    static SinkRig withoutLetters() {
        return new SinkRig(Sandbox.start(), false, null, Map.of());
    }

    static SinkRig on(ExecutorService threads) {
        return new SinkRig(Sandbox.start(), true, threads, Map.of(SinkConfig.BATCH_MAX_SAMPLES, "1"));
    }

    static Map<String, String> properties(Sandbox sandbox) {
        Map<String, String> properties = new HashMap<>();
        properties.put("name", "levels");
        properties.put(ConnectionConfig.CLIENT_ID, Sandbox.CLIENT_ID);
        properties.put(ConnectionConfig.CLIENT_SECRET, Sandbox.CLIENT_SECRET);
        properties.put(ConnectionConfig.TOKEN_URL, sandbox.tokenUrl().toString());
        properties.put(ConnectionConfig.API_URL, sandbox.apiUrl().toString());
        properties.put(ConnectionConfig.RESERVOIR_URL, sandbox.reservoirUrl().toString());
        properties.put(SinkConfig.BATCH_MAX_MS, Long.toString(BATCH.toMillis()));
        return properties;
    }

    static SinkRecord sample(TopicPartition partition, long offset, @Nullable Object key, long time, Object value) {
        return record(partition, offset, key, SampleSchema.SCHEMA, SampleSchema.struct(time, value));
    }

    static SinkRecord sample(long offset, long time, Object value) {
        return sample(P0, offset, Sandbox.EMPTY, time, value);
    }

    static SinkRecord json(long offset, @Nullable Object value) {
        return record(P0, offset, Sandbox.EMPTY, null, value);
    }

    static SinkRecord record(
            TopicPartition partition,
            long offset,
            @Nullable Object key,
            @Nullable Schema schema,
            @Nullable Object value) {
        return new SinkRecord(partition.topic(), partition.partition(), null, key, schema, value, offset);
    }

    void open(TopicPartition... partitions) {
        task.open(List.of(partitions));
    }

    void put(SinkRecord... records) {
        task.put(List.of(records));
        for (SinkRecord record : records) {
            delivered.put(new TopicPartition(record.topic(), record.kafkaPartition()), record.kafkaOffset() + 1);
        }
    }

    /** Lets all that waits for further samples go. */
    void due() {
        clock.advance(BATCH);
        put();
    }

    /** Puts records, and lets them become part of their series as far as that is possible. */
    void write(SinkRecord... records) {
        put(records);
        due();
        uploads.runAll();
        put();
    }

    /** What a worker commits for a partition. */
    long committed(TopicPartition partition) {
        Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
        delivered.forEach((each, offset) -> current.put(each, new OffsetAndMetadata(offset)));
        return task.preCommit(current).get(partition).offset();
    }

    List<Map.Entry<Long, Double>> samples(String series) {
        return new ArrayList<>(sandbox.samples(series).entrySet());
    }

    /** Deletes a series as a client does, with its metadata. */
    void delete(String series) {
        try (FourInsight client =
                ConnectionConfig.builder(new SinkConfig(properties)).build()) {
            client.timeSeries().delete(series);
        }
    }

    @Override
    public void close() {
        task.stop();
        sandbox.close();
    }
}
