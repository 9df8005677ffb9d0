package io.fourinsight.client.session.signin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the browser shows when it comes back from the sign-in: one page, with a few words for each case. */
enum AnswerPage {
    RECEIVED(
            200,
            "ok",
            "Almost done",
            "Your sign-in was received. Close this page and go back to where you started it."),
    FAILED(
            200,
            "no",
            "Not signed in",
            "The sign-in was cancelled or not allowed. Close this page, and start it again."),
    REFUSED(400, "no", "Not this one", "This is not the answer that is being waited for. Start the sign-in again."),
    NOT_FOUND(404, "no", "Nothing here", "This address is only for the answer to a sign-in.");

    private final int status;
    private final byte[] html;

    AnswerPage(int status, String mark, String title, String text) {
        this.status = status;
        // All is ours: nothing that was received is ever shown, so there is nothing to escape.
        this.html = Template.HTML
                .replace("{{mark}}", mark)
                .replace("{{title}}", title)
                .replace("{{text}}", text)
                .getBytes(StandardCharsets.UTF_8);
    }

    void send(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Connection", "close");
        exchange.sendResponseHeaders(status, html.length);
        exchange.getResponseBody().write(html);
    }

    /** Apart, because the constants of an enum are made before its static fields. */
    private static final class Template {
        static final String HTML = read();

        private static String read() {
            try (InputStream page = AnswerPage.class.getResourceAsStream("answer.html")) {
                return new String(page.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("answer.html cannot be read from our own jar", e);
            }
        }
    }
}
