package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the job as against the real service: a process of its own, set up by its environment. */
class LiveTest {

    private static final String ID = "FOURINSIGHT_CLIENT_ID";
    private static final String SECRET = "FOURINSIGHT_CLIENT_SECRET";
    private static final String SERIES = "FOURINSIGHT_SERIES_ID";
    private static final String FIRST_DAY = "FOURINSIGHT_FIRST_DAY";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>(
            Map.of(ID, "live-client", SECRET, "live-secret", SERIES, Sandbox.KRISTIANSUND, FIRST_DAY, "2026-11-01"));
    private final Sandbox sandbox =
            Sandbox.builder().client("live-client", "live-secret").start();

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void credentialsSeriesAndFirstDayComeFromTheEnvironment() throws Exception {
        Result result = run();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output().lines())
                .hasSize(10)
                .allMatch(line -> line.startsWith(Sandbox.KRISTIANSUND + ": 24 samples, 2026-11-0"));
        assertThat(sandbox.requests().by("live-client")).isEqualTo(2 + 10);
        List<Reading> asked = WaterLevels.hourlyMeans(
                "kristiansund", Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-06T00:00:00Z"));
        for (String route : List.of("north", "south")) {
            Path file = directory.resolve(route + "-" + Sandbox.KRISTIANSUND + ".csv");
            assertThat(Reading.readAll(file)).containsExactlyElementsOf(asked);
        }
    }

    @Test
    void missingVariableFailsTheJobAndIsNamed() throws Exception {
        environment.remove(SECRET);

        Result result = run();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains(SECRET);
    }

    private record Result(int exitCode, String output) {}

    private Result run() throws IOException, InterruptedException {
        ProcessBuilder job = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // not that of the tests, so that the output is what a user sees
                "-Dlogback.configurationFile=logback.xml",
                "-Dcamel.component.fourinsight.token-url=" + sandbox.tokenUrl(),
                "-Dcamel.component.fourinsight.reservoir-url=" + sandbox.reservoirUrl(),
                "-cp",
                System.getProperty("java.class.path"),
                TimeSeriesJob.class.getName(),
                directory.toString());
        job.environment().keySet().removeAll(List.of(ID, SECRET, SERIES, FIRST_DAY));
        job.environment().putAll(environment);
        Process process = job.redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Result(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }
}
