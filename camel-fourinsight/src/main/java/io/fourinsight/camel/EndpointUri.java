package io.fourinsight.camel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.util.URISupport;

/**
 * The URI of an endpoint as a route writes it, and the values of its options.
 *
 * <p>Camel decodes a URI twice, so a plus and a blank end as the same text and as the same endpoint. A plus is therefore
 * refused while it can still be seen. In a URI that Camel has normalized already ({@code toD}) it cannot: there a plus
 * stands for a blank.
 */
final class EndpointUri {

    /** Camel takes this option off itself. */
    static final String NO_OPTION = "?hash=0";

    /** A blank in a time can only have been a plus, so that a plus is as good. */
    private static final Set<String> TIMES = Set.of("start", "end");

    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private final String parameters;
    private final String normalized;
    private final boolean written;

    EndpointUri(String raw) throws Exception {
        String uri = raw.endsWith(NO_OPTION) ? raw.substring(0, raw.length() - NO_OPTION.length()) : raw;
        this.parameters = "&" + uri.substring(uri.indexOf('?') + 1) + "&";
        this.normalized = URISupport.normalizeUri(uri);
        this.written = !uri.equals(normalized);
    }

    String normalized() {
        return normalized;
    }

    /**
     * Replaces the texts of the URI by what they stand for. Values that are not in it stay: values in {@code RAW(…)}, and those
     * that were given as objects.
     *
     * @throws IllegalArgumentException naming the option if there is a plus in its value
     */
    void decode(Map<String, Object> values) {
        values.replaceAll(
                (name, value) -> value instanceof String text && isText(name, text) ? decoded(name, text) : value);
    }

    private boolean isText(String name, String text) {
        return parameters.contains("&" + name + "=" + text + "&");
    }

    private String decoded(String name, String text) {
        String encoded = text;
        if (written) {
            if (!TIMES.contains(name) && hasPlus(text)) {
                throw plus(name, text);
            }
            encoded = text.replace("+", "%2B");
        }
        return URLDecoder.decode(STRAY_PERCENT.matcher(encoded).replaceAll("%25"), StandardCharsets.UTF_8);
    }

    private static boolean hasPlus(String text) {
        return text.indexOf('+') >= 0 || text.toLowerCase(Locale.ROOT).contains("%2b");
    }

    private static IllegalArgumentException plus(String name, String text) {
        boolean secret =
                new FourInsightEndpointUriFactory().secretPropertyNames().contains(name);
        String raw = secret ? "…" : text.replaceAll("(?i)%2b", "+");
        return new IllegalArgumentException("option '" + name + "'" + (secret ? "" : ": value '" + text + "'")
                + " has a plus, which becomes a blank in an endpoint's URI, also in YAML; write RAW(" + raw
                + ") to keep it, and a blank as a blank or %20");
    }
}
