package io.fourinsight.camel.servers;

import io.fourinsight.camel.options.FourInsightConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Client sessions at oidc-provider. */
class OidcProviderClientCredentialsTest extends ClientCredentialsContract {

    @RegisterExtension
    static final OidcProviderServer SERVER = new OidcProviderServer();

    OidcProviderClientCredentialsTest() {
        super(SERVER);
    }

    @Override
    String errorCodeOfWrongSecret() {
        return "invalid_client";
    }

    /** Not {@code unauthorized_client}, as RFC 6749 section 5.2 has it. */
    @Override
    String errorCodeOfRefusedGrant() {
        return "invalid_request";
    }

    /** It grants what it knows of the scope, here nothing, which RFC 6749 section 3.3 allows. */
    @Test
    void unknownScopeIsLeftOut() throws Exception {
        FourInsightConfiguration configuration = RegisteredClient.SERVICE.credentials();
        configuration.setApiScope("https://example.com/unknown/.default");

        assertWelcome(send(configuration));
    }
}
