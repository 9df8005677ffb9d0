package io.fourinsight.client.rest.url;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hc.core5.net.URIBuilder;
import org.jspecify.annotations.Nullable;

/** Turns the {@code path} and {@code query} that a route gives into a URL on the API's host, and nowhere else. */
public final class ApiPath {

    private static final String OPTION = "path";
    private static final Pattern WHOLE = Pattern.compile("[a-z][a-z0-9+.-]*://", Pattern.CASE_INSENSITIVE);
    private static final Pattern END_SLASHES = Pattern.compile("^/|/$");

    private ApiPath() {}

    /**
     * @param path relative to the API's base, with percent-encoded characters or without; or a whole URL on its host, such
     *     as a next link, whose query is kept as it is but for what a URL must not hold
     * @param query OData, not encoded; or null
     * @throws IllegalArgumentException if the path is empty, leads elsewhere, climbs with {@code ..} or has a segment
     *     {@code internal}, which is not for clients
     */
    public static URI resolve(ServiceUrl api, String path, @Nullable String query) {
        URI url = WHOLE.matcher(path).lookingAt() ? whole(api, path) : relative(api, path);
        return query == null || query.isBlank() ? url : ODataQuery.append(url, query);
    }

    /** The URL of the segments, each of them encoded, with the query, which is OData, not encoded; or null. */
    public static URI resolve(ServiceUrl api, List<String> segments, @Nullable String query) {
        URI url = api.resolve(segments.toArray(String[]::new));
        return query == null || query.isBlank() ? url : ODataQuery.append(url, query);
    }

    private static URI whole(ServiceUrl api, String path) {
        URI uri;
        try {
            uri = new URI(LinkText.encode(path));
        } catch (URISyntaxException e) {
            throw invalid("(a URL)", "it is not a URL (" + e.getReason() + ")");
        } catch (IllegalArgumentException e) {
            throw invalid("(a URL)", "its host has no ASCII form");
        }
        if (!api.owns(uri)) {
            // not quoted: it may hold credentials, and those of somebody else
            throw invalid("(a URL elsewhere)", "only paths on the API's host are allowed, " + api);
        }
        segments(path, uri.getRawPath());
        return ServiceUrl.build(new URIBuilder(uri).setFragment(null));
    }

    private static URI relative(ServiceUrl api, String path) {
        int mark = path.indexOf('?');
        String[] segments = segments(path, mark < 0 ? path : path.substring(0, mark));
        if (segments.length == 0) {
            throw invalid(path, "it is empty");
        }
        URI url = api.resolve(segments);
        return mark < 0 ? url : ODataQuery.append(url, path.substring(mark + 1));
    }

    /** The decoded segments. A slash at either end does no harm; two of them would be another path, or another host. */
    private static String[] segments(String path, String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : END_SLASHES.matcher(rawPath).replaceAll("").split("/", -1)) {
            String segment = PercentText.decode(raw);
            // a server may decode once more, or see a path in an encoded slash: look at what it could become
            for (String part : PercentText.decode(segment).split("[/\\\\]", -1)) {
                if (part.equalsIgnoreCase("internal")) {
                    throw invalid(path, "what is below 'internal' is not for clients");
                }
                if (part.equals(".") || part.equals("..")) {
                    throw invalid(path, "it must not contain '" + part + "'");
                }
            }
            if (segment.isEmpty() && !rawPath.isBlank() && !rawPath.equals("/")) {
                throw invalid(path, "it has an empty segment");
            }
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments.toArray(String[]::new);
    }

    private static IllegalArgumentException invalid(String path, String why) {
        return new IllegalArgumentException(OPTION + " '" + path + "' cannot be used: " + why);
    }
}
