package io.fourinsight.client.rest.url;

import io.fourinsight.client.base.HostNames;
import io.fourinsight.client.base.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.net.URIBuilder;

/** The base URL of a service: where its requests start, and the only host that its tokens are sent to. */
public final class ServiceUrl {

    private static final int LAST_PORT = 65_535;

    private final URI base;
    private final List<String> path;

    /** @param base with a last slash */
    private ServiceUrl(URI base) {
        this.base = base;
        List<String> segments = new URIBuilder(base).getPathSegments();
        // without the empty one behind the last slash, which would be doubled
        this.path = segments.subList(0, segments.size() - 1);
    }

    /**
     * @param option the option that holds the URL, for the error
     * @throws IllegalArgumentException if it is not an absolute https URL (http: only to loopback) without user
     *     information, query and fragment
     */
    public static ServiceUrl parse(String option, String url) {
        URI uri = parseSecure(option, url);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid(option, url, "it must have no query and no fragment");
        }
        String text = uri.toString();
        return new ServiceUrl(text.endsWith("/") ? uri : URI.create(text + "/"));
    }

    /**
     * Checks a URL that secrets or tokens are sent to.
     *
     * @throws IllegalArgumentException unless it is absolute, https (http: only to loopback) and without user information
     */
    public static URI parseSecure(String option, String url) {
        URI uri;
        try {
            uri = new URI(url.trim());
        } catch (URISyntaxException e) {
            throw invalid(option, url, "it is not a URL (" + e.getReason() + ")");
        }
        // also where Java finds no host and so no user information
        if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    option + " must not hold user information; give credentials as clientId and clientSecret");
        }
        if (uri.getHost() == null || uri.getScheme() == null) {
            throw invalid(option, url, HostNames.flaw(uri).orElse("it must be absolute"));
        }
        if (uri.getPort() > LAST_PORT) {
            throw invalid(option, url, "there is no port " + uri.getPort());
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean loopback = Loopback.isHost(uri.getHost());
        if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
            throw invalid(option, url, "only https is allowed, or http to localhost, 127.0.0.1 or [::1]");
        }
        return uri;
    }

    public URI uri() {
        return base;
    }

    /** Whether a URL leads to this service's host: same scheme, host and port. */
    public boolean owns(URI uri) {
        return base.getScheme().equalsIgnoreCase(uri.getScheme())
                && base.getHost().equalsIgnoreCase(uri.getHost())
                && port(base) == port(uri)
                && uri.getRawUserInfo() == null;
    }

    /** Whether a URL leads to something below this service's base. */
    public boolean holds(URI uri) {
        // both in the same form: a base may have two slashes in a row, or a step up
        return owns(uri)
                && uri.normalize().getRawPath().startsWith(base.normalize().getRawPath());
    }

    /**
     * A URL below this service with the given path segments, each of them encoded, so that a {@code /} in an id stays in it.
     *
     * @throws IllegalArgumentException if a segment is {@code .} or {@code ..}, which no encoding keeps in its place, or
     *     has half of a character, for which it has none
     */
    public URI resolve(String... segments) {
        return build(at(segments));
    }

    /** As {@link #resolve}, to be completed with a query. */
    public URIBuilder at(String... segments) {
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("'" + segment + "' cannot be part of a path");
            }
            // it would become a question mark, and with it perhaps the id of something else
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(segment)) {
                throw new IllegalArgumentException("'" + segment + "' is not Unicode and cannot be part of a path");
            }
        }
        List<String> whole = new ArrayList<>(path.size() + segments.length);
        whole.addAll(path);
        Collections.addAll(whole, segments);
        return new URIBuilder(base).setPathSegments(whole);
    }

    public static URI build(URIBuilder builder) {
        try {
            return builder.build();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return base.toString();
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static IllegalArgumentException invalid(String option, String url, String why) {
        String shown = url.replaceFirst("//[^/]*@", "//***@"); // what is no URL can have user information, too
        return new IllegalArgumentException(option + " '" + shown + "' cannot be used: " + why);
    }
}
