package io.fourinsight.camel.servers;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The login command at oidc-provider. */
class OidcProviderLoginCommandTest extends LoginCommandContract {

    @RegisterExtension
    static final OidcProviderServer SERVER = new OidcProviderServer();

    OidcProviderLoginCommandTest() {
        super(SERVER);
    }
}
