package io.fourinsight.camel.rest;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request that brought no usable answer, and why.
 *
 * <p>Messages name the method and the URL without its query; they never hold a token, for tokens travel in a header only.
 */
public abstract sealed class RestException extends RuntimeException {

    private final URI uri;

    private RestException(String message, URI uri, Throwable cause) {
        super(message, cause);
        this.uri = uri;
    }

    /** The URL that was asked. */
    public URI uri() {
        return uri;
    }

    private static String describe(RestRequest request) {
        URI uri = request.uri();
        return request.method() + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    /** The service answered with a status outside 200-299, and retrying did not or could not help. */
    public static final class Status extends RestException {

        private final int status;
        private final String reason;
        private final Map<String, String> headers;
        private final String body;
        private final Duration retryAfter;
        private final boolean repetition;

        Status(
                RestRequest request,
                int status,
                String reason,
                Map<String, String> headers,
                String body,
                Duration retryAfter,
                boolean repetition) {
            super(describe(request) + " was answered with status " + status, request.uri(), null);
            this.status = status;
            this.reason = reason;
            this.headers = headers;
            this.body = body;
            this.retryAfter = retryAfter;
            this.repetition = repetition;
        }

        public int status() {
            return status;
        }

        /** The reason phrase, or an empty text. */
        public String reason() {
            return reason;
        }

        /** The answer's headers, found by name in any case. */
        public Map<String, String> headers() {
            return headers;
        }

        /** The start of the answer's body, at most {@link RestResponse#ERROR_BODY_LIMIT} bytes of it. */
        public String body() {
            return body;
        }

        /** How long the service asked to wait (RFC 9110, section 10.2.3). */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        /**
         * Whether an earlier attempt may have done what was asked, its answer being lost. Then a status such as 404 or 409
         * may be about what that attempt has left behind.
         */
        public boolean isRepetition() {
            return repetition;
        }
    }

    /** No whole answer arrived: the connection failed, or the time was up. The cause is always an {@link IOException}. */
    public static final class Transport extends RestException {

        Transport(RestRequest request, String what, IOException cause) {
            super(describe(request) + ": " + what, request.uri(), cause);
        }

        @Override
        public synchronized IOException getCause() {
            return (IOException) super.getCause();
        }
    }

    /** The answer came with a good status, but it is not what this request is answered with. */
    public static final class Malformed extends RestException {

        /** @param what what was expected and what came instead, without quoting the body */
        public Malformed(RestRequest request, String what) {
            super(describe(request) + ": " + what, request.uri(), null);
        }
    }

    /** A next link that must not be followed: it leads to another host, where the token must not go, or in a circle. */
    public static final class ForbiddenLink extends RestException {

        /** @param why continues the sentence that names the link's target */
        ForbiddenLink(URI link, String why) {
            super("The next link to " + target(link) + " " + why, link, null);
        }

        /** Without path, query and user information: they are not ours, and may hold secrets. */
        private static String target(URI link) {
            return link.getScheme() + "://" + link.getHost() + (link.getPort() < 0 ? "" : ":" + link.getPort());
        }
    }
}
