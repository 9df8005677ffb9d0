package io.fourinsight.camel.sandbox.http;

import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A request as it arrived.
 *
 * @param url the absolute URL that the client used, so that links in an answer lead back to the same host
 * @param headers unmodifiable, names without regard to case
 */
public record Request(String method, URI url, Map<String, List<String>> headers, Content content) {

    /** The body as UTF-8; empty if it is left as a stream, as for the blob store. */
    public String body() {
        return content.text();
    }

    /** This request with its body read through another stream, now or when the service reads it. */
    public Request readThrough(UnaryOperator<InputStream> stream) {
        return new Request(method, url, headers, content.through(stream));
    }

    /** This request without the stream of its body, which may be kept. */
    public Request withoutStream() {
        return body().isEmpty() ? new Request(method, url, headers, Content.NONE) : this;
    }

    /** The path as it was sent, still percent-encoded. */
    public String path() {
        return url.getRawPath();
    }

    /** The query as it was sent, or null. */
    public String rawQuery() {
        return url.getRawQuery();
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    public boolean isUnder(String pathPrefix) {
        return path().startsWith(pathPrefix);
    }

    /**
     * The decoded segments of the path after the prefix; an encoded slash stays inside its segment. A doubled slash makes
     * an empty one, which is the name of nothing.
     */
    public List<String> segmentsAfter(String pathPrefix) {
        String rest = path().substring(pathPrefix.length());
        return rest.isEmpty()
                ? List.of()
                : Arrays.stream(rest.split("/")).map(Request::decodeSegment).toList();
    }

    private static String decodeSegment(String segment) {
        // URLDecoder is for forms: in a path a plus is a plus.
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
