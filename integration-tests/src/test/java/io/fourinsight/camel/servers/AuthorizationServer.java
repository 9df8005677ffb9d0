package io.fourinsight.camel.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** An authorization server that is not ours, for the tests of a class; all classes share its one process. */
abstract class AuthorizationServer implements BeforeAllCallback, BeforeEachCallback {

    /** What users may grant, in OAuth's way: the API, who they are, and that it goes on while they are away. */
    static final String USER_SCOPE = "openid offline_access https://4subseaid.onmicrosoft.com/4insight-api-prod/read";

    private Optional<String> missing;
    private JsonNode discovery;

    /** Why the server cannot be started here, if so. */
    abstract Optional<String> missing();

    /** Starts the server; its issuer, as OpenID Connect Discovery calls where everything else can be learned. */
    abstract URI start() throws IOException;

    /** The path that redirect URIs must have; null if any will do. */
    abstract String redirectPath();

    /** Says so if Maven has not told where a server is. */
    static Optional<String> unset(String property) {
        return System.getProperty(property) == null
                ? Optional.of(property + " is not set; run Maven with -Preal-servers")
                : Optional.empty();
    }

    URI issuer() {
        return endpoint("issuer");
    }

    URI tokenUrl() {
        return endpoint("token_endpoint");
    }

    URI revocationUrl() {
        return endpoint("revocation_endpoint");
    }

    URI introspectionUrl() {
        return endpoint("introspection_endpoint");
    }

    private URI endpoint(String name) {
        return URI.create(discovery.required(name).textValue());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        missing = missing();
        if (missing.isEmpty()) {
            discovery = context.getRoot()
                    .getStore(Namespace.create(AuthorizationServer.class))
                    .getOrComputeIfAbsent(getClass(), type -> discover(), JsonNode.class);
        }
    }

    private JsonNode discover() {
        try {
            URI document = URI.create(start() + "/.well-known/openid-configuration");
            try (InputStream json = document.toURL().openStream()) {
                return new ObjectMapper().readTree(json);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        missing.ifPresent(Missing::because);
    }
}
