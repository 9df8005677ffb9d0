package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.ContextReloadStrategy;
import org.apache.camel.spi.PropertiesFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that a vault rotates, and that Camel then reloads its context for. */
class CredentialReloadTest {

    private static final String PREFIX = "camel.component.fourinsight.";

    private final Map<String, String> vault = new ConcurrentHashMap<>();
    private final Main main = new Main();
    private Sandbox sandbox;

    /** A vault whose answers change. */
    private final class Vault implements PropertiesFunction {

        @Override
        public String getName() {
            return "vault";
        }

        @Override
        public String apply(String name) {
            return vault.get(name);
        }
    }

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        vault.put("id", Sandbox.CLIENT_ID);
        vault.put("secret", Sandbox.CLIENT_SECRET);
        main.addInitialProperty("camel.main.autoConfigurationLogSummary", "false");
        main.addInitialProperty("camel.main.contextReloadEnabled", "true");
        main.addInitialProperty(PREFIX + "token-url", sandbox.tokenUrl().toString());
        main.addInitialProperty(PREFIX + "reservoir-url", sandbox.reservoirUrl().toString());
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport main) {
                main.getCamelContext().getPropertiesComponent().addPropertiesFunction(new Vault());
            }
        });
    }

    @AfterEach
    void stop() {
        main.stop();
        sandbox.close();
    }

    private void route(String uri) {
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ping").routeId("ping").to(uri);
            }
        });
        main.start();
    }

    /** The identity provider accepts the new secret alone. */
    private void rotate() {
        sandbox.addClient(Sandbox.CLIENT_ID, "rotated");
        sandbox.revokeTokens();
        vault.put("secret", "rotated");
    }

    private ContextReloadStrategy reload() {
        ContextReloadStrategy strategy = main.getCamelContext().hasService(ContextReloadStrategy.class);
        strategy.onReload("the vault");
        return strategy;
    }

    private Exchange ping() throws Exception {
        return main.getCamelTemplate().send("direct:ping", exchange -> {});
    }

    private FourInsightComponent component() {
        return main.getCamelContext().getComponent("fourinsight", FourInsightComponent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-secret", "clientSecret", "configuration.client-secret"})
    void theNextTokenIsAskedForWithTheNewSecret(String option) throws Exception {
        main.addInitialProperty(PREFIX + "client-id", "{{vault:id}}");
        main.addInitialProperty(PREFIX + option, "{{vault:secret}}");
        route("fourinsight:ping");
        assertThat(ping().getException()).isNull();
        rotate();
        assertThat(ping().getException()).as("before the reload").isNotNull();

        assertThat(reload().getLastError()).isNull();

        assertThat(ping().getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-secret", "clientSecret"})
    void soIsThatOfASessionKey(String option) throws Exception {
        main.addInitialProperty(PREFIX + "sessions[acme].client-id", "{{vault:id}}");
        main.addInitialProperty(PREFIX + "sessions[acme]." + option, "{{vault:secret}}");
        route("fourinsight:ping?sessionKey=acme");
        assertThat(ping().getException()).isNull();
        rotate();
        assertThat(ping().getException()).as("before the reload").isNotNull();

        assertThat(reload().getLastError()).isNull();

        assertThat(ping().getException()).isNull();
    }

    /** The routes go on with what they had. */
    @Test
    void aVaultThatIsAwayChangesNothing() throws Exception {
        main.addInitialProperty(PREFIX + "client-id", "{{vault:id}}");
        main.addInitialProperty(PREFIX + "client-secret", "{{vault:secret}}");
        route("fourinsight:ping");
        vault.clear();

        assertThat(reload().getLastError()).isNull();

        assertThat(ping().getException()).isNull();
    }

    @Test
    void whatIsNoPropertyStaysAsItWasSet() {
        main.addInitialProperty(PREFIX + "client-id", "{{vault:id}}");
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport main) {
                component().getConfiguration().setClientSecret(Sandbox.CLIENT_SECRET);
            }
        });
        route("fourinsight:ping");
        vault.put("id", "another");

        reload();

        assertThat(component().getConfiguration().getClientId()).isEqualTo("another");
        assertThat(component().getConfiguration().getClientSecret()).isEqualTo(Sandbox.CLIENT_SECRET);
    }
}
