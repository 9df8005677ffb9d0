package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators may do: have samples emitted again, set a cursor back. */
class ConsumerRecoveryTest {

    private static final Instant START = MutableClock.START;

    @TempDir
    private Path folder;

    private final ConsumerRig rig = new ConsumerRig();

    private String options() {
        return "operation=data&seriesId=s&initialStart=2026-01-01&maxWindow=10m&cursorUrl=jdbc:h2:file:"
                + folder.resolve("cursors");
    }

    @BeforeEach
    void caughtUp() throws Exception {
        rig.sandbox.addGrowingSeries("s", Growth.from(START, Duration.ofMinutes(1), Duration.ofMinutes(30)));
        rig.start(options()).advance(Duration.ofHours(3)).poll();
        rig.take();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private FourInsightEndpoint endpoint() {
        return (FourInsightEndpoint)
                rig.context().camel().getRoute(ConsumerRig.ROUTE).getEndpoint();
    }

    @Test
    void recoveryEmitsTheTimeOnceMoreAndLeavesTheCursorAlone() throws Exception {
        Object position = endpoint().cursorRows().get(0).get("position");
        assertThat(endpoint().recover("s", "2026-01-01T00:30:00Z", "2026-01-01T01:00:00Z"))
                .contains("3 windows");
        try (CapturedLog log = CapturedLog.ofEverything()) {
            rig.poll();
            assertThat(String.join("\n", log.lines(Level.INFO)))
                    .contains("Recovery of series s", "has ended: 3 windows");
        }

        List<Exchange> received = rig.received();
        assertThat(received).hasSize(3).allMatch(ConsumerRig::isRecovered);
        assertThat(rig.takeTimes())
                .hasSize(30)
                .startsWith(Instant.parse("2026-01-01T00:30:00Z"))
                .endsWith(Instant.parse("2026-01-01T00:59:00Z"));
        assertThat(endpoint().cursorRows().get(0))
                .containsEntry("position", position)
                .doesNotContainKey("recovery");
        rig.poll();
        assertThat(rig.received()).as("it is over").isEmpty();
    }

    @Test
    void recoveryGoesOnAfterARestart() throws Exception {
        endpoint().recover("s", "2026-01-01T00:30:00Z", "2026-01-01T01:00:00Z");
        rig.step = exchange -> {
            if (rig.received().size() == 1) {
                throw new IllegalStateException("the process dies here");
            }
        };
        rig.poll();
        assertThat(endpoint().cursorRows().get(0).get("recovery").toString()).contains("1 of 3 windows, 10 samples");
        rig.stop();
        rig.step = exchange -> {};
        rig.start(options()).poll();

        assertThat(rig.takeTimes()).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void cursorThatIsSetBackEmitsEverythingSinceAgain() throws Exception {
        assertThat(endpoint().rewind("s", "2026-01-01T02:00:00Z")).contains("2026-01-01T02:00:00Z");
        rig.poll();

        assertThat(rig.received()).noneMatch(ConsumerRig::isRecovered);
        assertThat(rig.takeTimes())
                .startsWith(Instant.parse("2026-01-01T02:00:00Z"))
                .hasSizeGreaterThan(25);
    }

    @Test
    void whatWasNeverEmittedIsNotRecovered() {
        assertThatThrownBy(() -> endpoint().recover("s", "2026-02-01", "2026-03-01"))
                .hasMessageContaining("before the cursor");
        assertThatThrownBy(() -> endpoint().recover("s", "2026-01-02", "2026-01-01"))
                .hasMessageContaining("begin before");
        assertThatThrownBy(() -> endpoint().recover("s", "soon", "later")).hasMessageContaining("from");
        assertThatThrownBy(() -> endpoint().rewind("s", "2026-02-01")).hasMessageContaining("before its position");
    }
}
