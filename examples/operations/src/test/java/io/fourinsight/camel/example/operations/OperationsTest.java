package io.fourinsight.camel.example.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at one run of the example from outside, and holds dashboard and alert rules against what is seen. */
class OperationsTest {

    private static final Path DOCS = Path.of("../../docs/operations");
    private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)\\n *expr: (.*)$");
    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)|\\{\\{(\\w+)}}");

    @TempDir
    private static Path directory;

    private static final HttpClient client = HttpClient.newHttpClient();
    private static Operations operations;
    private static Scrape scrape;
    private static String healthBefore;

    @BeforeAll
    static void runUntilAllHasHappened() throws Exception {
        operations = new Operations(
                directory, 0, Map.of("period", "100", "trouble.period", "1h", "trouble.auto-startup", "false"));
        operations.start();
        await("fourinsight_cache_lookups_total", "outcome", "hit");
        await("fourinsight_uploads_total", "outcome", "done");
        await("fourinsight_token_expiry_seconds", "session", "south");
        healthBefore = get("/observe/health?data=true").body();

        operations.trouble().isBusy();
        await("fourinsight_request_retries_total", "service", "reservoir");
        operations.trouble().losesUploads();
        await("fourinsight_uploads_total", "outcome", "failed");
        operations.trouble().revokesTokens();
        await("fourinsight_token_refreshes_total", "reason", "rejected");
        operations.trouble().refusesSouth();
        await("fourinsight_token_refreshes_total", "outcome", "failed");
        await("fourinsight_requests_seconds_count", "outcome", "4xx");
        scrape = scrape();
        Files.createDirectories(Path.of("target/seen"));
        Files.writeString(
                Path.of("target/seen/metrics.txt"), get("/observe/metrics").body());
        Files.writeString(
                Path.of("target/seen/health.json"),
                get("/observe/health?data=true").body());
        Files.writeString(
                Path.of("target/seen/console.txt"), get("/q/dev/fourinsight").body());
    }

    @AfterAll
    static void stop() {
        operations.close();
    }

    private static HttpResponse<String> get(String path) {
        try {
            URI uri = operations.uri(path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Scrape scrape() {
        return Scrape.parse(get("/observe/metrics").body());
    }

    private static void await(String metric, String label, String value) {
        Eventually.holds(
                () -> scrape().values(metric, label).anyMatch(value::equals), metric + " has " + label + " " + value);
    }

    @Test
    void nothingListensBeyondThisMachine() throws IOException {
        int port = operations.uri("/").getPort();
        for (InetAddress address : addressesOfThisMachine()) {
            assertThatThrownBy(() -> new Socket(address, port).close())
                    .as("%s", address)
                    .isInstanceOf(IOException.class);
        }
    }

    /** Other than 127.0.0.1 and its like; there may be none. */
    private static List<InetAddress> addressesOfThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
    }

    @Test
    void healthNamesTheRouteThatLostItsCredentials() {
        HttpResponse<String> health = get("/observe/health?data=true");

        assertThat(healthBefore).contains("fourinsight-campaigns").doesNotContain("DOWN");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("fourinsight-campaigns", "south", "invalid_client", "state=rejected");
    }

    @Test
    void consoleShowsSessionsAndRequests() {
        HttpResponse<String> console = get("/q/dev/fourinsight");

        assertThat(console.statusCode()).isEqualTo(200);
        assertThat(console.body()).contains("sessionKey=south", "operation=timeseries.data", "cache.hits");
    }

    @Test
    void nothingSecretIsShown() {
        String shown = get("/observe/health?data=true").body()
                + get("/observe/metrics").body()
                + get("/q/dev/fourinsight").body();

        assertThat(shown).doesNotContain(Sandbox.CLIENT_SECRET).doesNotContainPattern("[A-Za-z0-9_-]{300}");
    }

    @Test
    void panelsOfTheDashboardShowWhatThereIs() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DOCS.resolve("dashboard.json")));
        List<String> faults = new ArrayList<>();
        int panels = 0;
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                String expression = target.get("expr").asText();
                faults.addAll(faults(expression, target.get("legendFormat").asText()));
                panels++;
            }
        }

        assertThat(faults).isEmpty();
        assertThat(panels).isGreaterThan(10);
    }

    @Test
    void alertRulesAskForWhatThereIs() throws IOException {
        String rules = Files.readString(DOCS.resolve("alerts.yaml"));
        List<String> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Matcher alert = ALERT.matcher(rules);
        while (alert.find()) {
            names.add(alert.group(1));
            int end = rules.indexOf("- alert:", alert.end());
            String annotations = rules.substring(alert.end(), end < 0 ? rules.length() : end);
            faults.addAll(faults(alert.group(2), annotations));
        }

        assertThat(faults).isEmpty();
        assertThat(names).hasSameSizeAs(alerts(rules)).hasSizeGreaterThan(5);
    }

    private static List<String> alerts(String rules) {
        return rules.lines().filter(line -> line.contains("- alert:")).toList();
    }

    /** Of an expression, and of the labels in the texts about what it finds. */
    private static List<String> faults(String expression, String texts) {
        Expression parsed = Expression.parse(expression);
        assertThat(parsed.metrics()).as(expression).isNotEmpty();
        List<String> faults = new ArrayList<>(parsed.missing(scrape));
        Matcher label = LABEL.matcher(texts);
        while (label.find()) {
            String name = label.group(1) == null ? label.group(2) : label.group(1);
            if (parsed.metrics().stream().noneMatch(metric -> metric.grouping().contains(name))) {
                faults.add(name + " is not a label of " + expression);
            }
        }
        return faults;
    }

    @Test
    void namesThatNothingHasAreFound() {
        assertThat(faults("sum by (nobody) (rate(fourinsight_uploads_total[5m]))", "{{nothing}}"))
                .hasSize(2);
        assertThat(faults("rate(fourinsight_upload_total[5m]) > 3 and on () sum(up{a=\"b\"})", ""))
                .containsExactly("fourinsight_upload_total", "up", "up{a=b}");
        assertThat(faults("fourinsight_uploads_total{outcome=~\"bad|worse\",outcome!=\"done\"}", ""))
                .hasSize(1);
        assertThat(faults("max(fourinsight_token_expiry_seconds) * 60", "")).isEmpty();
    }
}
