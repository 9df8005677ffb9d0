package io.fourinsight.camel.servers;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The login command at Keycloak. */
class KeycloakLoginCommandTest extends LoginCommandContract {

    @RegisterExtension
    static final KeycloakServer SERVER = new KeycloakServer();

    KeycloakLoginCommandTest() {
        super(SERVER);
    }
}
