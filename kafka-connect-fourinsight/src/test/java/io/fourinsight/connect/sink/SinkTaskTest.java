package io.fourinsight.connect.sink;

import static io.fourinsight.connect.sink.SinkRig.P0;
import static io.fourinsight.connect.sink.SinkRig.P1;
import static io.fourinsight.connect.sink.SinkRig.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.connect.common.ConnectionConfig;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** What becomes of records, and which offsets are given back, at a real reservoir and a worker in memory. */
class SinkTaskTest {

    private static final String SERIES = Sandbox.EMPTY;

    @Test
    void recordsBecomeOneFileOfTheirSeries() {
        try (SinkRig rig = SinkRig.start()) {
            rig.write(sample(5, 1, 1.5), sample(6, 2, 2.5));

            assertThat(rig.samples(SERIES)).containsExactly(entry(1L, 1.5), entry(2L, 2.5));
            assertThat(rig.sandbox.reservoir().createsAndAdds()).isOne();
            assertThat(rig.committed(P0)).isEqualTo(7);
        }
    }

    @Test
    void putAsksForNothingAndHoldsTheOffset() {
        try (SinkRig rig = SinkRig.start()) {
            rig.put(sample(5, 1, 1.0), sample(6, 2, 2.0));
            rig.due();

            assertThat(rig.sandbox.requests().reservoirRequests()).isZero();
            assertThat(rig.uploads.waiting()).isOne();
            assertThat(rig.committed(P0)).isEqualTo(5);

            rig.uploads.runAll();
            assertThat(rig.committed(P0)).isEqualTo(7);
        }
    }

    @Test
    void samplesWaitForOthersUntilTheirTimeIsUp() {
        try (SinkRig rig = SinkRig.start()) {
            rig.put(sample(0, 1, 1.0));
            assertThat(rig.context.timeout).isEqualTo(SinkRig.BATCH.toMillis());

            rig.clock.advance(SinkRig.BATCH.minusMillis(1));
            rig.put();
            assertThat(rig.uploads.waiting()).isZero();

            rig.clock.advance(Duration.ofMillis(1));
            rig.put();
            assertThat(rig.uploads.waiting()).isOne();
        }
    }

    @Test
    void aFullBatchDoesNotWait() {
        try (SinkRig rig = SinkRig.with(Map.of(SinkConfig.BATCH_MAX_SAMPLES, "2"))) {
            rig.put(sample(0, 1, 1.0), sample(1, 2, 2.0), sample(2, 3, 3.0));
            rig.uploads.runAll();

            assertThat(rig.samples(SERIES)).containsExactly(entry(1L, 1.0), entry(2L, 2.0));
            assertThat(rig.committed(P0)).isEqualTo(2);
        }
    }

    @Test
    void samplesOutOfOrderAreSortedAndTheLaterRecordWins() {
        try (SinkRig rig = SinkRig.start()) {
            rig.write(sample(0, 3, 3.0), sample(1, 1, 1.0), sample(2, 3, 33.0), sample(3, 1, null));

            assertThat(rig.samples(SERIES)).containsExactly(entry(1L, 1.0), entry(3L, 33.0));
        }
    }

    @Test
    void aRecordOlderThanTheSeriesIsLaidOverIt() {
        try (SinkRig rig = SinkRig.start()) {
            rig.write(sample(0, 10, 1.0), sample(1, 20, 2.0));
            rig.write(sample(2, 5, 0.5), sample(3, 10, 1.25));

            assertThat(rig.samples(SERIES)).containsExactly(entry(5L, 0.5), entry(10L, 1.25), entry(20L, 2.0));
        }
    }

    @Test
    void filesOfASeriesGoOneAfterTheOther() {
        try (SinkRig rig = SinkRig.with(Map.of(SinkConfig.BATCH_MAX_SAMPLES, "1"))) {
            rig.put(sample(0, 1, 1.0), sample(1, 1, 2.0));
            assertThat(rig.uploads.waiting()).isOne();
            rig.uploads.runAll();
            rig.put();
            rig.uploads.runAll();

            assertThat(rig.samples(SERIES)).containsExactly(entry(1L, 2.0));
            assertThat(rig.committed(P0)).isEqualTo(2);
        }
    }

