package io.fourinsight.camel.servers;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Users who sign in at oidc-provider. */
class OidcProviderUserSessionTest extends UserSessionContract {

    @RegisterExtension
    static final OidcProviderServer SERVER = new OidcProviderServer();

    OidcProviderUserSessionTest() {
        super(SERVER);
    }
}
