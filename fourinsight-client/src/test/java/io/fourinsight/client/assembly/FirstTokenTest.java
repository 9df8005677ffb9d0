package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import com.sun.net.httpserver.HttpExchange;
import io.fourinsight.client.base.Fingerprint;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.ClientSession;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.TokenServer;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a client's first exchange when its first token request fails; with a real clock and a real server. */
@Timeout(60)
class FirstTokenTest {
    private static final ClientCredentials CREDENTIALS = new ClientCredentials("app", Secret.of("secret"));

    private final SessionFactory factory = new SessionFactory(Clock.systemUTC());
    private TokenServer server;
    private CloseableHttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = new TokenServer();
        HttpClientBuilder builder = HttpClientBuilder.create();
        Traffic.TOKENS.harden(builder);
        client = builder.build();
    }

    @AfterEach
    void stop() throws IOException {
        factory.close();
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 404})
    void aFailureThatMayPassCostsTheExchangeOnlyTime(int status) {
        firstThenToken(exchange -> exchange.sendResponseHeaders(status, -1));

        assertThat(session().token().authorization()).isEqualTo("Bearer one");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aConnectionThatBreaksCostsTheExchangeOnlyTime() {
        firstThenToken(HttpExchange::close);

        assertThat(session().token().authorization()).isEqualTo("Bearer one");
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_resource",
        "400, invalid_target",
        "403, access_denied",
        "400, unauthorized_client",
        "401, invalid_client"
    })
    void aPermanentRefusalFailsAtOnceWithAdviceAndIsNotRepeatedForAMinute(int status, String error) {
        server.answer(status, "{\"error\":\"" + error + "\"}");
        ClientSession session = session();
        for (int i = 0; i < 3; i++) {
            SessionException.Misconfigured failure =
                    catchThrowableOfType(SessionException.Misconfigured.class, session::token);
            assertThat(failure.errorCode()).isEqualTo(error);
            assertThat(failure).hasMessageContaining("; check ").hasMessageContaining("Next try at ");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"404, http_404, check the token URL", "401, http_401, check client id and client secret"})
    void whatTheStatusAloneSaysIsMisconfiguredFromTheThirdTimeOn(int status, String code, String advice) {
        server.answer(status, "<html>");

        SessionException failure = catchThrowableOfType(SessionException.class, session()::token);

        assertThat(failure).isInstanceOf(SessionException.Misconfigured.class).hasMessageContaining(advice);
        assertThat(failure.errorCode()).isEqualTo(code);
        assertThat(server.requests()).as("after a second and after two more").hasSize(3);
    }

    @Test
    void aWarningNamesSessionKeyRouteAndClient() {
        server.answer(401, "{\"error\":\"invalid_client\"}");
        try (CapturedLog log = CapturedLog.of(Session.class);
                ClientSession session = factory.clientSession(identity(), CREDENTIALS, endpoint(), "hourly")) {
            catchThrowableOfType(SessionException.class, session::token);
            assertThat(log.lines(Level.WARN))
                    .singleElement()
                    .asString()
                    .startsWith("Session 'acme' of route 'hourly' gets no token: ")
                    .contains("client " + Fingerprint.of("app") + " at 127.0.0.1");
        }
    }

    private void firstThenToken(TokenServer.Behaviour first) {
        byte[] token = "{\"access_token\":\"one\",\"token_type\":\"Bearer\"}".getBytes(StandardCharsets.UTF_8);
        server.behave(exchange -> {
            if (server.requests().size() == 1) {
                first.answer(exchange);
            } else {
                exchange.sendResponseHeaders(200, token.length);
                exchange.getResponseBody().write(token);
            }
        });
    }

    private ClientSession session() {
        return factory.clientSession(identity(), CREDENTIALS, endpoint());
    }

    private SessionIdentity identity() {
        return SessionIdentity.client("acme", Service.API, server.url(), "scope", CREDENTIALS);
    }

    private TokenEndpoint endpoint() {
        return new TokenEndpoint(client, Duration.ofSeconds(20));
    }
}
