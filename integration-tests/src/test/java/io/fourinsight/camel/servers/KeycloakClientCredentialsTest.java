package io.fourinsight.camel.servers;

import io.fourinsight.camel.options.FourInsightConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Client sessions at Keycloak. */
class KeycloakClientCredentialsTest extends ClientCredentialsContract {

    @RegisterExtension
    static final KeycloakServer SERVER = new KeycloakServer();

    KeycloakClientCredentialsTest() {
        super(SERVER);
    }

    /** Not {@code invalid_client}, as RFC 6749 section 5.2 has it. */
    @Override
    String errorCodeOfWrongSecret() {
        return "unauthorized_client";
    }

    @Override
    String errorCodeOfRefusedGrant() {
        return "unauthorized_client";
    }

    @Test
    void unknownScopeIsMisconfigured() throws Exception {
        FourInsightConfiguration configuration = RegisteredClient.SERVICE.credentials();
        configuration.setApiScope("https://example.com/unknown/.default");

        assertMisconfigured(send(configuration), "invalid_scope");
    }
}
