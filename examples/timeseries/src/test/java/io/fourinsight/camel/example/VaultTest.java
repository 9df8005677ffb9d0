package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Credentials from one of Camel's vault functions: {@code {{secret:…}}}, here with Kubernetes' secrets as mounted files. */
class VaultTest {

    private static final String CLIENT = "vault-client";
    private static final String SECRET = "vault+s3cret&/%";

    @TempDir
    private Path mounted;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Sandbox sandbox = Sandbox.builder().client(CLIENT, SECRET).start();
    private final Main main = new Main();

    @BeforeEach
    void watchLog() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopAll() {
        main.stop();
        root.detachAppender(log);
        sandbox.close();
    }

    @Test
    void routeReadsWithCredentialsFromTheVault() throws Exception {
        mount("client-id", CLIENT);
        mount("client-secret", SECRET);

        TimeSeries levels = send().getMessage().getBody(TimeSeries.class);

        System.out.printf(
                "Camel Main received %s: %d samples, %s to %s%n",
                levels.seriesId(), levels.size(), levels.instant(0), levels.instant(levels.size() - 1));
        assertThat(levels.seriesId()).isEqualTo(Sandbox.STAVANGER);
        assertThat(levels.size()).isEqualTo(24);
        assertThat(sandbox.requests().by(CLIENT)).isEqualTo(2);
    }

    @Test
    void summaryOfPropertiesMasksWhatTheVaultSaid() throws Exception {
        mount("client-id", CLIENT);
        mount("client-secret", SECRET);

        send();

        assertThat(logged())
                .anyMatch(line -> line.endsWith("fourinsight.clientSecret = xxxxxx"))
                .noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void refusalOfWhatTheVaultSaidDoesNotTellIt() throws Exception {
        mount("client-id", CLIENT);
        mount("client-secret", "wrong-" + SECRET);

        Exchange exchange = send();

        assertThat(exchange.getException()).hasMessageContaining("invalid_client");
        assertThat(exchange.getException()).hasMessageNotContaining(SECRET);
        assertThat(logged()).noneMatch(line -> line.contains(SECRET));
    }

    private void mount(String name, String value) throws IOException {
        Path secret = Files.createDirectories(mounted.resolve("fourinsight"));
        Files.writeString(secret.resolve(name), value);
    }

    private Exchange send() throws Exception {
        main.setDefaultPropertyPlaceholderLocation("classpath:vault/application.properties");
        main.addInitialProperty("mounted", mounted.toString());
        main.addInitialProperty("levels.series-id", Sandbox.STAVANGER);
        main.addInitialProperty(
                "camel.component.fourinsight.token-url", sandbox.tokenUrl().toString());
        main.addInitialProperty(
                "camel.component.fourinsight.reservoir-url",
                sandbox.reservoirUrl().toString());
        main.start();
        return main.getCamelTemplate().request("direct:levels", exchange -> {});
    }

    private List<String> logged() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList();
    }
}
