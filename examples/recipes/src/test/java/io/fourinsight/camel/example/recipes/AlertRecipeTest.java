package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Runs the recipe that tells of a silent series and of a session without a token. */
class AlertRecipeTest {

    private static final String FRESH = Sandbox.TIDE_STAVANGER;

    private static final class Alerts extends ListAppender<ILoggingEvent> {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel() == Level.ERROR) {
                messages.add(event.getFormattedMessage());
            }
        }
    }

    @TempDir
    private Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private final Logger log = (Logger) LoggerFactory.getLogger("alert");
    private final Alerts alerts = new Alerts();
    private Main main;

    @BeforeEach
    void listen() {
        alerts.start();
        log.addAppender(alerts);
    }

    @AfterEach
    void stopAll() {
        main.stop();
        log.detachAppender(alerts);
        sandbox.close();
    }

    @Test
    void seriesThatFellSilentIsTold() throws Exception {
        Instant now = Instant.now();
        sandbox.addSeries("silent", now.minus(Duration.ofHours(3)), Duration.ofMinutes(1), 120, second -> 1);

        watch("silent");

        Eventually.holds(() -> !alerts.messages.isEmpty(), "it is told");
        assertThat(alerts.messages.get(0)).contains("silent has been silent for 30 minutes");
    }

    @Test
    void sessionThatGetsNoTokenIsTold() throws Exception {
        sandbox.addClient(Sandbox.CLIENT_ID, "another");

        watch(FRESH);

        Eventually.holds(() -> !alerts.messages.isEmpty(), "it is told");
        assertThat(alerts.messages.get(0))
                .contains(FRESH + " cannot be read: ", "invalid_client")
                .doesNotContain(Sandbox.CLIENT_SECRET);
    }

    @Test
    void tokenThatIsRefusedIsToldAndAFreshSeriesIsNot() throws Exception {
        watch(FRESH);
        Eventually.holds(() -> sandbox.requests().reservoirRequests() > 3, "it was asked for some times");
        assertThat(alerts.messages).isEmpty();

        sandbox.addClient(Sandbox.CLIENT_ID, "another");
        sandbox.revokeTokens();

        Eventually.holds(() -> !alerts.messages.isEmpty(), "it is told");
        assertThat(alerts.messages.get(0)).contains(FRESH + " cannot be read: ", "401");
    }

    private void watch(String series) throws Exception {
        main = Recipe.named("Alert").main(directory, ReadyProperties.of(sandbox), Map.of("levels.series-id", series));
        main.start();
    }
}
