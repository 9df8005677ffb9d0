package io.fourinsight.connect.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** A dead letter queue in memory, which takes a record at once or when a test says so. */
final class DeadLetters implements ErrantRecordReporter {

    record Letter(SinkRecord record, Throwable reason, CompletableFuture<Void> sent) {}

    private final List<Letter> letters = new ArrayList<>();
    private boolean slow;

    @Override
    public Future<Void> report(SinkRecord record, Throwable error) {
        Letter letter = new Letter(record, error, new CompletableFuture<>());
        letters.add(letter);
        if (!slow) {
            letter.sent().complete(null);
        }
        return letter.sent();
    }

    /** From now on a record is in the queue only after its future was completed. */
    void slow() {
        slow = true;
    }

    List<Letter> letters() {
        return letters;
    }

    List<Long> offsets() {
        return letters.stream().map(letter -> letter.record().kafkaOffset()).toList();
    }

    String onlyReason() {
        if (letters.size() != 1) {
            throw new AssertionError(letters.size() + " letters");
        }
        return letters.get(0).reason().getMessage();
    }
}
