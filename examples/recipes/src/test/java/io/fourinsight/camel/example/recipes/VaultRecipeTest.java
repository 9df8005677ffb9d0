package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.apache.camel.spi.ContextReloadStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the recipe that has its credentials from mounted files. */
class VaultRecipeTest {

    private static final String CLIENT = "vault-client";

    @TempDir
    private Path directory;

    private final Sandbox sandbox = Sandbox.builder().client(CLIENT, "first").start();
    private Main main;

    @AfterEach
    void stopAll() {
        if (main != null) {
            main.stop();
        }
        sandbox.close();
    }

    @Test
    void routeReadsWithTheMountedSecretAndAfterAReloadWithTheNextOne() throws Exception {
        mount("client-id", CLIENT);
        mount("client-secret", "first");
        start();
        Eventually.holds(() -> Files.exists(levels()), "levels were read");
        sandbox.addClient(CLIENT, "second");
        sandbox.revokeTokens();
        mount("client-secret", "second");

        main.getCamelContext().hasService(ContextReloadStrategy.class).onReload("the vault");
        Files.delete(levels());

        Eventually.holds(() -> Files.exists(levels()), "levels are read again");
        assertThat(sandbox.requests().by(Sandbox.CLIENT_ID)).isZero();
    }

    @Test
    void secretThatIsNotThereFailsTheStartAndIsNamed() throws Exception {
        mount("client-id", CLIENT);

        assertThatThrownBy(this::start).hasMessageContaining("fourinsight/client-secret");
    }

    /** The credentials are those of the page, so that the sandbox's must not go before them. */
    private void start() throws IOException {
        Properties vault = new Properties();
        vault.load(new StringReader(Recipe.named("A vault").block("properties")));
        Map<String, String> settings = new HashMap<>();
        vault.forEach((name, value) -> settings.put(name.toString(), value.toString()));
        settings.put(
                "camel.kubernetes-config.mount-path-secrets",
                directory.resolve("secrets").toString());
        main = Recipe.named("A vault").main(directory, ReadyProperties.of(sandbox), settings);
        main.start();
    }

    private void mount(String name, String value) throws IOException {
        Files.writeString(
                Files.createDirectories(directory.resolve("secrets/fourinsight"))
                        .resolve(name),
                value);
    }

    private Path levels() {
        return directory.resolve("levels/levels.csv");
    }
}