    @Test
    void aSeriesFromASecondPartitionIsRefused() {
        try (SinkRig rig = SinkRig.start()) {
            rig.write(sample(P0, 0, SERIES, 1, 1.0), sample(P1, 7, SERIES, 1, 2.0));

            assertThat(rig.samples(SERIES)).containsExactly(entry(1L, 1.0));
            assertThat(rig.letters.onlyReason()).contains("partition 1, offset 7", "comes from partition samples-0");
            assertThat(rig.committed(P1)).isEqualTo(8);
        }
    }

    @Test
    void aSeriesMayComeFromAnotherPartitionWhenItsOwnIsGivenUp() {
        try (SinkRig rig = SinkRig.start()) {
            rig.write(sample(P0, 0, SERIES, 1, 1.0));
            rig.task.close(List.of(P0));
            rig.write(sample(P1, 0, SERIES, 2, 2.0));

            assertThat(rig.samples(SERIES)).containsExactly(entry(1L, 1.0), entry(2L, 2.0));
        }
    }

    @Test
    void anOutageHoldsTheOffsetUntilItIsOver() {
        try (SinkRig rig = SinkRig.start()) {
            rig.sandbox.faults().answerNext(3, SinkRig.TICKET, Response.of(503));
            rig.sandbox.faults().answerNext(2, SinkRig.ADD, Response.of(429));
            rig.write(sample(0, 1, 1.0));
            for (int i = 0; i < 5; i++) {
                assertThat(rig.committed(P0)).isZero();
                assertThat(rig.letters.letters()).isEmpty();
                rig.clock.advance(Duration.ofSeconds(16));
                rig.put();
                rig.uploads.runAll();
                rig.put();
            }
            assertThat(rig.committed(P0)).isOne();
            assertThat(rig.samples(SERIES)).containsExactly(entry(1L, 1.0));
            assertThat(rig.sandbox.requests().under("POST", SinkRig.COMMIT)).isOne(); // the file is kept
        }
    }

    @Test
    void eachFurtherFailureWaitsTwiceAsLong() {
        try (SinkRig rig = SinkRig.start()) {
            rig.sandbox.faults().answerNext(9, SinkRig.TICKET, Response.of(503));
            rig.write(sample(0, 1, 1.0));

            for (long wait : List.of(1_000L, 2_000L, 4_000L)) {
                rig.clock.advance(Duration.ofMillis(wait - 1));
                rig.put();
                assertThat(rig.uploads.waiting()).isZero();
                rig.clock.advance(Duration.ofMillis(1));
                rig.put();
                assertThat(rig.uploads.waiting()).isOne();
                rig.uploads.runAll();
                rig.put();
            }
        }
    }

    @Test
    void theServiceMayAskForALongerWait() {
        try (SinkRig rig = SinkRig.start()) {
            rig.sandbox.faults().answerNext(1, SinkRig.TICKET, Response.of(429).header("Retry-After", "120"));
            rig.write(sample(0, 1, 1.0));

            assertThat(rig.context.timeout).isEqualTo(120_000);
        }
    }

    @Test
    void aLostAnswerIsAskedForAgain() {
        try (SinkRig rig = SinkRig.start()) {
            rig.sandbox.faults().dropAnswer(1, SinkRig.ADD);
            rig.write(sample(0, 1, 1.0));
            assertThat(rig.committed(P0)).isZero();

            rig.write();
            assertThat(rig.committed(P0)).isOne();
            assertThat(rig.samples(SERIES)).containsExactly(entry(1L, 1.0));
        }
    }

