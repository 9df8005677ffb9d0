package io.fourinsight.camel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.live.LiveSeries;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SandboxPageTest {

    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"");
    private static final String SECRET = "secret-of-the-test";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .client("acme", SECRET)
            .user("bob", "password-of-bob")
            .start();
    private final TestClient client = new TestClient(sandbox);
    private final TestPage page = new TestPage(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void thePageIsMadeOfFilesOfItsOwnOriginWithoutInlineScript() throws Exception {
        HttpResponse<byte[]> answer = page.get("");
        String html = new String(answer.body(), StandardCharsets.UTF_8);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline");
        assertThat(html).doesNotContain("<style", " style=", "<script>", " onclick=", "http:", "https:");
        List<String> files =
                FILE.matcher(html).results().map(file -> file.group(1)).toList();
        assertThat(files).hasSize(7);
        for (String file : files) {
            HttpResponse<byte[]> found = page.get(file);
            assertThat(found.statusCode()).as(file).isEqualTo(200);
            assertThat(found.headers().firstValue("Content-Type").orElseThrow())
                    .as(file)
                    .matches(
                            file.endsWith("js")
                                    ? "text/javascript.*"
                                    : file.endsWith("css") ? "text/css.*" : "image.*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"page/other", "page/", "page", "pages", "page/package-info.class", "page/..%2Fauth%2Fcode.html"})
    void otherPathsAreNotFound(String path) throws Exception {
        assertThat(page.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyThePagesOwnOriginMayPost() throws Exception {
        String on = "page/switches/unavailable/on";

        assertThat(page.post(on, "Origin", "http://elsewhere.example")).isEqualTo(403);
        assertThat(page.post(on, "Origin", sandbox.blobUrl().resolve("/").toString()))
                .isEqualTo(403);
        assertThat(page.post(on, "Origin", "null")).isEqualTo(403);
        assertThat(page.post(on, new String[0])).isEqualTo(403);
        assertThat(client.reservoir("ping").statusCode()).isEqualTo(200);

        assertThat(page.post(on)).isEqualTo(204);
        assertThat(client.reservoir("ping").statusCode()).isEqualTo(503);
    }

    /** A foreign page could have its own name lead to 127.0.0.1, and be of the same origin as this one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere.example",
                "127.0.0.1.elsewhere.example",
                "localhost.elsewhere.example:80",
                "x@127.0.0.1"
            })
    void onlyNamesOfThisMachineReachThePage(String host) throws Exception {
        assertThat(page.byName(host, "GET", "/")).contains("403");
        assertThat(page.byName(host, "GET", "/page/state")).contains("403");
        assertThat(page.byName(host, "POST", "/page/switches/off")).contains("403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "localhost", "[::1]:8080"})
    void namesOfThisMachineDo(String host) throws Exception {
        assertThat(page.byName(host, "GET", "/page/state")).contains("200");
        assertThat(page.byName(host, "POST", "/page/switches/off")).contains("204");
    }

    @Test
    void seriesHaveTheirNamesAndSpansThoseOfUsersFirst() throws Exception {
        sandbox.addSeries("zulu", new long[] {1_000_000_000, 2_500_000_000L}, new double[] {1, 2});

        JsonNode series = page.state().required("series");

        assertThat(series.get(0).required("id").textValue()).isEqualTo("zulu");
        assertThat(series.get(0).required("first").doubleValue()).isEqualTo(1000);
        assertThat(series.get(0).required("last").doubleValue()).isEqualTo(2500);
        assertThat(series.get(1).required("name").textValue()).isEqualTo("Water level at Stavanger (m)");
        assertThat(TestPage.find(series, "id", Sandbox.EMPTY).has("first")).isFalse();
        assertThat(series).hasSizeGreaterThan(12);
    }

    @Test
    void aSeriesThatGrowsHasAnotherVersion() throws Exception {
        sandbox.addGrowingSeries("grown", Growth.from(clock.instant(), Duration.ofMinutes(1), Duration.ofMinutes(10)));
        String before = version("grown");
        assertThat(version("grown")).isEqualTo(before);

        clock.advance(Duration.ofMinutes(30));

        assertThat(version("grown")).isNotEqualTo(before);
    }

    private String version(String id) throws Exception {
        return TestPage.find(page.state().required("series"), "id", id)
                .required("version")
                .textValue();
    }

    @Test
    void samplesComeAsColumnsOfDoubles() throws Exception {
        NavigableMap<Long, Double> expected = new TreeMap<>();
        sandbox.samples(Sandbox.BERGEN).forEach((time, value) -> expected.put(time / 1_000_000, value));

        assertThat(columns("page/series/" + Sandbox.BERGEN + "/samples")).isEqualTo(expected);
        assertThat(page.get("page/series/none/samples").statusCode()).isEqualTo(404);
    }

    @Test
    void aggregatesAreThoseOfTheApi() throws Exception {
        NavigableMap<Long, Double> expected = new TreeMap<>();
        TestClient.json(client.reservoir("reservoir/timeseries/" + Sandbox.STAVANGER
                        + "/samples/aggregate?start=2026-01-01T00:00:00Z&end=2027-01-01T00:00:00Z"
                        + "&aggregationPeriod=24h&aggregationFunction=Max"))
                .required("value")
                .forEach(window -> expected.put(
                        Instant.parse(window.required("Timestamp").textValue().replace("+00:00", "Z"))
                                .toEpochMilli(),
                        window.required("Value").doubleValue()));

        assertThat(expected).hasSize(365);
        assertThat(columns("page/series/" + Sandbox.STAVANGER + "/samples?period=24h&function=Max"))
                .isEqualTo(expected);
        assertThat(columns("page/series/" + Sandbox.OLD + "/samples?period=1h")).isEmpty();
        assertThat(columns("page/series/" + Sandbox.OLD + "/samples")).hasSize(31 * 24);
        assertThat(columns("page/series/" + Sandbox.EMPTY + "/samples?period=1h"))
                .isEmpty();
        assertThat(page.get("page/series/" + Sandbox.STAVANGER + "/samples?period=soon")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theLastMillionIsShownUntilMoreIsAskedFor() throws Exception {
        int samples = 5_000_003;
        sandbox.addSeries("long", Instant.EPOCH, Duration.ofMillis(1), samples, second -> second);
        String path = "page/series/long/samples";

        HttpResponse<byte[]> many = page.get(path);
        assertThat(many.body()).hasSize(16 * 1_000_000);
        assertThat(many.headers().firstValue("X-Older-Samples")).hasValue("4000003");
        double first =
                ByteBuffer.wrap(many.body()).order(ByteOrder.LITTLE_ENDIAN).getDouble(0);
        assertThat(first).isEqualTo(4_000_003);

        HttpResponse<byte[]> most = page.get(path + "?more");
        assertThat(most.body()).hasSize(16 * 5_000_000);
        assertThat(most.headers().firstValue("X-Older-Samples")).hasValue("3");

        HttpResponse<byte[]> aggregates = page.get(path + "?period=1h");
        assertThat(aggregates.body()).hasSize(16 * 2);
        assertThat(aggregates.headers().firstValue("X-Older-Samples")).hasValue("3");
    }

    @ParameterizedTest
    @EnumSource(LiveSeries.class)
    void seriesThatFollowTheClockEndWithIt(LiveSeries live) throws Exception {
        NavigableMap<Long, Double> columns = columns("page/series/" + live.id() + "/samples");

        long last = clock.millis() - live.step().toMillis();
        assertThat(columns.lastEntry()).isEqualTo(Map.entry(last, live.valueAt(last * 1_000_000)));
        assertThat(columns).hasSizeBetween(700_000, 1_000_000);
    }

    @Test
    void textIsListedAsItIs() throws Exception {
        JsonNode texts = page.json("page/series/" + Sandbox.STATUS_TEXT + "/texts");

        assertThat(texts).hasSize(48);
        assertThat(texts.get(2).get(1).textValue()).isEqualTo("waiting on weather");
    }

    private NavigableMap<Long, Double> columns(String path) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(page.get(path).body()).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.capacity() / 16;
        NavigableMap<Long, Double> columns = new TreeMap<>();
        for (int i = 0; i < length; i++) {
            columns.put((long) bytes.getDouble(8 * i), bytes.getDouble(8 * (length + i)));
        }
        assertThat(columns).hasSize(length);
        return columns;
    }

    @Test
    void whatClientsWriteIsListedSinceItWasAskedLast() throws Exception {
        TestFiles files = new TestFiles(client);
        String id = files.create("60000000000,1\n120000000000,2\n");
        files.add(id, files.commit("60000000000,1\n180000000000,2\n"));
        client.reservoir("DELETE", "timeseries/" + id, "");

        JsonNode writes = page.state().required("writes");

        assertThat(writes.findValuesAsText("what")).containsExactly("created", "appended", "removed");
        assertThat(writes.findValuesAsText("series")).containsOnly(id);
        assertThat(writes.get(1).required("samples").longValue()).isEqualTo(2);
        assertThat(writes.get(1).required("first").doubleValue()).isEqualTo(60_000);
        assertThat(writes.get(1).required("last").doubleValue()).isEqualTo(180_000);
        JsonNode later = page.json("page/state?writes=2").required("writes");
        assertThat(later.findValuesAsText("what")).containsExactly("removed");
        assertThat(page.get("page/state?writes=x").statusCode()).isEqualTo(400);
    }

    @Test
    void requestsAreListedAndTokensCountedByClient() throws Exception {
        client.requestToken("acme", SECRET, sandbox.apiScope());
        client.requestToken("acme", "wrong", sandbox.apiScope());
        client.requestToken("acme", SECRET, "unknown");
        client.getWithoutToken(sandbox.reservoirUrl() + "ping?who=me");

        JsonNode state = page.state();

        JsonNode acme = TestPage.find(state.required("clients"), "client", "acme");
        assertThat(acme.required("requests").intValue()).isEqualTo(3);
        assertThat(acme.required("issued").intValue()).isEqualTo(1);
        assertThat(acme.required("refused").intValue()).isEqualTo(2);
        JsonNode last = state.required("requests").get(3);
        assertThat(last.required("status").intValue()).isEqualTo(401);
        assertThat(last.required("path").textValue()).isEqualTo(Sandbox.RESERVOIR_PATH + "ping");
        assertThat(last.required("client").textValue()).isEmpty();
        assertThat(page.json("page/state?requests=3").required("requests")).hasSize(1);
    }

    @Test
    void anAnswerThatIsCutOffHasNoStatus() throws Exception {
        sandbox.faults().dropAnswer(1, Sandbox.TOKEN_PATH);
        assertThatThrownBy(client::apiToken).isNotNull();

        assertThat(page.state().required("requests").get(0).required("status").intValue())
                .isZero();
    }

    @Test
    void thePageIsNotAmongTheRequestsAndMeetsNoFault() throws Exception {
        sandbox.faults().answerNext(100, "/", Response.of(500));

        assertThat(page.get("").statusCode()).isEqualTo(200);
        assertThat(page.get("page/state").statusCode()).isEqualTo(200);
        assertThat(sandbox.requests().under("/")).isZero();
        assertThat(page.state().required("requests")).isEmpty();
    }

    @Test
    void campaignsHaveTheirEvents() throws Exception {
        JsonNode alfa = TestPage.find(page.json("page/campaigns"), "Id", Sandbox.CAMPAIGN);

        assertThat(alfa.required("CampaignName").textValue()).isEqualTo("Drilling campaign Alfa");
        assertThat(alfa.required("StartDate").textValue()).isEqualTo("2026-01-05T00:00:00Z");
        assertThat(alfa.required("Events").findValuesAsText("EventType"))
                .startsWith("Connect")
                .hasSize(4);
    }

    /** Of secrets the page knows those that every sandbox has, and no others. */
    @Test
    void noTokenNorSecretIsInAnyAnswer() throws Exception {
        String token = client.token("acme", SECRET, sandbox.reservoirScope());
        client.get(sandbox.reservoirUrl() + "ping?access=" + token, token);
        client.get(sandbox.reservoirUrl() + "timeseries/" + Sandbox.BERGEN + "/data/days?start=0", token);
        String listing = client.get(sandbox.reservoirUrl() + "timeseries/" + Sandbox.FLAG + "/data/days?start=0", token)
                .body();
        String signed = listing.substring(listing.indexOf(sandbox.blobUrl().toString()));
        client.getWithoutToken(signed.substring(0, signed.indexOf('"')));

        List<String> answers = new ArrayList<>();
        for (String path : List.of("", "page/state", "page/campaigns", "page/connection", "page/page.js")) {
            answers.add(page.text(path));
        }

        assertThat(answers.get(1)).contains("acme", Sandbox.DAY_FILE_PATH);
        assertThat(answers.get(3)).contains(Sandbox.CLIENT_SECRET);
        assertThat(answers).allSatisfy(answer -> assertThat(answer)
                .doesNotContain(token, token.substring(0, 40), SECRET, "password-of-bob", "sig=", "Bearer "));
    }

    @Test
    void theReadyPropertiesNameThisSandbox() throws Exception {
        JsonNode connection = page.json("page/connection");

        assertThat(connection.required("address").textValue())
                .isEqualTo(sandbox.pageUrl().toString());
        assertThat(connection.required("snippets").get(0).required("text").textValue())
                .contains(
                        "camel.component.fourinsight.token-url=" + sandbox.tokenUrl() + "\n",
                        "camel.component.fourinsight.reservoir-url=" + sandbox.reservoirUrl() + "\n",
                        "camel.component.fourinsight.client-id=sandbox-client\n");
        assertThat(connection.required("signIns").get(0).required("page").textValue())
                .isEqualTo(sandbox.authorityUrl().toString());
    }
}
