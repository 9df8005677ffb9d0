package io.fourinsight.camel.example.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
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

/** Runs the packaged application as on a server: a process of its own, with credentials from its environment. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class PackagedIT {

    private static final Path PROJECT = Path.of(System.getProperty("project"));
    private static final Path PAGE = PROJECT.resolve("docs/deploy/spring-boot.md");
    private static final String SECRET = "FOURINSIGHT_CLIENT_SECRET";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "FOURINSIGHT_CLIENT_ID",
            "packaged-client",
            SECRET,
            "packaged-secret",
            "FOURINSIGHT_SERIES_ID",
            Sandbox.STAVANGER));
    private final StringBuilder output = new StringBuilder();
    private Sandbox sandbox;
    private Process application;

    @BeforeEach
    void startSandbox() {
        sandbox = Sandbox.builder().client("packaged-client", "packaged-secret").start();
    }

    @AfterEach
    void stopAll() {
        if (application != null) {
            application.destroyForcibly();
        }
        sandbox.close();
    }

    @Test
    void logsWhatItReceivesAndEndsWhenTold() throws Exception {
        start();
        String received = readUntil(" samples");
        application.toHandle().destroy(); // unlike Process.destroy leaves the output readable
        readUntil(" shutdown in ");

        System.out.println("Spring Boot received " + received.substring(received.indexOf(Sandbox.STAVANGER)));
        assertThat(received).endsWith(Sandbox.STAVANGER + ": 24 samples");
        assertThat(application.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readAllLines(directory.resolve(Sandbox.STAVANGER + ".csv")))
                .hasSize(24);
        assertThat(sandbox.requests().by("packaged-client")).isEqualTo(2);
        assertThat(output).doesNotContain("packaged-secret");
    }

    /** The file of the sandbox, in place of credentials. */
    @Test
    void pageIsFollowedOnTheSandbox() throws Exception {
        environment.clear();
        environment.put("FOURINSIGHT_SERIES_ID", Sandbox.TIDE_STAVANGER);
        Path properties = Files.writeString(directory.resolve("sandbox.properties"), ReadyProperties.of(sandbox));

        start(
                commandOfThePage(true).replace("/tmp/sandbox.properties", properties.toString()),
                List.of("--levels.directory=" + directory));

        assertThat(readUntil(" samples")).endsWith(Sandbox.TIDE_STAVANGER + ": 24 samples");
        assertThat(sandbox.requests().by(Sandbox.CLIENT_ID)).isEqualTo(2);
    }

    @Test
    void missingVariableIsNamed() throws Exception {
        environment.remove(SECRET);

        start();
        readUntil(SECRET);

        assertThat(application.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(application.exitValue()).isNotZero();
        assertThat(sandbox.requests().tokenRequests()).isZero();
    }

    @Test
    void pageShowsWhatRuns() throws IOException {
        Path sources = PROJECT.resolve("examples/spring-boot/src/main");
        String route = Files.readString(sources.resolve("java/io/fourinsight/camel/example/spring/LevelsRoute.java"));

        assertThat(Files.readString(PAGE))
                .contains(Files.readString(sources.resolve("resources/application.properties")))
                .contains(route.substring(route.indexOf("@Component\n")));
    }

    /** Runs the command that the page on Spring Boot tells, with the sandbox's URLs and one day of the past. */
    private void start() throws IOException {
        start(
                commandOfThePage(false),
                List.of(
                        "--camel.component.fourinsight.token-url=" + sandbox.tokenUrl(),
                        "--camel.component.fourinsight.reservoir-url=" + sandbox.reservoirUrl(),
                        "--levels.start=2026-03-01",
                        "--levels.end=2026-03-02",
                        "--levels.directory=" + directory));
    }

    private void start(String line, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(line.split(" ")));
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        ProcessBuilder process = new ProcessBuilder(command).directory(PROJECT.toFile());
        process.environment().keySet().removeAll(List.of("FOURINSIGHT_CLIENT_ID", SECRET, "FOURINSIGHT_SERIES_ID"));
        process.environment().putAll(environment);
        application = process.redirectErrorStream(true).start();
    }

    private static String commandOfThePage(boolean onSandbox) throws IOException {
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.filter(line -> line.startsWith("java -jar "))
                    .filter(line -> line.contains("sandbox") == onSandbox)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The next line that contains the text. */
    private String readUntil(String text) throws IOException {
        BufferedReader lines = application.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.append(line).append('\n');
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("no line with '" + text + "' in\n" + output);
    }
}
