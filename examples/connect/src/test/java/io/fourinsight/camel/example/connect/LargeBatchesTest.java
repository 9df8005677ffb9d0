package io.fourinsight.camel.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches that are larger than a topic takes. */
class LargeBatchesTest {

    private static final String SERIES = "00000000-0000-4000-8000-00000000000c";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    /** Two batches that are too large, and one that is not, so that its offset must wait for theirs. */
    private static final int SAMPLES = 22_000;

    private static final int LIMIT = 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String name = Rig.unique("large");
    private ConnectCluster cluster;
    private Sandbox sandbox;

    @BeforeEach
    void begin() throws IOException {
        cluster = Rig.worker();
        sandbox = Sandbox.start();
        sandbox.addSeries(SERIES, START, Duration.ofSeconds(1), SAMPLES, second -> second / 8);
        Rig.createTopic(name, 1);
        limit(LIMIT);
    }

    @AfterEach
    void finish() throws IOException {
        cluster.rest().delete(name);
        sandbox.close();
    }

    private void limit(int bytes) throws IOException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        AlterConfigOp set = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
        Rig.administer(admin ->
                admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all());
    }

    private Map<String, String> source() {
        Map<String, String> config = Rig.source(cluster, sandbox, name, 1);
        config.put("series.ids", SERIES);
        config.put("initial.start", START.toString());
        config.put("record.format", "batch");
        return config;
    }

    private Arrived read(Predicate<Arrived> isEnough) throws IOException {
        Arrived arrived = new Arrived();
        try (TopicReader reader = new TopicReader(Rig.broker().address(), name)) {
            reader.read(PATIENCE, arrived::add, () -> isEnough.test(arrived));
        }
        return arrived;
    }

    @Test
    void batchOverTheTopicsLimitFailsTheTaskAndComesWhenTheLimitIsRaised() throws IOException {
        cluster.rest().configure(name, source());
        cluster.rest().awaitTasks(name, 1, "FAILED");

        assertThat(cluster.rest()
                        .status(name)
                        .path("tasks")
                        .path(0)
                        .path("trace")
                        .asText())
                .contains("RecordTooLargeException");
        assertThat(cluster.worker(0).log()).contains("failed to send record to " + name);
        assertThat(cluster.rest().offsets(name)).isEmpty();

        limit(10 * LIMIT);
        cluster.rest().restartTask(name, 0);
        Arrived arrived = read(all -> all.samples() >= SAMPLES);
        assertThat(arrived.of(SERIES).keySet())
                .isEqualTo(sandbox.samples(SERIES).keySet());
    }

    @Test
    void recordMaxBytesBelowTheTopicsLimitLetsThemThrough() throws IOException {
        Map<String, String> config = source();
        config.put("record.max.bytes", Integer.toString(LIMIT / 2));
        cluster.rest().configure(name, config);

        Arrived arrived = read(all -> all.samples() >= SAMPLES);
        assertThat(arrived.of(SERIES).keySet())
                .isEqualTo(sandbox.samples(SERIES).keySet());
        assertThat(cluster.rest().tasks(name)).containsExactly("RUNNING");
    }
}
