package io.fourinsight.connect.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands records that cannot be written to the dead letter queue, and holds their offsets until they are there. Without a
 * queue it fails, and the offsets stay where they are.
 */
final class ErrantRecords {

    private final @Nullable ErrantRecordReporter reporter;
    private final List<Held> held = new ArrayList<>();

    /** A record whose offset must not be passed; without a future it was not reported. */
    private static final class Held {
        private final SinkRecord record;
        private final TopicPartition partition;
        private @Nullable Future<?> report;

        private Held(SinkRecord record) {
            this.record = record;
            this.partition = Records.partition(record);
        }

        private boolean isReported() {
            if (report == null || !report.isDone()) {
                return false;
            }
            return failure() == null;
        }

        private @Nullable Throwable failure() {
            if (report == null || !report.isDone()) {
                return null;
            }
            try {
                report.get();
                return null;
            } catch (ExecutionException e) {
                return e.getCause();
            } catch (RuntimeException e) {
                return e; // the report was cancelled
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null; // it is done, and does not wait
            }
        }
    }

    /** @param reporter null if there is no dead letter queue */
    ErrantRecords(@Nullable ErrantRecordReporter reporter) {
        this.reporter = reporter;
    }

    /**
     * Reports records that were refused for one reason.
     *
     * @throws ConnectException naming the first of them if there is no dead letter queue, or none may be written to it
     */
    void report(List<SinkRecord> records, Throwable reason) {
        List<Held> refused = records.stream().map(Held::new).toList();
        held.addAll(refused); // all before the first is reported, which may fail
        for (Held record : refused) {
            String message = Records.name(record.record) + " cannot be written: " + reason.getMessage();
            ConnectException refusal = new ConnectException(message, reason);
            if (reporter == null) {
                throw new ConnectException(
                        message + ". There is no dead letter queue: errors.tolerance=all and"
                                + " errors.deadletterqueue.topic.name give the connector one",
                        reason);
            }
            record.report = reporter.report(record.record, refusal);
        }
    }

    /** Lets go of those that are in the queue. */
    void settle() {
        held.removeIf(Held::isReported);
    }

    /** @throws ConnectException if the queue has not taken a record, naming it */
    void requireReported() {
        for (Held record : held) {
            Throwable failure = record.failure();
            if (failure != null) {
                throw new ConnectException(
                        Records.name(record.record) + " cannot be written, and the dead letter queue does not take it: "
                                + failure.getMessage(),
                        failure);
            }
        }
    }

    /** Lowers the offsets of partitions to the first record that is not in the queue. */
    void lower(Map<TopicPartition, Long> offsets) {
        for (Held record : held) {
            offsets.merge(record.partition, record.record.originalKafkaOffset(), Math::min);
        }
    }

    void forget(Set<TopicPartition> partitions) {
        held.removeIf(record -> partitions.contains(record.partition));
    }

    boolean isEmpty() {
        return held.isEmpty();
    }
}
