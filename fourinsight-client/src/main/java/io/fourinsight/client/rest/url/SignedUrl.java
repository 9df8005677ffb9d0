package io.fourinsight.client.rest.url;

import io.fourinsight.client.base.Echo;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a blob is, with the shared access signature in its query that opens it to any holder of the URL.
 *
 * <p>Only {@link #location()} may be shown; {@link #toString()} is that.
 */
public final class SignedUrl {

    private static final String MASK = "***";
    private static final Pattern SIGNATURE = Pattern.compile("(?:^|&)sig=([^&]+)", Pattern.CASE_INSENSITIVE);

    private final URI location;
    private final @Nullable String query;

    private SignedUrl(URI location, @Nullable String query) {
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
        try {
            URI whole = mark < 0 ? location : new URI(endpoint.trim());
            // also behind the query, where a part of the signature would be lost without a word
            if (location.getRawFragment() != null || whole.getRawFragment() != null) {
                throw new IllegalArgumentException("Endpoint '" + path + "' cannot be used: it must have no fragment");
            }
            return new SignedUrl(location, whole.getRawQuery());
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
    public String suffix() {
        return query == null ? "" : "?" + query;
    }

    /** A text that came back from the store, without the signature should it be quoted there. */
    public String mask(String text) {
        if (query == null || query.isEmpty()) {
            return text;
        }
        String masked = text.replace(query, MASK);
        Matcher signature = SIGNATURE.matcher(query);
        while (signature.find()) {
            masked = Echo.hide(URLDecoder.decode(signature.group(1), StandardCharsets.UTF_8), masked);
        }
        return masked;
    }

    @Override
    public String toString() {
        return query == null ? location.toString() : location + "?" + MASK;
    }
}