    @Test
    void aDeletedSeriesGoesToTheDeadLetterQueue() {
        try (SinkRig rig = SinkRig.start()) {
            rig.sandbox.removeSeries(SERIES);
            rig.write(sample(0, 1, 1.0), sample(1, 2, 2.0));

            assertThat(rig.letters.offsets()).containsExactly(0L, 1L);
            assertThat(rig.letters.letters().get(0).reason())
                    .hasMessageContaining("404")
                    .hasMessageContaining(SERIES);
            assertThat(rig.committed(P0)).isEqualTo(2);
        }
    }

    @Test
    void aFailedVerificationGoesToTheDeadLetterQueue() {
        try (SinkRig rig = SinkRig.start()) {
            rig.sandbox.reservoir().failVerification("no good");
            rig.write(sample(0, 1, 1.0));

            assertThat(rig.letters.onlyReason()).contains("no good", "offset 0");
            assertThat(rig.committed(P0)).isOne();
        }
    }

    @Test
    void theOffsetWaitsForTheDeadLetterQueue() {
        try (SinkRig rig = SinkRig.start()) {
            rig.letters.slow();
            rig.write(SinkRig.json(3, null), sample(4, 1, 1.0));
            assertThat(rig.committed(P0)).isEqualTo(3);

            rig.letters.letters().get(0).sent().complete(null);
            assertThat(rig.committed(P0)).isEqualTo(5);
        }
    }

    @Test
    void theTaskFailsIfTheDeadLetterQueueDoes() {
        try (SinkRig rig = SinkRig.start()) {
            rig.letters.slow();
            rig.put(SinkRig.json(3, null));
            rig.letters.letters().get(0).sent().completeExceptionally(new IllegalStateException("disk full"));

            assertThatThrownBy(rig::put)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("topic samples, partition 0, offset 3")
                    .hasMessageContaining("disk full");
            assertThat(rig.committed(P0)).isEqualTo(3);
        }
    }

