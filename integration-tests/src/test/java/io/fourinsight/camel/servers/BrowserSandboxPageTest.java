package io.fourinsight.camel.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sandbox's page in a real browser. */
@Timeout(120)
class BrowserSandboxPageTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MILLION = 1_000_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The key's code in WebDriver. */
    private static final String LEFT = "\uE012";

    private Sandbox sandbox;
    private BrowserWindow window;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start();
        window = CHROMIUM.window();
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
        if (window != null) {
            window.close();
        }
    }

    @Test
    void aMillionSamplesAreShownAndZoomedByKeysAndButtons() throws IOException {
        sandbox.addSeries("million", START, Duration.ofSeconds(1), MILLION, second -> Math.sin(second / 9_000));
        open("#series/million");
        awaitSamples(MILLION);
        System.out.println("the sandbox's page: " + noteOfPlot());
        double whole = rangeShown();
        assertThat(whole).isEqualTo((MILLION - 1) * 1000.0);

        window.type("#plot", "+");
        assertThat(rangeShown()).isEqualTo(whole / 2);
        window.click("#zoom-in");
        assertThat(rangeShown()).isEqualTo(whole / 4);
        double before = window.evaluate("plot.range().min").doubleValue();
        window.type("#plot", LEFT);
        assertThat(window.evaluate("plot.range().min").doubleValue()).isLessThan(before);
        window.click("#zoom-out");
        assertThat(rangeShown()).isEqualTo(whole / 2);
        window.type("#plot", "0");
        assertThat(rangeShown()).isEqualTo(whole);
    }

    @Test
    void appendedSamplesShowUpAndTheZoomStays() throws Exception {
        String id = append(Map.of(), "0,1\n60000000000,2\n120000000000,3\n", "create");
        open("#series/" + id);
        awaitSamples(3);
        window.click("#zoom-in");
        double zoomed = rangeShown();

        append(Map.of("TimeSeriesId", id), "180000000000,4\n240000000000,5\n", "add");

        awaitSamples(5);
        assertThat(rangeShown()).isEqualTo(zoomed);
        window.go(sandbox.pageUrl().resolve("#written"));
        window.find("//tbody[@id='written-rows']/tr[1]/td[.='appended']");
        assertThat(window.text("#written-rows tr:first-child .number")).isEqualTo("2");
        Screens.show(window, "sandbox-page-written");
    }

    @Test
    void aggregatesAreDrawnAndTextIsListed() throws IOException {
        open("#series/" + Sandbox.STAVANGER);
        awaitSamples(365 * 144);
        window.find("//h3[.='Water level at Stavanger (m)']");
        Screens.show(window, "sandbox-page-series");
        window.click("#aggregated");
        awaitSamples(365 * 24);
        Screens.show(window, "sandbox-page-aggregated");
        window.click("#raw");
        window.go(sandbox.pageUrl().resolve("#series/" + Sandbox.STATUS_TEXT));
        window.find("//td[.='waiting on weather']");
        Screens.show(window, "sandbox-page-text");
    }

    @Test
    void faultsAreSwitchedOnAndOff() throws Exception {
        open("#faults");
        String ping = sandbox.reservoirUrl() + "ping";
        String token = reservoirToken();
        window.click("#switch-unavailable");
        window.find("//button[@id='switch-unavailable'][@aria-checked='true']");
        assertThat(get(ping, token)).isEqualTo(503);
        Screens.show(window, "sandbox-page-faults");
        window.click("#all-off");
        window.find("//button[@id='switch-unavailable'][@aria-checked='false']");
        assertThat(get(ping, token)).isEqualTo(200);

        window.go(sandbox.pageUrl().resolve("#requests"));
        window.find("//tbody[@id='request-rows']/tr[td='503'][contains(., '" + Sandbox.RESERVOIR_PATH + "ping')]");
        Screens.show(window, "sandbox-page-requests");
    }

    @Test
    void nothingIsAskedOfAnyOtherHostAndNothingIsRefusedByThePolicy() throws IOException {
        open("");
        window.evaluate("(window.refused = [],"
                + " document.addEventListener('securitypolicyviolation', e => window.refused.push(e.blockedURI)), 0)");
        awaitSamples(365 * 144);
        for (String section : new String[] {"campaigns", "connect"}) {
            window.go(sandbox.pageUrl().resolve("#" + section));
            window.find("//section[@id='" + section + "']//button");
            Screens.show(window, "sandbox-page-" + section);
        }
        JsonNode asked = window.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)");
        assertThat(asked).isNotEmpty();
        assertThat(asked).allSatisfy(url -> assertThat(url.textValue())
                .startsWith(sandbox.pageUrl().toString()));
        assertThat(window.evaluate("window.refused.length").intValue()).isZero();
        assertThat(sandbox.requests().last()).isEmpty();
    }

    @Test
    void seriesWithoutANameIsListedByItsIdAlone() throws IOException {
        sandbox.addSeries("nameless", START, Duration.ofSeconds(1), 3, second -> second);
        open("#series/nameless");
        awaitSamples(3);

        assertThat(window.text("#series-list button[data-id=nameless]"))
                .isEqualTo("nameless\n2026-01-01 to 2026-01-01");
    }

    @Test
    void propertiesAreCopied() throws IOException {
        open("#connect");
        window.click(".snippet button");
        window.find("//button[.='Copied']");
    }

    private void open(String hash) throws IOException {
        window.go(sandbox.pageUrl().resolve(hash));
        window.become(1280, 800, false, false);
    }

    private void awaitSamples(int samples) throws IOException {
        window.find("//div[@id='plot'][@data-samples='" + samples + "']");
    }

    private double rangeShown() throws IOException {
        // A scale that is set counts from the end of the script's turn.
        return window.evaluate("plot.range().max - plot.range().min").doubleValue();
    }

    private String noteOfPlot() throws IOException {
        return window.text("#chart-note");
    }

    /** Uploads a file, and makes a series of it or adds it to one. */
    private String append(Map<String, String> series, String csv, String what) throws Exception {
        String token = reservoirToken();
        JsonNode ticket = json(send("files/upload", token, "application/json", ""));
        HttpRequest put = HttpRequest.newBuilder(
                        URI.create(ticket.required("Endpoint").textValue()))
                .header("x-ms-blob-type", "BlockBlob")
                .PUT(BodyPublishers.ofString(csv))
                .build();
        assertThat(HTTP.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
        String file = ticket.required("FileId").textValue();
        send("files/commit", token, "application/json", "{\"FileId\":\"" + file + "\"}");
        String form = series.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining("", "", "FileId=" + file));
        return json(send("timeseries/" + what, token, "application/x-www-form-urlencoded", form))
                .required("TimeSeriesId")
                .textValue();
    }

    private String reservoirToken() throws Exception {
        String form = "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
                .formatted(
                        Sandbox.CLIENT_ID,
                        Sandbox.CLIENT_SECRET,
                        URLEncoder.encode(sandbox.reservoirScope(), StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(sandbox.tokenUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return json(HTTP.send(request, BodyHandlers.ofString()))
                .required("access_token")
                .textValue();
    }

    private HttpResponse<String> send(String path, String token, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(sandbox.reservoirUrl().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static int get(String url, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }
}
