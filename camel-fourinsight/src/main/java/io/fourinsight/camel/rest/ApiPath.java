package io.fourinsight.camel.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.net.PercentCodec;
import org.apache.hc.core5.net.URIBuilder;

/** Turns the {@code path} and {@code query} that a route gives into a URL on the API's host, and nowhere else. */
public final class ApiPath {

    private static final String OPTION = "path";

    private ApiPath() {}

    /**
     * @param path relative to the API's base, with percent-encoded characters or without; or a whole URL on its host, such
     *     as a next link, whose query is kept as it is
     * @param query OData, not encoded; or null
     * @throws IllegalArgumentException if the path is empty, leads elsewhere, climbs with {@code ..} or has a segment
     *     {@code internal}, which is not for clients
     */
    public static URI resolve(ServiceUrl api, String path, String query) {
        URIBuilder url = path.matches("(?i)https?://.*") ? whole(api, path) : relative(api, path);
        if (query != null && !query.isBlank()) {
            url.addParameters(ODataQuery.parse(query));
        }
        return ServiceUrl.build(url);
    }

    private static URIBuilder whole(ServiceUrl api, String path) {
        URI uri;
        try {
            uri = new URI(path);
        } catch (URISyntaxException e) {
            throw invalid(path, "it is not a URL (" + e.getReason() + ")");
        }
        if (!api.owns(uri)) {
            throw invalid(path, "only paths on the API's host are allowed, " + api);
        }
        segments(path, uri.getRawPath());
        return new URIBuilder(uri).setFragment(null);
    }

    private static URIBuilder relative(ServiceUrl api, String path) {
        int mark = path.indexOf('?');
        String[] segments = segments(path, mark < 0 ? path : path.substring(0, mark));
        if (segments.length == 0) {
            throw invalid(path, "it is empty");
        }
        URIBuilder url = api.at(segments);
        return mark < 0 ? url : url.addParameters(ODataQuery.parse(path.substring(mark + 1)));
    }

    /** The decoded segments. Empty ones at both ends are dropped, so that a leading or trailing slash does no harm. */
    private static String[] segments(String path, String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : rawPath.replaceAll("^/+|/+$", "").split("/")) {
            String segment = PercentCodec.RFC3986.decode(raw);
            // a server may decode once more, or see a path in an encoded slash: look at what it could become
            for (String part : PercentCodec.RFC3986.decode(segment).split("[/\\\\]", -1)) {
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
