package io.fourinsight.camel.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Series that grow, read by two workers that are killed in turn, while the service refuses a part of the requests.
 *
 * <p>{@code -Dconnect.series=1000 -Dconnect.kills=20} is the acceptance.
 */
class KilledWorkersTest {

    private static final int SERIES = Integer.getInteger("connect.series", 60);
    private static final int KILLS = Integer.getInteger("connect.kills", 2);
    private static final int TASKS = 4;
    private static final Duration FILE_EVERY = Duration.ofSeconds(5);
    private static final Duration TO_CATCH_UP = Duration.ofMinutes(5);
    private static final String NAME = "growing";

    @Test
    void exactlyOnceWhereWorkersSayIt() throws IOException {
        Arrived arrived = readWhileWorkersAreKilled(true);

        assertThat(arrived.duplicates()).isZero();
    }

    @Test
    void atLeastOnceElsewhere() throws IOException {
        Arrived arrived = readWhileWorkersAreKilled(false);

        // of a series no more than what a worker had sent, and had not stored the offset of
        assertThat(arrived.duplicates()).isLessThan(arrived.samples());
    }

    private static Arrived readWhileWorkersAreKilled(boolean exactlyOnce) throws IOException {
        String topic = Rig.unique(exactlyOnce ? "exactly" : "at-least");
        try (GrowingSeries growing = new GrowingSeries(SERIES, FILE_EVERY);
                ConnectCluster cluster = Rig.workers(topic, exactlyOnce);
                TopicReader reader = new TopicReader(Rig.broker().address(), topic)) {
            growing.disturb(0.02);
            Map<String, String> config = Rig.source(cluster, growing.sandbox(), topic, TASKS);
            config.put("series.ids", String.join(",", growing.ids()));
            config.put("initial.start", growing.start().toString());
            // samples come within it, else they are recovered ones
            config.put("lag.ms", Long.toString(FILE_EVERY.multipliedBy(2).toMillis()));
            config.put("exactly.once.support", exactlyOnce ? "required" : "requested");
            cluster.rest().configure(NAME, config);
            cluster.rest().awaitTasks(NAME, TASKS, "RUNNING");

            Arrived arrived = new Arrived();
            for (int kill = 0; kill < KILLS; kill++) {
                ConnectWorker killed = cluster.worker((kill + 1) % 2);
                ConnectWorker left = cluster.worker(kill % 2);
                reader.read(Duration.ofSeconds(5), arrived::add, () -> false);
                killed.kill();
                left.rest().awaitTasks(NAME, TASKS, "RUNNING");
                reader.read(Duration.ofSeconds(5), arrived::add, () -> false);
                killed.restart();
                killed.awaitReady();
            }
            growing.stopGrowing();
            long expected = growing.samples();
            reader.read(TO_CATCH_UP, arrived::add, () -> arrived.samples() >= expected);

            growing.requireAll(arrived);
            growing.awaitOffsets(TO_CATCH_UP, cluster.rest(), NAME);
            System.out.println(topic + ": " + SERIES + " series, " + KILLS + " kills, " + arrived.samples()
                    + " samples, " + arrived.duplicates() + " twice");
            return arrived;
        }
    }
}
