package io.fourinsight.camel.login;

import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user with a browser: fills in the sandbox's form, reads the text to paste, and follows where it is sent. */
final class UserAgent {
    private static final Pattern TEXT = Pattern.compile("<textarea[^>]*>(.*?)</textarea>", Pattern.DOTALL);

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    /** The line that the page shows to a user who signed in. */
    String pasteLine(URI authority) {
        Matcher text = TEXT.matcher(signIn(authority).body());
        if (!text.find()) {
            throw new AssertionError("the page shows no text");
        }
        return text.group(1).replace("&quot;", "\"").replace("&amp;", "&");
    }

    /** Signs in on a page that sends its user elsewhere, and goes there. */
    boolean open(URI page) {
        return follow(signIn(page));
    }

    /** Presses the button that is not for signing in. */
    boolean cancel(URI page) {
        return follow(post(page, "cancel=true"));
    }

    private boolean follow(HttpResponse<String> redirect) {
        URI back = URI.create(redirect.headers().firstValue("Location").orElseThrow());
        return send(HttpRequest.newBuilder(back)).statusCode() == 200;
    }

    private HttpResponse<String> signIn(URI page) {
        send(HttpRequest.newBuilder(page));
        return post(page, "username=" + encode(Sandbox.USER) + "&password=" + encode(Sandbox.PASSWORD));
    }

    private HttpResponse<String> post(URI page, String form) {
        return send(HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
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

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
