package io.fourinsight.camel.rest;

import io.fourinsight.camel.session.TokenSource;
import java.util.Map;
import java.util.Objects;

/**
 * Who asks: the session whose token a request carries, and attributes for the HTTP client's request context.
 *
 * <p>It is handed over with every request instead of being set on a client, so that two tenants who share a connection
 * pool cannot be mixed up.
 */
public record Caller(TokenSource tokens, Map<String, Object> attributes) {

    public Caller {
        Objects.requireNonNull(tokens, "a request needs a session");
        attributes = Map.copyOf(attributes);
    }

    public static Caller of(TokenSource tokens) {
        return new Caller(tokens, Map.of());
    }
}
