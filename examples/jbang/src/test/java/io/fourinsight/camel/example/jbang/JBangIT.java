package io.fourinsight.camel.example.jbang;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command of the page on JBang, in the example's folder, with credentials from the environment. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class JBangIT {

    private static final Path PROJECT = Path.of(System.getProperty("project"));
    private static final Path EXAMPLE = PROJECT.resolve("examples/jbang");
    private static final Path PAGE = PROJECT.resolve("docs/deploy/jbang.md");
    private static final String SECRET = "FOURINSIGHT_CLIENT_SECRET";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "FOURINSIGHT_CLIENT_ID",
            "jbang-client",
            SECRET,
            "jbang-secret",
            "FOURINSIGHT_SERIES_ID",
            Sandbox.STAVANGER));
    private Sandbox sandbox;
    private Process camel;

    @BeforeEach
    void startSandbox() {
        sandbox = Sandbox.builder().client("jbang-client", "jbang-secret").start();
    }

    @AfterEach
    void stopAll() {
        if (camel != null) {
            camel.destroyForcibly();
        }
        sandbox.close();
    }

    @Test
    void routeLogsAndWritesWhatItReceives() throws Exception {
        String output = run();

        String received = output.lines()
                .filter(line -> line.endsWith(" samples"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
        System.out.println("JBang received " + received.substring(received.indexOf(Sandbox.STAVANGER)));
        assertThat(received).endsWith(Sandbox.STAVANGER + ": 24 samples");
        assertThat(Files.readAllLines(directory.resolve(Sandbox.STAVANGER + ".csv")))
                .hasSize(24);
        assertThat(sandbox.requests().by("jbang-client")).isEqualTo(2);
        assertThat(output).doesNotContain("jbang-secret");
    }

    /** The file of the sandbox, in place of credentials. */
    @Test
    void pageIsFollowedOnTheSandbox() throws Exception {
        environment.clear();
        environment.put("FOURINSIGHT_SERIES_ID", Sandbox.TIDE_STAVANGER);
        Path properties = Files.writeString(directory.resolve("sandbox.properties"), ReadyProperties.of(sandbox));

        String output =
                run(commandOfThePage(true).replace("/tmp/sandbox.properties", properties.toString()), List.of());

        assertThat(output).contains(Sandbox.TIDE_STAVANGER + ": 24 samples");
        assertThat(Files.readAllLines(directory.resolve(Sandbox.TIDE_STAVANGER + ".csv")))
                .hasSize(24);
        assertThat(sandbox.requests().by(Sandbox.CLIENT_ID)).isEqualTo(2);
    }

    @Test
    void missingVariableIsNamed() throws Exception {
        environment.remove(SECRET);

        assertThat(run()).contains(SECRET);
        assertThat(camel.exitValue()).isNotZero();
        assertThat(sandbox.requests().tokenRequests()).isZero();
    }

    @Test
    void pageShowsWhatRuns() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(Files.readString(EXAMPLE.resolve("application.properties")))
                .contains(Files.readString(EXAMPLE.resolve("levels.camel.yaml")));
    }

    /** With the sandbox's URLs and one day of the past. */
    private String run() throws IOException, InterruptedException {
        return run(
                commandOfThePage(false),
                List.of(
                        "--property=camel.component.fourinsight.token-url=" + sandbox.tokenUrl(),
                        "--property=camel.component.fourinsight.reservoir-url=" + sandbox.reservoirUrl(),
                        "--property=levels.start=2026-03-01",
                        "--property=levels.end=2026-03-02"));
    }

    /** Returns what the command has printed when it has ended by itself, after one message. */
    private String run(String line, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // what it downloads, and above all our snapshot, stays out of the user's own repository
                "-Dmaven.repo.local=" + EXAMPLE.resolve("target/local-repository"),
                "-cp",
                System.getProperty("java.class.path"),
                CamelJBang.class.getName()));
        List<String> page = List.of(line.split(" "));
        command.addAll(page.subList(1, page.size()));
        command.addAll(List.of(
                "--repos=" + component().toUri() + ","
                        + Path.of(System.getProperty("maven.repository")).toUri(),
                "--max-messages=1",
                "--logging-color=false",
                "--property=levels.directory=" + directory));
        command.addAll(options);
        ProcessBuilder process = new ProcessBuilder(command).directory(EXAMPLE.toFile());
        process.environment().keySet().removeAll(List.of("FOURINSIGHT_CLIENT_ID", SECRET, "FOURINSIGHT_SERIES_ID"));
        process.environment().putAll(environment);
        camel = process.redirectErrorStream(true).start();
        camel.getOutputStream().close();
        String output = new String(camel.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        camel.waitFor();
        return output;
    }

    private static Path component() throws IOException {
        return new Repository(EXAMPLE.resolve("target/repository"), System.getProperty("version"))
                .addComponentOf(PROJECT);
    }

    private static String commandOfThePage(boolean onSandbox) throws IOException {
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.filter(line -> line.startsWith("camel run "))
                    .filter(line -> line.contains("sandbox") == onSandbox)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
