package io.fourinsight.connect.sink;

import io.fourinsight.client.reservoir.Sample;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The batches of one series, of which one is uploaded after the other, so that no older file lands on a newer one. */
final class Lane {

    private final String series;
    private final TopicPartition partition;
    private final DeliverySettings settings;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private @Nullable BatchUpload upload; // of the first batch
    private int failures;
    private long retryAt = Long.MIN_VALUE;

    Lane(String series, TopicPartition partition, DeliverySettings settings) {
        this.series = series;
        this.partition = partition;
        this.settings = settings;
    }

    void add(SinkRecord record, List<Sample> samples, long now) {
        Batch last = batches.peekLast();
        if (last == null || last.isSealed()) {
            last = new Batch(now);
            batches.add(last);
        }
        last.add(record, samples);
        if (last.samples() >= settings.batchSamples()) {
            last.seal();
        }
    }

    /** As {@link #due}, also of a batch that waits for further samples. */
    @Nullable
    Batch next(long now) {
        return upload == null && now >= retryAt ? batches.peekFirst() : null;
    }

    /** The batch whose upload may begin, null if there is none. */
    @Nullable
    Batch due(long now) {
        Batch first = batches.peekFirst();
        return upload == null && first != null && now >= dueAt(first) ? first : null;
    }

    void begin(Batch batch, BatchUpload started) {
        batch.seal();
        upload = started;
    }

    /** When there is something to do next; {@link Long#MAX_VALUE} as long as an upload is under way. */
    long dueAt() {
        Batch first = batches.peekFirst();
        return upload != null || first == null ? Long.MAX_VALUE : dueAt(first);
    }

    private long dueAt(Batch first) {
        long complete = first.isSealed() ? Long.MIN_VALUE : first.since() + settings.batchMillis();
        return Math.max(complete, retryAt);
    }

    /** What became of the upload, null if there is none or it is under way. */
    @Nullable
    Outcome outcome() {
        return upload == null ? null : upload.outcome();
    }

    /** The first batch is done with. */
    Batch remove() {
        upload = null;
        failures = 0;
        retryAt = Long.MIN_VALUE;
        return batches.remove();
    }

    /** The first batch is to be uploaded again. Returns the wait. */
    long delay(Outcome outcome, long now) {
        upload = null;
        failures++;
        retryAt = Math.max(now + settings.backoff(failures), outcome.retryAt(now));
        return retryAt - now;
    }

    int failures() {
        return failures;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    boolean isUploading() {
        return upload != null;
    }

    void cancel() {
        if (upload != null) {
            upload.cancel();
        }
    }

    void awaitAdd() throws InterruptedException {
        if (upload != null) {
            upload.awaitAdd();
        }
    }

    /** Of what is not known to be written. Replayed records may lie behind later ones. */
    long lowestOffset() {
        return batches.stream().mapToLong(Batch::lowestOffset).min().orElse(Long.MAX_VALUE);
    }

    int samples() {
        return batches.stream().mapToInt(Batch::samples).sum();
    }

    Batch first() {
        return batches.element();
    }

    String series() {
        return series;
    }

    TopicPartition partition() {
        return partition;
    }
}
