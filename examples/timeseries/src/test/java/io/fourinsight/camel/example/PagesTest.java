package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the properties and the YAML route that pages show for a start, as they are shown, against a sandbox. */
class PagesTest {

    private static final Path ROOT = Path.of("../..");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "{{env:FOURINSIGHT_CLIENT_ID}}", Sandbox.CLIENT_ID,
            "{{env:FOURINSIGHT_CLIENT_SECRET}}", Sandbox.CLIENT_SECRET);

    @TempDir
    private Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private final Outcome outcome = new Outcome();

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/getting-started.md", "docs/deploy/camel-main.md", "docs/python.md"})
    void routeOfThePageReadsAndWrites(String page) throws Exception {
        String text = Files.readString(ROOT.resolve(page));

        run(code("properties", text), code("yaml", text));

        outcome.requireGood(1);
        assertThat(sandbox.requests().reservoirRequests()).isEqualTo(1);
        assertThat(directory.resolve("levels.csv")).exists();
    }

    /** Only where the secrets are mounted differs. */
    @Test
    void vaultOfThePageIsThatOfItsTest() throws IOException {
        String tested = Files.readString(Path.of("src/test/resources/vault/application.properties"))
                .replace("{{mounted}}", "/etc/secrets");

        assertThat(Files.readString(ROOT.resolve("docs/deploy/camel-main.md")))
                .contains(tested.lines()
                        .filter(line -> !line.isEmpty() && !line.startsWith("camel.main."))
                        .collect(Collectors.joining("\n", "```properties\n", "\n```")));
    }

    /** Until the first exchange is done. */
    private void run(String properties, String route) throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.bind("outcome", outcome);
        Properties settings = new Properties();
        settings.load(new StringReader(properties));
        settings.forEach((name, value) ->
                main.addInitialProperty(name.toString(), ENVIRONMENT.getOrDefault(value.toString(), value.toString())));
        main.addInitialProperty(
                "camel.component.fourinsight.token-url", sandbox.tokenUrl().toString());
        main.addInitialProperty(
                "camel.component.fourinsight.reservoir-url",
                sandbox.reservoirUrl().toString());
        main.configure()
                .withRoutesIncludePattern("file:" + written(route))
                .withDurationMaxMessages(1)
                .withDurationMaxSeconds(60);
        main.run();
    }

    private Path written(String route) throws IOException {
        return Files.writeString(
                directory.resolve("levels.camel.yaml"), route.replace("file:levels?", "file:" + directory + "?"));
    }

    /** The first block in that language. */
    private static String code(String language, String page) {
        Matcher block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```").matcher(page);
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }
}
