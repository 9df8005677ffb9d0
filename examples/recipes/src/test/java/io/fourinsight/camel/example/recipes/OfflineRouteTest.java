package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the routes that bring single values in over a link that is often down. */
class OfflineRouteTest {

    private static final int KILLS = Integer.getInteger("offline.kills", 5);

    /** The most values in a life of the process. */
    private static final int VALUES = 200;

    /** So that all of them make a week. */
    private static final long STEP = Duration.ofDays(7).toNanos() / (KILLS * VALUES);

    private static final List<String> SERIES = List.of(Sandbox.EMPTY);

    @TempDir
    Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private Main main;

    @AfterEach
    void stop() {
        if (main != null) {
            main.stop();
        }
        sandbox.close();
    }

    private ProducerTemplate start(Map<String, String> more) throws Exception {
        main = OfflineRoute.main(directory, ReadyProperties.of(sandbox), more);
        main.start();
        return main.getCamelContext().createProducerTemplate();
    }

    private List<Path> files(String folder) {
        if (!Files.exists(directory.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Exchange send(ProducerTemplate template, String series, int number) {
        return OfflineRoute.send(template, series, OfflineRoute.START + number, number);
    }

    private static NavigableMap<Long, Double> values(int count, long step) {
        NavigableMap<Long, Double> values = new TreeMap<>();
        for (int number = 0; number < count; number++) {
            values.put(OfflineRoute.START + number * step, (double) number);
        }
        return values;
    }

    @Test
    void valuesArriveInFewFilesAndTheFolderIsEmptyThen() throws Exception {
        ProducerTemplate template = start(Map.of("offline.max-age", "3s"));

        for (int number = 0; number < 120; number++) {
            assertThat(send(template, Sandbox.EMPTY, number).getException()).isNull();
            assertThat(send(template, Sandbox.EMPTY, number).getException())
                    .as("delivered twice")
                    .isNull();
        }

        Eventually.holds(() -> sandbox.samples(Sandbox.EMPTY).equals(values(120, 1)), "all are in the series");
        Eventually.holds(() -> files("spool").isEmpty(), "nothing waits");
        assertThat(files("dead")).isEmpty();
    }

    @Test
    void messagesWithoutTimeOrNumberFailAndChangeNothing() throws Exception {
        ProducerTemplate template = start(Map.of());

        assertThat(OfflineRoute.send(template, Sandbox.EMPTY, null, 1).getException())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(OfflineRoute.send(template, Sandbox.EMPTY, 1L, "n/a").getException())
                .isInstanceOf(IllegalArgumentException.class);
        send(template, Sandbox.EMPTY, 0);

        Eventually.holds(() -> sandbox.samples(Sandbox.EMPTY).equals(values(1, 1)), "the good one arrives");
    }

    @Test
    void refusedBatchesGoToTheDeadLettersAndOthersOn() throws Exception {
        ProducerTemplate template = start(Map.of());

        send(template, "b8a2b6f0-0000-4000-8000-000000000000", 0);
        send(template, Sandbox.EMPTY, 0);

        Eventually.holds(() -> files("dead").size() == 2, "the samples and the reason");
        Path reason = files("dead").stream()
                .filter(file -> file.toString().endsWith(".reason.txt"))
                .findFirst()
                .orElseThrow();
        assertThat(reason).content().contains("404");
        Eventually.holds(() -> sandbox.samples(Sandbox.EMPTY).equals(values(1, 1)), "the other series has its value");
    }

    @Test
    void whatFailsOtherwiseWaits() throws Exception {
        sandbox.faults().answerNext(40, Sandbox.RESERVOIR_PATH, Response.of(403));
        ProducerTemplate template = start(Map.of());

        send(template, Sandbox.EMPTY, 0);

        Eventually.holds(() -> sandbox.samples(Sandbox.EMPTY).equals(values(1, 1)), "it comes when it may");
        assertThat(files("dead")).isEmpty();
    }

    /** The service comes back only after the last kill. What was not acknowledged is sent again, as a broker does it. */
    @Test
    void noValueIsLostInAWeekWithoutLinkAndManyKills() throws Exception {
        long seed = Long.getLong("offline.seed", System.nanoTime());
        Random random = new Random(seed);
        Path offline =
                properties("offline", ReadyProperties.of(sandbox).replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:1"));
        int stored = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            stored = storedWhenKilled(device(offline, stored, stored + VALUES), stored, random);
        }
        assertThat(sandbox.samples(Sandbox.EMPTY)).isEmpty();

        Path online = properties("online", ReadyProperties.of(sandbox));
        int count = stored + 1;
        try (ChildJvm device = device(online, stored, stored)) {
            assertThat(device.line()).isEqualTo("stored " + stored);
            awaitSamples(count);
            for (String series : SERIES) {
                assertThat(sandbox.samples(series))
                        .as("all once, with the seed " + seed)
                        .isEqualTo(values(count, STEP));
            }
            Eventually.holds(() -> files("spool").isEmpty(), "nothing waits");
        }
        assertThat(files("dead")).isEmpty();
        System.out.printf("%d kills with the seed %d: %d values of each series, none lost%n", KILLS, seed, count);
    }

    /** Kills a device at any point: while it starts, stores, completes a batch, or fails to append one. */
    private static int storedWhenKilled(ChildJvm device, int first, Random random) throws Exception {
        try (device) {
            int stored = first;
            int target = first + random.nextInt(VALUES);
            while (stored < target) {
                assertThat(device.line()).isEqualTo("stored " + stored);
                stored++;
            }
            LockSupport.parkNanos(random.nextInt(300_000_000));
            // not destroyed, which would close its output, and lose what it said before its end
            device.signal("KILL");
            for (String line = device.line(); line != null; line = device.line()) {
                assertThat(line).isEqualTo("stored " + stored);
                stored++;
            }
            return stored;
        }
    }

    /** A busy machine takes longer than {@link Eventually} waits: each turn only has to bring some. */
    private void awaitSamples(int count) {
        for (String series : SERIES) {
            int before = -1;
            while (before < sandbox.samples(series).size() && before < count) {
                before = sandbox.samples(series).size();
                if (before < count) {
                    int last = before;
                    Eventually.holds(() -> sandbox.samples(series).size() > last, "more than " + last + " of " + count);
                }
            }
        }
    }

    private Path properties(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name + ".properties"), text);
    }

    private ChildJvm device(Path properties, int first, int last) throws IOException {
        return ChildJvm.withHeap(
                "64m",
                OfflineRoute.class,
                directory.toString(),
                properties.toString(),
                Integer.toString(first),
                Integer.toString(last),
                Long.toString(STEP),
                String.join(",", SERIES));
    }
}
