package io.fourinsight.camel.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.client.session.signin.SignedIn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A user who signs in at Keycloak with a real browser. */
@Timeout(300)
class KeycloakBrowserSignInTest {

    @RegisterExtension
    static final KeycloakServer SERVER = new KeycloakServer();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    Path tokens;

    @Test
    void routeActsForWhoSignedInOnKeycloaksPage() throws Exception {
        try (ProtectedApi api = new ProtectedApi(SERVER);
                BrowserWindow window = CHROMIUM.window()) {
            FourInsightConfiguration configuration = RegisteredClient.NATIVE.ofUsers(SERVER, api, tokens);
            SignedIn signedIn = UserSignIn.at(SERVER, configuration).with(BrowserSignInTest.browser(page -> {
                window.go(page);
                window.type("#username", RegisteredUser.ALICE.id());
                window.type("#password", RegisteredUser.ALICE.password());
                window.click("#kc-login");
                window.awaitText("Almost done");
            }));
            assertThat(signedIn.subject())
                    .hasValueSatisfying(who -> assertThat(who).contains("alice"));

            try (ApiRoute route = ApiRoute.start(configuration)) {
                assertThat(route.send().getException()).isNull();
            }
            assertThat(api.tokens()).isEqualTo(1);
        }
    }
}
