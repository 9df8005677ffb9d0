package io.fourinsight.connect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.MutableClock;
import io.fourinsight.connect.common.ConnectionConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong with a series, or with the service, and what a task does then. */
class SourceFaultsTest {

    private static final Duration LAG = Duration.ofMinutes(1);

    private final SourceRig rig = new SourceRig();
    private final CapturedLog log = CapturedLog.below("io.fourinsight.connect");

    @BeforeEach
    void grow() {
        for (String id : List.of("a", "b")) {
            rig.sandbox.addGrowingSeries(
                    id, Growth.from(MutableClock.START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
        }
    }

    @AfterEach
    void close() {
        log.close();
        rig.close();
    }

    private List<Long> of(List<SourceRecord> records, String series) {
        return SourceRig.timestamps(
                records.stream().filter(record -> record.key().equals(series)).toList());
    }

    @Test
    void wrongSecretFailsTheTaskWithTheReasonAndOneRequest() {
        Map<String, String> properties = rig.properties(List.of("a"), ConnectionConfig.CLIENT_SECRET + "=wrong-secret");

        assertThatThrownBy(() -> rig.start(properties))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("refused")
                .hasMessageContaining("invalid_client")
                .hasMessageNotContaining("wrong-secret");
        assertThat(rig.sandbox.requests().tokenRequests()).isEqualTo(1);
    }

    @Test
    void tokenEndpointThatIsDownDoesNotFailTheTask() throws Exception {
        rig.sandbox.faults().answerNext(100, Sandbox.TOKEN_PATH, Response.of(503));
        rig.start(List.of("a"));

        assertThat(log.lines(Level.WARN)).anyMatch(line -> line.contains("no token yet"));
    }

    @Test
    void unknownSeriesStopsNoOther() throws Exception {
        rig.start(List.of("a", "unknown")).advance(Duration.ofMinutes(10));
        List<SourceRecord> records = rig.poll();
        records.addAll(rig.advance(Duration.ofMinutes(2)).poll());

        assertThat(of(records, "a")).isEqualTo(rig.uploaded("a", rig.ago(LAG)));
        assertThat(log.lines(Level.WARN))
                .as("told once")
                .filteredOn(line -> line.contains("unknown"))
                .hasSize(1);
    }

    @Test
    void seriesDeletedWhileItIsReadStopsNoOtherAndGoesOnWhenItIsBack() throws Exception {
        rig.start(List.of("a", "b")).advance(Duration.ofMinutes(10));
        List<SourceRecord> records = rig.poll();
        rig.sandbox.removeSeries("b");
        records.addAll(rig.advance(Duration.ofMinutes(10)).poll());
        assertThat(of(records, "a")).isEqualTo(rig.uploaded("a", rig.ago(LAG)));

        rig.sandbox.addGrowingSeries(
                "b", Growth.from(MutableClock.START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
        records.addAll(rig.advance(Duration.ofMinutes(20)).poll());
        // the files are others, so that the day counts as rewritten, and comes again as recovered
        assertThat(of(
                        records.stream()
                                .filter(record -> !SourceRig.isRecovered(record))
                                .toList(),
                        "b"))
                .doesNotHaveDuplicates()
                .containsAll(rig.uploaded("b", rig.ago(Duration.ofMinutes(25))));
    }

    @Test
    void offsetThatIsNoCursorStopsItsSeriesAlone() throws Exception {
        rig.offsets.put(SourceOffset.partition("a"), Map.of("next", 12.5));
        rig.start(List.of("a", "b")).advance(Duration.ofMinutes(10));
        List<SourceRecord> records = rig.poll();

        assertThat(of(records, "a")).isEmpty();
        assertThat(of(records, "b")).isNotEmpty();
        assertThat(log.lines(Level.ERROR)).singleElement().asString().contains("Series a stands still", "12.5");
    }

    @Test
    void dayFileThatBreaksOffLeavesNoGapAndNoDuplicate() throws Exception {
        rig.sandbox.addGrowingSeries("a", Growth.from(MutableClock.START, Duration.ofSeconds(10), Duration.ofHours(1)));
        rig.advance(Duration.ofDays(2)).start(List.of("a"));
        rig.sandbox.faults().damageAnswer(3, Sandbox.DAY_FILE_PATH, 50);
        List<SourceRecord> records = new ArrayList<>(rig.poll());
        for (int i = 0; i < 4; i++) {
            records.addAll(rig.advance(Duration.ofMinutes(11)).poll());
        }

        assertThat(SourceRig.timestamps(records)).isEqualTo(rig.uploaded("a", rig.ago(LAG)));
    }

    @Test
    void nextTokensThatAreRefusedFailNoTask() throws Exception {
        rig.start(List.of("a")).advance(Duration.ofMinutes(10)).poll();
        rig.sandbox.addClient(Sandbox.CLIENT_ID, "another");
        rig.sandbox.revokeTokens();
        assertThat(rig.advance(Duration.ofMinutes(10)).poll()).isEmpty();

        assertThat(log.lines(Level.WARN)).anyMatch(line -> line.contains("Series a cannot"));
    }

    @Test
    @Timeout(60)
    void stopEndsARequestUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        rig.start(List.of("a")).advance(Duration.ofMinutes(10));
        rig.sandbox.faults().beforeAnswer(Sandbox.RESERVOIR_PATH, () -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        rig.task.poll();
        asked.await();
        rig.task.stop();

        assertThat(rig.task.poll()).isNull();
        assertThat(log.lines(Level.WARN)).isEmpty();
        never.countDown();
    }
}
