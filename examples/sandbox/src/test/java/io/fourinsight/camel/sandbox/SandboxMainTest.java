package io.fourinsight.camel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.live.LiveSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line: what it prints, what it writes, which sandbox it starts, and what it refuses. */
class SandboxMainTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private final SandboxMain main = new SandboxMain(
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            new PrintStream(complaints, true, StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        if (main.sandbox() != null) {
            main.sandbox().close();
        }
    }

    @Test
    void printsPropertiesForTheComponent() {
        Sandbox sandbox = start();

        assertThat(properties(out()))
                .containsEntry(
                        "camel.component.fourinsight.token-url",
                        sandbox.tokenUrl().toString())
                .containsEntry(
                        "camel.component.fourinsight.api-url", sandbox.apiUrl().toString())
                .containsEntry(
                        "camel.component.fourinsight.reservoir-url",
                        sandbox.reservoirUrl().toString())
                .containsEntry("camel.component.fourinsight.client-id", "sandbox-client")
                .containsEntry("camel.component.fourinsight.client-secret", "sandbox-secret")
                .containsEntry(
                        "sandbox", sandbox.apiUrl().resolve("/").toString().replaceFirst("/$", ""))
                .containsEntry("sandbox.user", "alice");
    }

    @Test
    void writesThePropertiesThatItPrints() throws IOException {
        Path file = directory.resolve("sandbox.properties");

        start("--properties", file.toString());

        assertThat(properties(Files.readString(file))).isEqualTo(properties(out()));
        assertThat(out()).endsWith("# The properties are in " + file + System.lineSeparator());
    }

    @Test
    void namesEverySeriesWithItsSpan() {
        Sandbox sandbox = start("--growth", "10m");

        assertThat(out().lines())
                .anyMatch(line -> line.matches("# " + Sandbox.STAVANGER
                        + " +water level +Water level at Stavanger +2026-01-01T00:00:00Z to 2026-12-31T23:50:00Z"))
                .anyMatch(line -> line.matches(
                        "# " + LiveSeries.TIDE_BERGEN.id() + " +tide +Tide at Bergen +2020-01-01T00:00:00Z to .*Z"))
                .anyMatch(line -> line.matches("# " + Sandbox.EMPTY + " .* no samples"))
                .anyMatch(line -> line.startsWith("# growing-3 "));
        assertThat(sandbox.samples("growing-1")).hasSizeGreaterThan(140);
        assertThat(out().lines().filter(line -> line.startsWith("# ") && line.contains("Z to ")))
                .hasSize(sandbox.series().size() - 1);
    }

    @Test
    void namesItsPage() {
        assertThat(start().pageUrl()).satisfies(page -> assertThat(out().lines())
                .contains("# What is in it, and what is done with it: " + page));
    }

    @Test
    void anotherClientHasASessionKey() {
        Sandbox sandbox = start("--client", "south:a\\b:c");

        assertThat(properties(out()))
                .containsEntry("camel.component.fourinsight.sessions[south].client-id", "south")
                .containsEntry("camel.component.fourinsight.sessions[south].client-secret", "a\\b:c");
        assertThat(new TestClient(sandbox)
                        .requestToken("south", "a\\b:c", sandbox.reservoirScope())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokensLiveAsShortAsTold() {
        Sandbox sandbox = start("--token-lifetime", "20s");

        assertThat(TestClient.json(new TestClient(sandbox)
                                .requestToken(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET, sandbox.reservoirScope()))
                        .path("expires_in")
                        .asInt())
                .isEqualTo(20);
    }

    @Test
    void clockStartsAsTold() {
        start("--clock", "2031-03-01T00:00:00Z");

        assertThat(out()).containsPattern("Tide at Bergen +2020-01-01T00:00:00Z to 2031-02-28T23:59:00Z");
        assertThat(new TestClient(main.sandbox()).reservoir("ping").headers().firstValue("Date"))
                .get()
                .asString()
                .contains("Mar 2031");
    }

    @Test
    void requestsForDataFailNowAndThen() {
        Sandbox sandbox = start("--faults", "429:0.2,503:0.2,reset:0.2");
        TestClient client = new TestClient(sandbox);
        String token = client.reservoirToken();
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(status(client, sandbox.reservoirUrl() + "ping", token));
        }

        assertThat(answers).contains(200, 429, 503, 0);
        assertThat(answers.stream().filter(status -> status == 200).count()).isBetween(30L, 70L);
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(main.run("--help")).isZero();

        assertThat(main.sandbox()).isNull();
        assertThat(out())
                .contains(
                        "--port",
                        "--properties",
                        "--client",
                        "--user",
                        "--token-lifetime",
                        "--faults",
                        "--growth",
                        "--late",
                        "--change",
                        "--clock");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --prot 8080                | Unknown option
            --prot 8080                | '--prot'
            9                          | '9'
            --port                     | '--port'
            --port x                   | '--port': 'x' is not a number from 0 to 65535
            --port 65536               | '65536' is not
            --growth                   | '--growth'
            --growth soon              | 'soon' is not a time such as 30s
            --growth 0s                | '0s' is not a time
            --growth 1m --late 2:1h    | '2:1h' is not a share
            --growth 1m --late 0.5:1   | '1' is not a time
            --late 0.5:1h              | --late needs --growth
            --change x                 | '--change'
            --token-lifetime 5         | '--token-lifetime'
            --client acme              | '--client'
            --faults 200:0.5           | '200:0.5' is not a status
            --faults 401:0.1,reset     | 'reset' is not a status
            --clock tomorrow           | '--clock': 'tomorrow' is not a time
            """)
    void wrongOptionIsNamed(String arguments, String complaint) {
        assertThat(main.run(arguments.split(" "))).isEqualTo(2);

        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains(complaint, "--help lists the options.");
        assertThat(main.sandbox()).isNull();
    }

    @Test
    void portThatIsTakenIsASentence() {
        try (Sandbox other = Sandbox.start()) {
            int port = other.apiUrl().getPort();

            assertThat(main.run("--port", Integer.toString(port))).isEqualTo(1);
            assertThat(complaints.toString(StandardCharsets.UTF_8))
                    .isEqualToIgnoringNewLines("cannot listen on port " + port);
        }
    }

    @Test
    void fileThatCannotBeWrittenIsNamed() {
        assertThat(main.run("--properties", directory.resolve("none/x").toString()))
                .isEqualTo(1);
        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains("none/x");
    }

    private Sandbox start(String... arguments) {
        assertThat(main.run(arguments))
                .as(complaints.toString(StandardCharsets.UTF_8))
                .isZero();
        return main.sandbox();
    }

    private String out() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Properties properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** 0: no answer. */
    private static int status(TestClient client, String url, String token) {
        try {
            HttpResponse<String> answer = client.get(url, token);
            return answer.statusCode();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }
}