    @Test
    void withoutADeadLetterQueueABadRecordFailsTheTaskAndStaysUncommitted() {
        try (SinkRig rig = SinkRig.withoutLetters()) {
            rig.write(sample(0, 1, 1.0));

            assertThatThrownBy(() -> rig.put(sample(1, 2, 2.0), SinkRig.json(2, null)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("topic samples, partition 0, offset 2")
                    .hasMessageContaining("errors.deadletterqueue.topic.name");
            assertThat(rig.committed(P0)).isOne();
        }
    }

    @Test
    void withoutADeadLetterQueueARefusalFailsTheTaskAndStaysUncommitted() {
        try (SinkRig rig = SinkRig.withoutLetters()) {
            rig.sandbox.removeSeries(SERIES);
            rig.put(sample(8, 1, 1.0), sample(9, 2, 2.0));
            rig.due();
            rig.uploads.runAll();

            assertThatThrownBy(rig::put)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("topic samples, partition 0, offset 8")
                    .hasMessageContaining("404");
            assertThat(rig.committed(P0)).isEqualTo(8);
        }
    }

    @Test
    void aWrongSecretFailsTheTaskWithTheReasonAndWithoutHammering() {
        Map<String, String> wrong =
                Map.of(ConnectionConfig.CLIENT_SECRET, "not-the-secret", SinkConfig.BATCH_MAX_SAMPLES, "1");
        try (SinkRig rig = SinkRig.with(wrong)) {
            rig.put(sample(0, 1, 1.0), sample(P0, 1, Sandbox.OLD, 1, 1.0), sample(P0, 2, Sandbox.BERGEN, 1, 1.0));
            rig.uploads.runAll();

            assertThatThrownBy(rig::put)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("invalid_client")
                    .message()
                    .doesNotContain("not-the-secret");
            assertThat(rig.sandbox.requests().tokenRequests()).isOne();
            assertThat(rig.committed(P0)).isZero();
        }
    }

    @Test
    void aSecretThatIsRefusedLaterHoldsTheOffset() {
        try (SinkRig rig = SinkRig.start()) {
            rig.write(sample(0, 1, 1.0));
            rig.sandbox.addClient(Sandbox.CLIENT_ID, "another-secret");
            rig.sandbox.revokeTokens();
            rig.write(sample(1, 2, 2.0));

            assertThat(rig.committed(P0)).isOne();
            assertThat(rig.letters.letters()).isEmpty();
        }
    }

    @Test
    void aFullPartitionIsPausedAndWritesWhatItHolds() {
        Map<String, String> few = Map.of(SinkConfig.MAX_BUFFERED_SAMPLES, "4");
        try (SinkRig rig = SinkRig.with(few)) {
            rig.put(sample(0, 1, 1.0), sample(1, 2, 2.0));
            assertThat(rig.context.paused).isEqualTo(Set.of(P0));
            assertThat(rig.uploads.waiting()).isOne();

            rig.uploads.runAll();
            rig.put();
            assertThat(rig.context.paused).isEmpty();
            assertThat(rig.committed(P0)).isEqualTo(2);
        }
    }

    @Test
    void aSeriesThatIsNotThereIsMadeOnce() {
        Map<String, String> creating =
                Map.of(SinkConfig.AUTO_CREATE, "true", SinkConfig.AUTO_CREATE_NAMESPACE, "plant");
        Sandbox sandbox = Sandbox.start();
        Set<String> before = ids(sandbox);
        HeldUploads ofOther = new HeldUploads();
        try (SinkRig rig = new SinkRig(sandbox, true, null, creating);
                SinkRig other = new SinkRig(sandbox, true, ofOther, creating)) {
            other.put(sample(P1, 0, "PT-101", 2, 2.0));
            other.due();
            rig.write(sample(P0, 0, "PT-101", 1, 1.0));
            ofOther.runAll();
            rig.write(sample(P0, 1, "PT-101", 3, 3.0));

            Set<String> made = ids(sandbox);
            made.removeAll(before);
            assertThat(made).hasSize(1);
            assertThat(rig.samples(made.iterator().next()))
                    .containsExactly(entry(1L, 1.0), entry(2L, 2.0), entry(3L, 3.0));
            assertThat(rig.committed(P0)).isEqualTo(2);
        }
    }

    @Test
    void aSeriesThatWasMadeAndDeletedIsMadeAgain() {
        Map<String, String> creating =
                Map.of(SinkConfig.AUTO_CREATE, "true", SinkConfig.AUTO_CREATE_NAMESPACE, "plant");
        try (SinkRig rig = SinkRig.with(creating)) {
            Set<String> before = ids(rig.sandbox);
            rig.write(sample(P0, 0, "PT-101", 1, 1.0));
            Set<String> made = ids(rig.sandbox);
            made.removeAll(before);
            String id = made.iterator().next();
            rig.delete(id);

            rig.write(sample(P0, 1, "PT-101", 2, 2.0));
            rig.write();

            assertThat(rig.letters.letters()).isEmpty();
            assertThat(rig.samples(id)).containsExactly(entry(2L, 2.0));
        }
    }

    private static Set<String> ids(Sandbox sandbox) {
        return sandbox.series().stream().map(series -> series.id()).collect(Collectors.toSet());
    }

    @Test
    void metricsAreShownUntilTheTaskStops() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        var name = SinkMetrics.name("levels", "0");
        try (SinkRig rig = SinkRig.start()) {
            rig.write(sample(0, 1, 1.0), SinkRig.json(1, null));
            rig.put(sample(2, 2, 2.0), sample(3, 3, 3.0));

            assertThat(server.getAttribute(name, "SamplesWritten")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "FilesWritten")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "SamplesWaiting")).isEqualTo(2L);
            assertThat(server.getAttribute(name, "RecordsRefused")).isEqualTo(1L);
            assertThat((String) server.getAttribute(name, "LastError")).contains("tombstone");
        }
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void aTaskThatDidNotStartCanBeStopped() {
        new FourInsightSinkTask().stop();
    }
}
