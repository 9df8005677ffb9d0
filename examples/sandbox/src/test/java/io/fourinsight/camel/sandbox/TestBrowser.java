package io.fourinsight.camel.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser does for a user who signs in: opens a page, fills in its form, and sends that where it belongs. */
final class TestBrowser {

    private static final Pattern FORM = Pattern.compile("<form method=\"post\">(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input [^>]*name=\"(\\w+)\"");
    private static final Pattern TEXT = Pattern.compile("<textarea[^>]*>(.*?)</textarea>", Pattern.DOTALL);
    private static final Pattern ALERT = Pattern.compile("role=\"alert\">(.*?)<");

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    HttpResponse<String> open(URI url) {
        return send(HttpRequest.newBuilder(url));
    }

    /** Opens a page and signs in with its form. */
    HttpResponse<String> signIn(URI url, String user, String password) {
        return submit(url, Map.of("username", user, "password", password));
    }

    /** Opens a page and presses the button that is not for signing in. */
    HttpResponse<String> cancel(URI url) {
        return submit(url, Map.of("cancel", "true"));
    }

    /** The text that a page offers to be copied. */
    static String text(HttpResponse<String> page) {
        return unescape(first(TEXT, page.body()));
    }

    /** What a page warns of, empty if it does not. */
    static String alert(HttpResponse<String> page) {
        return unescape(first(ALERT, page.body()));
    }

    private HttpResponse<String> submit(URI url, Map<String, String> entered) {
        String form = first(FORM, open(url).body());
        Map<String, String> fields = new LinkedHashMap<>();
        INPUT.matcher(form).results().forEach(input -> fields.put(input.group(1), ""));
        if (!fields.keySet().equals(Set.of("username", "password"))) {
            throw new AssertionError("the form has " + fields.keySet());
        }
        fields.putAll(entered);
        String body = fields.entrySet().stream()
                .map(field -> TestClient.encode(field.getKey()) + "=" + TestClient.encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String first(Pattern pattern, String html) {
        return pattern.matcher(html)
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow(() -> new AssertionError("no " + pattern + " in " + html));
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
