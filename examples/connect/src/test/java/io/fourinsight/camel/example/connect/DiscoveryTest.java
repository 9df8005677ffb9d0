package io.fourinsight.camel.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.FourInsight;
import io.fourinsight.client.session.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Series that are found while a connector runs, so that its tasks start anew, and workers that die of a sudden then. */
class DiscoveryTest {

    private static final String NAMESPACE = "wells";
    private static final int TASKS = 4;
    private static final int KILLS = Integer.getInteger("connect.kills", 2);
    private static final int FOUND_AT_ONCE = 10;
    private static final Duration FILE_EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String name = Rig.unique("found");

    @Test
    void seriesFoundWhileAWorkerIsKilledComeExactlyOnceAsDoThoseBefore() throws IOException {
        ConnectCluster cluster = Rig.pair();
        Arrived arrived = new Arrived();
        try (GrowingSeries growing = new GrowingSeries((1 + KILLS) * FOUND_AT_ONCE, FILE_EVERY);
                FourInsight client = client(growing.sandbox());
                TopicReader reader = new TopicReader(Rig.broker().address(), name)) {
            String metadata = String.valueOf(
                    client.metadata().set(NAMESPACE, "all", Map.of(), true).get("Id"));
            attach(client, metadata, part(growing, 0));
            cluster.rest().configure(name, source(cluster, growing));
            cluster.rest().awaitTasks(name, TASKS, "RUNNING");
            reader.read(PATIENCE, arrived::add, () -> arrived.series().containsAll(part(growing, 0)));

            for (int kill = 1; kill <= KILLS; kill++) {
                ConnectWorker killed = cluster.worker(kill % 2);
                ConnectWorker left = cluster.worker((kill + 1) % 2);
                left.awaitReady();
                attach(client, metadata, part(growing, kill));
                awaitHandedOut(left, part(growing, kill));
                killed.kill();
                try {
                    // a task that asks the leader of the workers just when that dies becomes FAILED
                    left.rest().awaitTasksHere(name, TASKS);
                } finally {
                    killed.restart();
                }
            }
            growing.stopGrowing();
            reader.read(PATIENCE, arrived::add, () -> arrived.samples() >= growing.samples());

            cluster.awaitReady();
            growing.requireAll(arrived);
            growing.awaitOffsets(PATIENCE, cluster.rest(), name);
            assertThat(arrived.duplicates()).isZero();
            cluster.rest().delete(name);
        }
    }

    private static FourInsight client(Sandbox sandbox) {
        return FourInsight.builder()
                .credentials(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET)
                .tokenUrl(sandbox.tokenUrl().toString())
                .url(Service.API, sandbox.apiUrl().toString())
                .url(Service.RESERVOIR, sandbox.reservoirUrl().toString())
                .build();
    }

    private static List<String> part(GrowingSeries growing, int number) {
        return growing.ids().subList(number * FOUND_AT_ONCE, (number + 1) * FOUND_AT_ONCE);
    }

    private static void attach(FourInsight client, String metadata, List<String> series) {
        series.forEach(id -> client.timeSeries().attach(id, metadata));
    }

    private Map<String, String> source(ConnectCluster cluster, GrowingSeries growing) {
        Map<String, String> config = Rig.source(cluster, growing.sandbox(), name, TASKS);
        config.put("series.namespace", NAMESPACE);
        config.put("series.discovery.interval.ms", "1000");
        config.put("initial.start", growing.start().toString());
        // samples come within it, else they are recovered ones
        config.put("lag.ms", Long.toString(FILE_EVERY.multipliedBy(3).toMillis()));
        config.put("exactly.once.support", "required");
        return config;
    }

    /** Waits until tasks are told to read these series, from when on all of them start anew. */
    private void awaitHandedOut(ConnectWorker worker, List<String> series) {
        Set<String> handedOut = new HashSet<>();
        Patience.until(
                PATIENCE,
                () -> {
                    for (JsonNode task :
                            worker.rest().get("/connectors/" + name + "/tasks").json()) {
                        task.path("config").path("task.series").asText().lines().forEach(handedOut::add);
                    }
                    return handedOut.containsAll(series);
                },
                () -> "tasks were given only " + handedOut);
    }
}
