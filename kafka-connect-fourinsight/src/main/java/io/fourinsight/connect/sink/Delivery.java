package io.fourinsight.connect.sink;

import io.fourinsight.client.rest.RestException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings records to their series: collects them in lanes, one for each series, uploads beside the task's thread, and knows
 * up to which offset all is written.
 *
 * <p>All methods are called by the task's thread, and only {@link #close} waits for anything.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** How soon to look again, in milliseconds, whether an upload is over. */
    private static final long LOOK_AGAIN = 200;

    /** Makes the upload of a batch. */
    @FunctionalInterface
    interface Uploads {
        BatchUpload of(String series, Batch batch);
    }

    private final DeliverySettings settings;
    private final RecordReader reader;
    private final Uploads uploads;
    private final Executor executor;
    private final SinkTaskContext context;
    private final Throttle throttle;
    private final ErrantRecords errant;
    private final SinkMetrics metrics;
    private final Clock clock;

    /** Those that have something to write. */
    private final Map<String, Lane> lanes = new HashMap<>();
    /** Where each series comes from. */
    private final Map<String, TopicPartition> origins = new HashMap<>();

    private boolean served;

    Delivery(
            DeliverySettings settings,
            RecordReader reader,
            Uploads uploads,
            Executor executor,
            SinkTaskContext context,
            ErrantRecords errant,
            SinkMetrics metrics,
            Clock clock) {
        this.settings = settings;
        this.reader = reader;
        this.uploads = uploads;
        this.executor = executor;
        this.context = context;
        this.throttle = new Throttle(context, settings.bufferedSamples());
        this.errant = errant;
        this.metrics = metrics;
        this.clock = clock;
    }

    void open(Collection<TopicPartition> partitions) {
        throttle.open(partitions);
    }

    /**
     * Takes records, and does what has become due.
     *
     * @throws ConnectException if the task cannot go on, naming the record that it cannot pass
     */
    void put(Collection<SinkRecord> records) {
        long now = clock.millis();
        for (Lane lane : List.copyOf(lanes.values())) {
            settle(lane, now);
        }
        errant.settle();
        errant.requireReported();
        for (SinkRecord record : records) {
            accept(record, now);
        }
        throttle.balance();
        begin(now);
        lookAgain(now);
        metrics.state(throttle.samples(), throttle.paused(), uploadsUnderWay());
    }

    private void accept(SinkRecord record, long now) {
        SeriesSamples read;
        try {
            read = reader.read(record);
            requireOneOrigin(read.series(), Records.partition(record));
        } catch (BadRecordException e) {
            refuse(List.of(record), e);
            return;
        }
        if (read.samples().isEmpty()) {
            return;
        }
        TopicPartition partition = Records.partition(record);
        lanes.computeIfAbsent(read.series(), series -> new Lane(series, partition, settings))
                .add(record, read.samples(), now);
        throttle.add(partition, read.samples().size());
    }

    /** Order is known within a partition only, and files land on one another. */
    private void requireOneOrigin(String series, TopicPartition partition) {
        TopicPartition origin = origins.putIfAbsent(series, partition);
        if (origin != null && !origin.equals(partition)) {
            throw new BadRecordException(
                    "Series " + series + " comes from partition " + origin + " already. Records of a"
                            + " series must have one key, so that they are in one partition and in order");
        }
    }

    private void refuse(List<SinkRecord> records, Throwable reason) {
        metrics.refused(records.size(), reason);
        errant.report(records, reason);
    }

    private void begin(long now) {
        for (Lane lane : lanes.values()) {
            // samples that wait for others which cannot come would keep their partition paused
            Batch batch = throttle.isFull(lane.partition()) ? lane.next(now) : lane.due(now);
            if (batch != null) {
                BatchUpload upload = uploads.of(lane.series(), batch);
                lane.begin(batch, upload);
                executor.execute(upload);
            }
        }
    }

    private void settle(Lane lane, long now) {
        Outcome outcome = lane.outcome();
        if (outcome == null) {
            return;
        }
        boolean isFirstToken = !served;
        served = served || outcome.kind() == Outcome.Kind.WRITTEN || outcome.cause() instanceof RestException.Status;
        switch (outcome.kind()) {
            case WRITTEN -> written(lane);
            case REFUSED -> refuse(done(lane).records(), reason(lane, outcome));
            case UNKNOWN_CREDENTIALS -> {
                if (isFirstToken) {
                    throw failure(lane, outcome);
                }
                delay(lane, outcome, now);
            }
            case DELAYED, CANCELLED -> delay(lane, outcome, now);
            case BROKEN -> throw failure(lane, outcome);
        }
    }

    private void written(Lane lane) {
        metrics.written(done(lane));
    }

    /** Takes the first batch out of a lane. */
    private Batch done(Lane lane) {
        Batch batch = lane.remove();
        throttle.remove(lane.partition(), batch.samples());
        if (lane.isEmpty()) {
            lanes.remove(lane.series());
        }
        return batch;
    }

    private void delay(Lane lane, Outcome outcome, long now) {
        Throwable reason = reason(lane, outcome);
        metrics.delayed(reason);
        long wait = lane.delay(outcome, now);
        LOG.warn("{}; attempt {} failed, the next one is in {} ms", reason.getMessage(), lane.failures(), wait);
    }

    private static ConnectException reason(Lane lane, Outcome outcome) {
        Throwable cause = outcome.cause();
        return new ConnectException(
                "Upload to series " + lane.series() + ": "
                        + (cause == null ? "it was ended" : Objects.requireNonNullElse(cause.getMessage(), cause)),
                cause);
    }

    private static ConnectException failure(Lane lane, Outcome outcome) {
        Throwable reason = reason(lane, outcome);
        return new ConnectException(
                Records.name(lane.first().records().get(0)) + " cannot be written: " + reason.getMessage(), reason);
    }

    private void lookAgain(long now) {
        long next = errant.isEmpty() ? Long.MAX_VALUE : now + LOOK_AGAIN;
        for (Lane lane : lanes.values()) {
            next = Math.min(next, lane.isUploading() ? now + LOOK_AGAIN : lane.dueAt());
        }
        if (next < Long.MAX_VALUE) {
            context.timeout(Math.max(1, next - now));
        }
    }

    private int uploadsUnderWay() {
        return (int) lanes.values().stream().filter(Lane::isUploading).count();
    }

    /** The first offset of each partition that is not known to be written, but at most that which was delivered. */
    Map<TopicPartition, Long> written(Set<TopicPartition> partitions, Map<TopicPartition, Long> delivered) {
        for (Lane lane : List.copyOf(lanes.values())) {
            Outcome outcome = lane.outcome();
            // others wait for the next records: a failure here would rewind the consumer
            if (outcome != null && outcome.kind() == Outcome.Kind.WRITTEN) {
                served = true;
                written(lane);
            }
        }
        errant.settle();
        Map<TopicPartition, Long> offsets = new HashMap<>(delivered);
        lanes.values().forEach(lane -> offsets.merge(lane.partition(), lane.lowestOffset(), Math::min));
        errant.lower(offsets);
        offsets.keySet().retainAll(partitions);
        return offsets;
    }

    /** Gives partitions up. When it returns, nothing of theirs can land any more. */
    void close(Collection<TopicPartition> partitions) throws InterruptedException {
        Set<TopicPartition> closed = Set.copyOf(partitions);
        lanes.values().stream()
                .filter(lane -> closed.contains(lane.partition()))
                .forEach(Lane::cancel);
        for (Iterator<Lane> all = lanes.values().iterator(); all.hasNext(); ) {
            Lane lane = all.next();
            if (closed.contains(lane.partition())) {
                lane.awaitAdd();
                all.remove();
            }
        }
        origins.values().removeAll(closed);
        throttle.close(closed);
        errant.forget(closed);
    }

    /** As {@link #close}, of all partitions. */
    void closeAll() throws InterruptedException {
        close(Set.copyOf(origins.values()));
    }
}
