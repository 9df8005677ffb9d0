package io.fourinsight.connect.sink;

import io.fourinsight.client.FourInsight;
import io.fourinsight.client.FourInsightBuilder;
import io.fourinsight.client.UploadSteps;
import io.fourinsight.client.base.DaemonThreads;
import io.fourinsight.connect.common.ConnectionConfig;
import io.fourinsight.connect.common.ConnectorVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** A task of the sink: what Kafka Connect calls, around a {@link Delivery}. */
public final class FourInsightSinkTask extends SinkTask {

    /** The client's own number. */
    private static final int MOST_CONNECTIONS = 20;

    private final Clock clock;
    private final UnaryOperator<FourInsightBuilder> client;
    private final IntFunction<ExecutorService> threads;
    private @Nullable Running running;

    /** What there is between start and stop. */
    private record Running(FourInsight client, ExecutorService threads, Delivery delivery, SinkMetrics metrics) {}

    public FourInsightSinkTask() {
        this(
                Clock.systemUTC(),
                UnaryOperator.identity(),
                count -> Executors.newFixedThreadPool(count, DaemonThreads.named("fourinsight-sink")));
    }

    /**
     * @param client changes how the services are asked
     * @param threads for so many uploads at once
     */
    FourInsightSinkTask(Clock clock, UnaryOperator<FourInsightBuilder> client, IntFunction<ExecutorService> threads) {
        this.clock = clock;
        this.client = client;
        this.threads = threads;
    }

    @Override
    public String version() {
        return ConnectorVersion.get();
    }

    @Override
    public void start(Map<String, String> properties) {
        SinkConfig config = new SinkConfig(properties);
        Duration verification = Duration.ofMillis(config.getInt(SinkConfig.VERIFICATION_TIMEOUT_MS));
        int most = config.getInt(SinkConfig.MAX_UPLOADS);
        FourInsight fourInsight = client.apply(ConnectionConfig.builder(config)
                        .verificationTimeout(verification)
                        .connections(Math.max(MOST_CONNECTIONS, most)))
                .build();
        UploadSteps steps = fourInsight.timeSeries().uploadSteps();
        SeriesNaming naming = new SeriesNaming(steps, identity(config));
        ExecutorService uploads = threads.apply(most);
        SinkMetrics metrics = new SinkMetrics(
                properties.getOrDefault("name", "fourinsight-sink"), properties.getOrDefault(SinkConfig.TASK, "0"));
        metrics.register();
        Delivery delivery = new Delivery(
                config.delivery(),
                new RecordReader(config.fieldNames()),
                (series, batch) -> new BatchUpload(series, batch, steps, naming),
                uploads,
                context,
                new ErrantRecords(reporter()),
                metrics,
                clock);
        running = new Running(fourInsight, uploads, delivery, metrics);
    }

    private static SeriesNaming.@Nullable Identity identity(SinkConfig config) {
        if (!config.getBoolean(SinkConfig.AUTO_CREATE)) {
            return null;
        }
        String fault = SinkValidation.faultOfKey(config.getString(SinkConfig.AUTO_CREATE_KEY));
        String namespace = config.getString(SinkConfig.AUTO_CREATE_NAMESPACE);
        if (fault != null || namespace == null) {
            throw new ConnectException(fault == null ? SinkValidation.NO_NAMESPACE : fault);
        }
        return new SeriesNaming.Identity(
                namespace, config.getString(SinkConfig.AUTO_CREATE_KEY), config.getString(SinkConfig.AUTO_CREATE_NAME));
    }

    private @Nullable ErrantRecordReporter reporter() {
        return context.errantRecordReporter();
    }

    private Delivery delivery() {
        if (running == null) {
            throw new ConnectException("The task is not started");
        }
        return running.delivery();
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        delivery().open(partitions);
    }

    /** Takes the records and returns; uploads go on beside it. */
    @Override
    public void put(Collection<SinkRecord> records) {
        delivery().put(records);
    }

    /** The offsets up to which all is written, or in the dead letter queue. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        Map<TopicPartition, Long> delivered = new HashMap<>();
        current.forEach((partition, offset) -> delivered.put(partition, offset.offset()));
        Map<TopicPartition, OffsetAndMetadata> written = new HashMap<>();
        delivery()
                .written(current.keySet(), delivered)
                .forEach((partition, offset) -> written.put(partition, new OffsetAndMetadata(offset)));
        return written;
    }

    /** Gives partitions up; waits only for files that are being added to their series. */
    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (running == null) {
            return;
        }
        try {
            running.delivery().close(partitions);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while a file was added to its series", e);
        }
    }

    @Override
    public void stop() {
        Running ending = running;
        running = null;
        if (ending == null) {
            return;
        }
        ending.metrics().unregister();
        try {
            ending.delivery().closeAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ending.threads().shutdown();
            ending.client().close();
        }
    }
}
