package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeSeriesJobTest {

    @TempDir
    private Path directory;

    private final Output output = new Output();
    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void meansOfASmallSeriesAreAsCountedByHand() throws Exception {
        sandbox.addSeries(
                "small",
                new long[] {
                    nanos("2026-03-01T00:00:00Z"),
                    nanos("2026-03-01T00:59:59.999999999Z"),
                    nanos("2026-03-01T01:00:00Z"),
                    nanos("2026-03-05T23:30:00Z"),
                    nanos("2026-03-06T00:00:00Z")
                },
                new double[] {1, 2, 5, -0.25, 99});

        run(Map.of("south.series-id", "small"));

        assertThat(directory.resolve("small.csv"))
                .hasContent(
                        """
                        1772323200000000000,1.5
                        1772326800000000000,5.0
                        1772751600000000000,-0.25
                        """);
        assertThat(output.lines())
                .filteredOn(line -> line.startsWith("small"))
                .containsExactly(
                        "small: 2 samples, 2026-03-01T00:00:00Z to 2026-03-01T01:00:00Z, mean 3.2500",
                        "small: 0 samples",
                        "small: 0 samples",
                        "small: 0 samples",
                        "small: 1 samples, 2026-03-05T23:00:00Z to 2026-03-05T23:00:00Z, mean -0.2500");
    }

    @Test
    void secondRunWritesTheSameFiles() throws Exception {
        run(Map.of());
        Map<Path, String> first = files();

        run(Map.of());

        assertThat(files()).hasSize(2).isEqualTo(first);
    }

    @Test
    void directoryMayHaveABlank() throws Exception {
        directory = directory.resolve("a b");

        run(Map.of());

        assertThat(files()).hasSize(2);
    }

    @Test
    void failedExchangeFailsTheJob() {
        assertThatThrownBy(() -> run(Map.of("north.series-id", "unknown")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("route north failed: ")
                .hasMessageContaining("404");
    }

    @Test
    void refusedCredentialsFailTheJobWithoutShowingThem() {
        String secret = "camel.component.fourinsight.sessions[south].client-secret";

        assertThatThrownBy(() -> run(Map.of(secret, "mistyped")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("route south failed: ")
                .hasMessageContaining("invalid_client")
                .hasMessageNotContaining("mistyped");
    }

    @Test
    void jobThatTakesTooLongIsEnded() {
        CountDownLatch release = new CountDownLatch(1);
        sandbox.faults().beforeAnswer(Sandbox.RESERVOIR_PATH, () -> await(release));
        try {
            assertThatThrownBy(() ->
                            run(Map.of("camel.main.duration-max-seconds", "1", "camel.main.shutdown-timeout", "1")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("of 10 exchanges");
        } finally {
            release.countDown();
        }
    }

    @Test
    void noThreadStaysAfterARun() throws Exception {
        run(Map.of());

        assertThat(threadsOfTheJob()).allMatch(TimeSeriesJobTest::ends);
    }

    /** The first value fails while Camel is configured, the second when it starts the routes. */
    @ParameterizedTest
    @CsvSource({
        "first-day,soon,could not be parsed",
        "camel.component.fourinsight.token-url,http://example.com/token,tokenUrl"
    })
    void noThreadStaysAfterABadStart(String property, String value, String reason) {
        assertThatThrownBy(() -> run(Map.of(property, value))).hasStackTraceContaining(reason);

        assertThat(threadsOfTheJob()).allMatch(TimeSeriesJobTest::ends);
    }

    private static List<Thread> threadsOfTheJob() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().startsWith("Camel") || thread.getName().startsWith("fourinsight"))
                .toList();
    }

    /** A thread that has been told to end may need a moment. */
    private static boolean ends(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run(Map<String, String> changes) throws Exception {
        Map<String, String> settings = new HashMap<>(Demo.settings(sandbox));
        settings.putAll(changes);
        new TimeSeriesJob(directory, output.stream()).run(settings);
    }

    private Map<Path, String> files() throws Exception {
        Map<Path, String> contents = new HashMap<>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                contents.put(file, Files.readString(file));
            }
        }
        return contents;
    }

    private static long nanos(String time) {
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
