package io.fourinsight.client.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of a sandbox on which people sign in, and then find a line to paste. */
public final class SandboxPage {

    private static final Pattern BOX = Pattern.compile("<textarea[^>]*>(.*?)</textarea>", Pattern.DOTALL);

    private SandboxPage() {}

    /** Signs in and takes the line. */
    public static String pasteLine(URI page, String user, String password) throws IOException, InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "username=" + encoded(user) + "&password=" + encoded(password)))
                .build();
        String shown = HttpClient.newHttpClient()
                .send(form, HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher box = BOX.matcher(shown);
        if (!box.find()) {
            throw new AssertionError("nothing to paste in " + shown);
        }
        return box.group(1).replace("&quot;", "\"").replace("&amp;", "&");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
