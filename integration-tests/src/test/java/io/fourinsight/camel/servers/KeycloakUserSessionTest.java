package io.fourinsight.camel.servers;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Users who sign in at Keycloak. */
class KeycloakUserSessionTest extends UserSessionContract {

    @RegisterExtension
    static final KeycloakServer SERVER = new KeycloakServer();

    KeycloakUserSessionTest() {
        super(SERVER);
    }
}
