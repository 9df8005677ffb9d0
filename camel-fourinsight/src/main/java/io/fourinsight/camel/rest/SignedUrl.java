package io.fourinsight.camel.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a blob is, with the shared access signature in its query that opens it to whoever has the URL.
 *
 * <p>Only {@link #location()} may be shown; {@link #toString()} is that.
 */
public final class SignedUrl {

    private static final String MASK = "***";
    private static final Pattern SIGNATURE = Pattern.compile("(?:^|&)sig=([^&]+)", Pattern.CASE_INSENSITIVE);

    private final URI location;
    private final String query;

    private SignedUrl(URI location, String query) {
        this.location = location;
        this.query = query;
    }

    /**
     * @throws IllegalArgumentException unless it is an absolute https URL (http: only to loopback) without user
     *     information; nothing of its query is in the message
     */
    public static SignedUrl parse(String endpoint) {
        int mark = endpoint.indexOf('?');
        String path = mark < 0 ? endpoint : endpoint.substring(0, mark);
        URI location = ServiceUrl.parseSecure("Endpoint", path);
        if (location.getRawFragment() != null) {
            throw new IllegalArgumentException("Endpoint '" + path + "' cannot be used: it must have no fragment");
        }
        try {
            return new SignedUrl(location, mark < 0 ? null : new URI(endpoint.trim()).getRawQuery());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "Endpoint '" + path + "' cannot be used: its query is not encoded (" + e.getReason() + ")");
        }
    }

    /** The URL without its query: what may be shown. */
    public URI location() {
        return location;
    }

    /** This URL with one more parameter, such as {@code comp=block}, which the signature does not cover. */
    public SignedUrl with(String name, String value) {
        String parameter =
                name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return new SignedUrl(location, query == null ? parameter : query + "&" + parameter);
    }

    /** What the request line of an attempt needs behind the path, or an empty text. */
    String suffix() {
        return query == null ? "" : "?" + query;
    }

    /** A text that came back from the store, without the signature should it be quoted there. */
    String mask(String text) {
        if (query == null || text == null) {
            return text;
        }
        String masked = text.replace(query, MASK);
        Matcher signature = SIGNATURE.matcher(query);
        while (signature.find()) {
            String encoded = signature.group(1);
            // %2f is %2F (RFC 3986, section 2.1), and stores write it in either way
            masked = Pattern.compile(Pattern.quote(encoded), Pattern.CASE_INSENSITIVE)
                    .matcher(masked)
                    .replaceAll(MASK)
                    .replace(URLDecoder.decode(encoded, StandardCharsets.UTF_8), MASK);
        }
        return masked;
    }

    @Override
    public String toString() {
        return query == null ? location.toString() : location + "?" + MASK;
    }
}
