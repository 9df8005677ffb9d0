package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.Environment;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** The options as plain properties of Camel Main. */
class PropertiesTest {

    private static final String PREFIX = "camel.component.fourinsight.";

    @Test
    void optionsAndCredentialsPerSessionKeyBind() throws Exception {
        Main main = new Main();
        main.addInitialProperty("camel.main.autoConfigurationLogSummary", "false");
        main.addInitialProperty(PREFIX + "sessions[acme].client-id", "acme-id");
        main.addInitialProperty(PREFIX + "sessions[acme].client-secret", "{{secret.of.acme}}");
        main.addInitialProperty(PREFIX + "sessions[other-key].clientId", "other-id");
        main.addInitialProperty(PREFIX + "sessions[other-key].clientSecret", "other-secret");
        main.addInitialProperty(PREFIX + "environment", "test");
        main.addInitialProperty(PREFIX + "client-authentication", "basic");
        main.addInitialProperty(PREFIX + "request-timeout", "45s");
        main.addInitialProperty(PREFIX + "tokenTimeout", "PT3S");
        main.addInitialProperty(PREFIX + "max-sessions", "7");
        main.addInitialProperty("secret.of.acme", "acme-secret");
        try {
            main.start();

            FourInsightComponent component =
                    main.getCamelContext().getComponent("fourinsight", FourInsightComponent.class);
            assertThat(component.getSessions()).containsOnlyKeys("acme", "other-key");
            assertThat(component.getSessions().get("acme").getClientId()).isEqualTo("acme-id");
            assertThat(component.getSessions().get("acme").getClientSecret()).isEqualTo("acme-secret");
            assertThat(component.getSessions().get("other-key").getClientSecret())
                    .isEqualTo("other-secret");
            assertThat(component.getConfiguration().getEnvironment()).isEqualTo(Environment.TEST);
            assertThat(component.getConfiguration().getRequestTimeout()).isEqualTo(Duration.ofSeconds(45));
            assertThat(component.getConfiguration().getTokenTimeout()).isEqualTo(Duration.ofSeconds(3));
            assertThat(component.getMaxSessions()).isEqualTo(7);
        } finally {
            main.stop();
        }
    }

    @Test
    void clientsOfASandboxAreConfiguredByPropertiesOnly() throws Exception {
        Main main = new Main();
        try (Sandbox sandbox = Sandbox.start()) {
            main.addInitialProperty("camel.main.autoConfigurationLogSummary", "false");
            main.addInitialProperty(PREFIX + "client-id", Sandbox.CLIENT_ID);
            main.addInitialProperty(PREFIX + "client-secret", Sandbox.CLIENT_SECRET);
            main.addInitialProperty(PREFIX + "token-url", sandbox.tokenUrl().toString());
            main.addInitialProperty(
                    PREFIX + "reservoir-url", sandbox.reservoirUrl().toString());
            main.start();

            assertThat(main.getCamelTemplate().requestBody("fourinsight:ping", (Object) null))
                    .isNotNull();
        } finally {
            main.stop();
        }
    }
}
