package io.fourinsight.camel.sandbox.auth;

import io.fourinsight.camel.sandbox.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTML page of the class path, whose blanks are filled in with escaped text. */
final class Page {

    private static final Pattern BLANK = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

    private final String html;
    private final String policy;

    private Page(String html) {
        this.html = html;
        // Without form-action: browsers apply it to the redirect that follows the form as well.
        this.policy =
                "default-src 'none'; style-src 'unsafe-inline'; script-src %s; base-uri 'none'; frame-ancestors 'none'"
                        .formatted(SCRIPT.matcher(html)
                                .results()
                                .map(script -> "'sha256-" + digest(script.group(1)) + "'")
                                .findFirst()
                                .orElse("'none'"));
    }

    static Page load(String name) {
        return new Page(resource(name).replace("/* page.css */", resource("page.css")));
    }

    Response answer(int status, Map<String, String> texts) {
        String filled =
                BLANK.matcher(html).replaceAll(blank -> Matcher.quoteReplacement(escape(texts.get(blank.group(1)))));
        return Response.of(status)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", policy)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .body("text/html; charset=utf-8", filled);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String digest(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
