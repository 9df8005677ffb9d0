package io.fourinsight.camel.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.fourinsight.camel.SandboxContext;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.testing.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log has of the sessions of routes: their changes, and nothing for each exchange. */
class SessionLinesTest {

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        sandbox.addClient("changing", Sandbox.CLIENT_SECRET);
        context = new SandboxContext(sandbox);
        for (String key : List.of("acme", "other")) {
            SessionCredentials credentials = new SessionCredentials();
            credentials.setClientId("changing");
            credentials.setClientSecret(Sandbox.CLIENT_SECRET);
            context.component().getSessions().put(key, credentials);
        }
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    @Test
    void changesAreToldWithRouteAndKeyAndExchangesAreNot() throws Exception {
        context.route("first", "fourinsight:ping?sessionKey=acme");
        context.route("second", "fourinsight:campaigns?sessionKey=other");
        List<String> lines = new ArrayList<>();
        try (CapturedLog others = CapturedLog.below("io.fourinsight");
                CapturedLog log = CapturedLog.of(Session.class)) {
            for (int i = 0; i < 20; i++) {
                context.send("first");
                context.send("second");
            }
            assertThat(log.lines(Level.INFO))
                    .hasSize(2)
                    .anyMatch(line ->
                            line.startsWith("Session 'acme' of route 'first' has its first token, good until 2"))
                    .anyMatch(line -> line.startsWith("Session 'other' of route 'second' has its first token, "));
            assertThat(log.lines(Level.WARN)).isEmpty();

            sandbox.addClient("changing", "another secret");
            sandbox.revokeTokens();
            for (int i = 0; i < 20; i++) {
                context.send("first");
                context.send("second");
            }
            lines.addAll(log.lines(Level.INFO));
            lines.addAll(log.lines(Level.WARN));
            assertThat(others.lines(Level.INFO)).isEmpty();
            assertThat(others.lines(Level.WARN)).isEmpty();
        }

        assertThat(lines).hasSize(4);
        assertThat(lines)
                .filteredOn(line -> line.contains("gets no token"))
                .hasSize(2)
                .allMatch(line -> line.contains("invalid_client") && line.contains("Next try at 2"))
                .anyMatch(line -> line.startsWith("Session 'acme' of route 'first'"))
                .anyMatch(line -> line.startsWith("Session 'other' of route 'second'"));
        assertThat(lines.toString()).doesNotContain(Sandbox.CLIENT_SECRET).doesNotContainPattern("[A-Za-z0-9_-]{300}");
    }
}
