package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the route of a person as the documentation has it: a process on a terminal, and nothing signed in before. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a read from a terminal cannot be interrupted
class UserJobTest {

    private static final Pattern PAGE = Pattern.compile("Sign in on this page: (\\S+)\\s");
    private static final Pattern BOX = Pattern.compile("<textarea[^>]*>(.*?)</textarea>", Pattern.DOTALL);

    @TempDir
    private Path directory;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void personSignsInOnceAndTheRouteReads() throws Exception {
        assumeTrue(TerminalProcess.isPossible(), "there is no python3 to make a terminal with");

        try (TerminalProcess job = start()) {
            String page = PAGE.matcher(job.awaitOutput(PAGE))
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
            job.type(pasteLine(URI.create(page)));
            assertThat(job.exitCode()).as(job.output()).isZero();
            assertThat(job.output())
                    .contains("Signed in: alice", Sandbox.STAVANGER + ": 24 samples")
                    .doesNotContain(Sandbox.USER_CLIENT_SECRET)
                    .doesNotContainPattern("eyJ[\\w-]+\\."); // a token, and not a random state that begins like one
        }
        assertThat(Reading.readAll(directory.resolve("levels.csv")))
                .containsExactlyElementsOf(WaterLevels.hourlyMeans(
                        "stavanger", Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z")));

        try (TerminalProcess again = start()) {
            assertThat(again.exitCode()).as(again.output()).isZero();
            assertThat(again.output()).contains("24 samples").doesNotContain("Sign in on this page");
        }
        assertThat(sandbox.requests().tokenRequests()).as("one sign-in").isEqualTo(1);
    }

    @Test
    void controlCAtTheQuestionEndsTheProcess() throws Exception {
        assumeTrue(TerminalProcess.isPossible(), "there is no python3 to make a terminal with");

        try (TerminalProcess job = start()) {
            job.awaitOutput(Pattern.compile("Paste the line"));
            job.type("\u0003");
            assertThat(job.exitCode()).as(job.output()).isEqualTo(130);
            assertThat(job.output()).doesNotContain("Forcing shutdown");
        }
        assertThat(Files.notExists(directory.resolve("levels.csv"))).isTrue();
    }

    @Test
    void withoutATerminalTheJobFailsAndNamesTheCommand() {
        UserJob job = new UserJob(directory, new Output().stream());

        assertThatThrownBy(() ->
                        job.run(Map.of("sandbox", sandbox.issuer().resolve("/").toString())))
                .hasStackTraceContaining(
                        "To sign in, run: java -jar examples/login/target/fourinsight-login.jar --service reservoir");
    }

    private TerminalProcess start() throws Exception {
        Path properties = Files.writeString(directory.resolve("sandbox.properties"), ReadyProperties.of(sandbox));
        return TerminalProcess.start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // not that of the tests, so that the output is what a user sees
                "-Dlogback.configurationFile=logback.xml",
                "-Dsandbox.properties=" + properties,
                "-cp",
                System.getProperty("java.class.path"),
                UserJob.class.getName(),
                directory.toString());
    }

    /** What a person does in the browser. */
    private static String pasteLine(URI page) throws Exception {
        HttpRequest form = HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + Sandbox.USER + "&password=" + Sandbox.PASSWORD))
                .build();
        String shown = HttpClient.newHttpClient()
                .send(form, HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher box = BOX.matcher(shown);
        assertThat(box.find()).as(shown).isTrue();
        return box.group(1).replace("&quot;", "\"").replace("&amp;", "&") + "\n";
    }
}
