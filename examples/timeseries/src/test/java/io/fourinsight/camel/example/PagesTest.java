package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs what pages show for a start, their properties and their YAML route, as it is shown, on a sandbox. */
class PagesTest {

    @TempDir
    private Path directory;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    /** A run for yesterday, and a second one, which has nothing to write. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/getting-started.md", "docs/deploy/camel-main.md"})
    void firstRouteWritesEachHourOnce(String page) throws Exception {
        Main first = job(page, Snippet.of(page, "yaml", "cursorUrl"));
        first.start();
        Eventually.holds(() -> !files("levels").isEmpty(), "yesterday is there");
        first.stop();
        Path yesterday = files("levels").get(0);
        assertThat(lines(yesterday)).hasSize(24);
        assertThat(yesterday.getFileName().toString()).endsWith("T00-00-00Z.csv");
        Files.delete(yesterday);

        Main second = job(page, Snippet.of(page, "yaml", "cursorUrl"));
        long requests = sandbox.requests().reservoirRequests();
        second.start();
        Eventually.holds(() -> sandbox.requests().reservoirRequests() > requests + 10, "it has polled some times");
        second.stop();
        assertThat(yesterday).doesNotExist();
    }

    /** As if the process had been killed while it wrote, before it could move the cursor. */
    @Test
    void windowThatComesAgainReplacesItsFile() throws Exception {
        Snippet route = Snippet.of("README.md", "yaml", "cursorUrl");
        Main killed = job("README.md", route);
        killed.start();
        Eventually.holds(() -> !files("levels").isEmpty(), "yesterday is there");
        killed.stop();
        Path yesterday = files("levels").get(0);
        Files.delete(directory.resolve("cursors.mv.db"));
        Files.writeString(yesterday, "half\n");
        Files.writeString(
                yesterday.resolveSibling("." + yesterday.getFileName()), "half of a longer line\n".repeat(100));

        Main next = job("README.md", route);
        next.start();
        Eventually.holds(() -> lines(yesterday).size() == 24, "it is replaced");
        next.stop();
        assertThat(lines(yesterday)).doesNotContain("half");
    }

    @Test
    void reportHasTheLastDay() throws Exception {
        Main main = job("docs/getting-started.md", Snippet.of("docs/getting-started.md", "yaml", "timer:report"));
        main.start();
        Eventually.holds(() -> !files("report").isEmpty(), "the report is there");
        main.stop();

        assertThat(Files.readAllLines(files("report").get(0))).hasSize(24);
    }

    @Test
    void scriptOfPythonIsARoute() throws Exception {
        Main main = job("docs/deploy/camel-main.md", Snippet.of("docs/python.md", "yaml", "timer:once"));
        main.start();
        Eventually.holds(() -> !files("levels").isEmpty(), "the day is there");
        main.stop();

        assertThat(files("levels").get(0)).hasFileName("levels.csv");
    }

    @Test
    void uploadPicksItsFileUp() throws Exception {
        Path inbox = Files.createDirectories(directory.resolve("inbox"));
        Files.writeString(inbox.resolve("later.csv"), "2027-01-01T00:00:00Z,0.5\n");
        Files.writeString(inbox.resolve("notes.txt"), "not for the service");

        Main main = job("docs/deploy/camel-main.md", Snippet.of("docs/timeseries.md", "yaml", "file:inbox"));
        main.start();
        Eventually.holds(() -> Files.exists(inbox.resolve(".camel/later.csv")), "the file is done");
        main.stop();

        assertThat(sandbox.samples(Sandbox.STAVANGER).lastEntry().getValue()).isEqualTo(0.5);
        assertThat(inbox.resolve("notes.txt")).exists();
    }

    /** Only where the secrets are mounted differs. */
    @Test
    void vaultOfThePageIsThatOfItsTest() throws IOException {
        String tested = Files.readString(Path.of("src/test/resources/vault/application.properties"))
                .replace("{{mounted}}", "/etc/secrets");

        assertThat(Files.readString(Snippet.ROOT.resolve("docs/deploy/camel-main.md")))
                .contains(tested.lines()
                        .filter(line -> !line.isEmpty() && !line.startsWith("camel.main."))
                        .collect(Collectors.joining("\n", "```properties\n", "\n```")));
    }

    /** As with the sandbox's file in {@code camel.main.override-properties-location}. */
    private Main job(String page, Snippet route) throws IOException {
        Properties settings = new Properties();
        settings.load(new StringReader(
                Snippet.of(page, "properties", "levels.series-id").text()));
        settings.load(new StringReader(ReadyProperties.of(sandbox)));
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        settings.stringPropertyNames().forEach(name -> main.addInitialProperty(name, settings.getProperty(name)));
        main.addInitialProperty("camel.main.shutdown-timeout", "10");
        String text = route.text()
                .replace("cursorUrl:", "delay: 50\n        cursorUrl:")
                .replace("file:./", "file:" + directory + "/")
                .replaceAll("file:(?=\\w)", "file:" + directory + "/");
        main.configure()
                .withRoutesIncludePattern("file:" + Files.writeString(directory.resolve("levels.camel.yaml"), text));
        return main;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) { // for the moment in which it is replaced
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that are whole. */
    private List<Path> files(String folder) {
        String[] names = directory.resolve(folder).toFile().list((parent, name) -> !name.startsWith("."));
        return names == null
                ? List.of()
                : Stream.of(names)
                        .sorted()
                        .map(directory.resolve(folder)::resolve)
                        .toList();
    }
}
