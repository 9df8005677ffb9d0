package io.fourinsight.camel.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A window of a real browser, which does what a person would: a client of the WebDriver protocol (W3C) as small as
 * these tests need it.
 *
 * <p>Whatever it looks for it waits for, so that no test has to know when a page has come.
 */
final class BrowserWindow implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The first is for root, which has no sandbox; the last ones keep it from asking its maker for news. */
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--headless",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Where a finger is, in CSS pixels of the window. */
    record Finger(double x, double y) {}

    private final String session;

    private BrowserWindow(String session) {
        this.session = session;
    }

    /** @param driver where the driver listens, which gives each of its sessions an empty profile */
    static BrowserWindow open(URI driver) throws IOException {
        Map<String, Object> capabilities = Map.of(
                "browserName",
                "chrome",
                "timeouts",
                Map.of("implicit", PATIENCE.toMillis()),
                "goog:chromeOptions",
                Map.of("args", OPTIONS));
        JsonNode value = call("POST", driver + "/session", Map.of("capabilities", Map.of("alwaysMatch", capabilities)));
        return new BrowserWindow(
                driver + "/session/" + value.required("sessionId").textValue());
    }

    void go(URI page) throws IOException {
        post("/url", Map.of("url", page.toString()));
    }

    void type(String selector, String text) throws IOException {
        post(element("css selector", selector) + "/value", Map.of("text", text));
    }

    void click(String selector) throws IOException {
        post(element("css selector", selector) + "/click", Map.of());
    }

    /** Waits until an XPath leads to something. */
    void find(String xpath) throws IOException {
        element("xpath", xpath);
    }

    /** Waits until a heading or a paragraph of the page is this text. */
    void awaitText(String text) throws IOException {
        element("xpath", "//*[self::h1 or self::p][normalize-space()='" + text + "']");
    }

    /** What stands in a field. */
    String value(String selector) throws IOException {
        return call("GET", session + element("css selector", selector) + "/property/value", null)
                .textValue();
    }

    /** What stands on a button. */
    String text(String selector) throws IOException {
        return call("GET", session + element("css selector", selector) + "/text", null)
                .textValue();
    }

    /** What an expression of JavaScript has for its value. */
    JsonNode evaluate(String expression) throws IOException {
        return post("/execute/sync", Map.of("script", "return " + expression, "args", List.of()));
    }

    /** Makes the window look like one of a device; its width and height are in CSS pixels. */
    void become(int width, int height, boolean phone, boolean night) throws IOException {
        chromium(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
        chromium("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone, "maxTouchPoints", 5));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", night ? "dark" : "light");
        chromium("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /** Puts fingers onto these places. */
    void press(Finger... fingers) throws IOException {
        touch("touchStart", fingers);
    }

    /** Moves the fingers that were pressed, in their order. */
    void drag(Finger... fingers) throws IOException {
        touch("touchMove", fingers);
    }

    /** Lifts fingers but for these. */
    void lift(Finger... staying) throws IOException {
        touch("touchEnd", staying);
    }

    /** Taps as fast as the browser itself can. */
    void tap(Finger at, int times) throws IOException {
        chromium(
                "Input.synthesizeTapGesture",
                Map.of("x", at.x(), "y", at.y(), "tapCount", times, "gestureSourceType", "touch"));
    }

    private void touch(String type, Finger... fingers) throws IOException {
        List<Map<String, Object>> points = IntStream.range(0, fingers.length)
                .<Map<String, Object>>mapToObj(id -> Map.of("id", id, "x", fingers[id].x(), "y", fingers[id].y()))
                .toList();
        chromium("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
    }

    void screenshot(Path png) throws IOException {
        Files.createDirectories(png.toAbsolutePath().getParent());
        String base64 = call("GET", session + "/screenshot", null).textValue();
        Files.write(png, Base64.getDecoder().decode(base64));
    }

    /** What WebDriver has no words for. */
    private void chromium(String command, Map<String, Object> parameters) throws IOException {
        post("/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    private String element(String using, String selector) throws IOException {
        JsonNode reference = post("/element", Map.of("using", using, "value", selector));
        return "/element/" + reference.elements().next().textValue();
    }

    private JsonNode post(String path, Map<String, Object> body) throws IOException {
        return call("POST", session + path, body);
    }

    private static JsonNode call(String method, String url, Map<String, Object> body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE.multipliedBy(2))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try {
            HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
            JsonNode value = JSON.readTree(response.body()).required("value");
            if (response.statusCode() != 200) {
                throw new AssertionError(
                        method + " " + url + ": " + value.path("message").textValue());
            }
            return value;
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        call("DELETE", session, null);
    }
}
