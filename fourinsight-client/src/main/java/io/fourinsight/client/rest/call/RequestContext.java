package io.fourinsight.client.rest.call;

import io.fourinsight.client.session.TokenSource;
import java.util.Map;
import java.util.Objects;

/**
 * What surrounds a request: the session whose token it carries, and attributes for the HTTP client's request context.
 *
 * <p>It is handed over with every request instead of being set on a client, so that two tenants who share a connection
 * pool cannot be mixed up.
 */
public record RequestContext(TokenSource tokens, Map<String, Object> attributes) {

    public RequestContext {
        Objects.requireNonNull(tokens, "a request needs a session");
        attributes = Map.copyOf(attributes);
    }

    public static RequestContext of(TokenSource tokens) {
        return new RequestContext(tokens, Map.of());
    }
}
