package io.fourinsight.client.rest;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * A request that brought no usable answer, and why.
 *
 * <p>Messages name the method and the URL without its query; they never hold a token: it travels in a
 * header only, and is masked where an answer quotes it.
 */
public abstract sealed class RestException extends RuntimeException {

    private final URI uri;

    private RestException(String message, URI uri, @Nullable Throwable cause) {
        super(message, cause);
        this.uri = uri;
    }

    /** The URL that was asked. */
    public URI uri() {
        return uri;
    }

    private static String describe(String method, URI uri) {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    /** The service answered with a status outside 200-299, and retrying did not or could not help. */
    public static final class Status extends RestException {

        private final int status;
        private final String reason;
        private final Map<String, String> headers;
        private final String body;
        private final String explanation;
        private final @Nullable Duration retryAfter;
        private final boolean repetition;

        public Status(
                String method,
                URI uri,
                int status,
                String reason,
                Map<String, String> headers,
                String body,
                String explanation,
                @Nullable Duration retryAfter,
                boolean repetition) {
            super(
                    describe(method, uri) + " was answered with status " + status
                            + (explanation.isEmpty() ? "" : ": " + explanation),
                    uri,
                    null);
            this.explanation = explanation;
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

        /** The start of the answer's body, at most 64 KiB of it. */
        public String body() {
            return body;
        }

        /** What the service said about it, for people to read, in one line; or an empty text. */
        public String explanation() {
            return explanation;
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

        /** Whether what was to be deleted is not there because an earlier attempt has deleted it. */
        public boolean isDoneBefore() {
            return repetition && status == HttpStatus.SC_NOT_FOUND;
        }
    }

    /** No whole answer arrived: the connection failed, or the time was up. The cause is always an {@link IOException}. */
    public static final class Transport extends RestException {

        public Transport(String method, URI uri, String what, IOException cause) {
            super(describe(method, uri) + ": " + what, uri, cause);
        }

        @Override
        public synchronized IOException getCause() {
            return (IOException) Objects.requireNonNull(super.getCause());
        }
    }

    /** The client had been stopped, or was stopped while the request was made; another client may make it again. */
    public static final class Stopped extends RestException {

        public Stopped(String method, URI uri, RuntimeException cause) {
            super(describe(method, uri) + ": the client is stopped", uri, cause);
        }
    }

    /** The answer came with a good status, but it is not what this request is answered with. */
    public static final class Malformed extends RestException {

        /** @param what what was expected and what came instead, without quoting the body */
        public Malformed(String method, URI uri, String what) {
            super(describe(method, uri) + ": " + what, uri, null);
        }

        public Malformed(String method, URI uri, String what, IOException cause) {
            super(describe(method, uri) + ": " + what, uri, cause);
        }
    }

    /** A next link that must not be followed: it leads to another host, where the token must not go, or in a circle. */
    public static final class ForbiddenLink extends RestException {

        /** @param why continues the sentence that names the link's target */
        public ForbiddenLink(URI link, String why) {
            super("The next link to " + target(link) + " " + why, link, null);
        }

        /** Without path, query and user information: they are not ours, and may hold secrets. */
        private static String target(URI link) {
            String authority = link.getRawAuthority();
            return link.getScheme()
                    + (authority == null ? ":" : "://" + authority.substring(authority.lastIndexOf('@') + 1));
        }
    }
}
