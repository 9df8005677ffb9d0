package io.fourinsight.client.rest.call;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * A request to a service; it holds no token, so that it can be sent again with another one.
 *
 * @param method the HTTP method, upper case
 * @param uri the absolute URL, already encoded
 * @param entity the body, or null
 * @param repeatableStep true if asking twice does what asking once does, although the method does not promise it
 * @param subject what it is about, as errors name it, such as {@code series '7'}; or null
 */
public record RestRequest(
        String method, URI uri, @Nullable HttpEntity entity, boolean repeatableStep, @Nullable String subject) {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    public RestRequest(String method, URI uri, @Nullable HttpEntity entity, boolean repeatableStep) {
        this(method, uri, entity, repeatableStep, null);
    }

    public static RestRequest get(URI uri) {
        return new RestRequest("GET", uri, null, false);
    }

    /** A POST that only asks, so that it can be repeated like a GET. */
    public static RestRequest question(URI uri, HttpEntity entity) {
        return new RestRequest("POST", uri, entity, true);
    }

    /** A POST that leaves the same behind if it is done twice, so that it can be repeated like a PUT. */
    public static RestRequest step(URI uri, @Nullable HttpEntity entity) {
        return new RestRequest("POST", uri, entity, true);
    }

    public static RestRequest of(String method, URI uri, @Nullable HttpEntity entity) {
        return new RestRequest(method.toUpperCase(Locale.ROOT), uri, entity, false);
    }

    /** The same request, about something that may not be there. */
    public RestRequest about(String what) {
        return new RestRequest(method, uri, entity, repeatableStep, what);
    }

    /** Whether the body, if any, can be sent a second time. */
    boolean hasRepeatableBody() {
        return entity == null || entity.isRepeatable();
    }

    /** Whether a second execution does no harm (RFC 9110, section 9.2.2, or by the nature of the step). */
    boolean isIdempotent() {
        return repeatableStep || IDEMPOTENT.contains(method);
    }
}
