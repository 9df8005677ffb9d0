package io.fourinsight.camel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** User sessions as the factory makes them, over HTTP and with their own threads. */
@Timeout(60)
class UserSessionTest {
    private static final ClientCredentials APPLICATION = new ClientCredentials("app", Secret.of("app-secret"));
    private static final SignInCommand COMMAND = new SignInCommand("acme", null, Service.API, null, null);

    private final MemoryTokenStore store = new MemoryTokenStore();
    private final SessionFactory factory = new SessionFactory(Clock.systemUTC());
    private TokenServer server;
    private CloseableHttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = new TokenServer();
        HttpClientBuilder builder = HttpClientBuilder.create();
        TokenEndpoint.harden(builder);
        client = builder.build();
    }

    @AfterEach
    void stop() throws IOException {
        factory.close();
        client.close();
        server.close();
    }

    @Test
    void anAnswerThatComesWhileStoppingIsStored() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        server.behave(exchange -> {
            asked.countDown();
            mayAnswer.await();
            byte[] body = "{\"access_token\":\"new\",\"token_type\":\"Bearer\",\"refresh_token\":\"next\"}".getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        store.put(stored(server.url(), Instant.now().minusSeconds(60)));
        UserSession session = session(null);
        try (Callers<SessionException> waiting =
                Callers.start(1, () -> catchThrowableOfType(SessionException.class, session::token))) {
            asked.await();
            session.close();
            assertThat(waiting.result().errorCode()).as("fails at once").isEqualTo("closed");
        }
        try (Callers<Boolean> stopping = Callers.start(1, () -> {
            factory.close();
            return store.get().refreshToken().equals(Optional.of(Secret.of("next")));
        })) {
            stopping.awaitWaiting();
            mayAnswer.countDown();
            assertThat(stopping.result()).as("stored when the stop is over").isTrue();
        }
    }

    @Test
    void aStoredTokenThatTheApiRejectsIsRefreshedOnce() {
        server.answer(200, "{\"access_token\":\"new\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        store.put(stored(server.url(), Instant.now().plusSeconds(3600)));
        UserSession session = session(null);
        BearerToken old = session.token();
        assertThat(server.requests()).isEmpty();
        assertThat(session.reject(old)).map(BearerToken::authorization).contains("Bearer new");
        assertThat(session.token().authorization()).isEqualTo("Bearer new");
        assertThat(server.requests()).hasSize(1);
        assertThat(store.get().refreshToken()).contains(Secret.of("stored-refresh"));
    }

    @Test
    void loginRequiredNamesTheCommand() {
        SessionException.LoginRequired failure =
                catchThrowableOfType(SessionException.LoginRequired.class, session(null)::token);
        assertThat(failure.command()).isEqualTo("java -jar fourinsight-login.jar --session-key acme");
    }

    @Test
    void httpToAnAddressThatIsNotConfiguredMakesNoRequest() {
        store.put(stored(server.url(), Instant.now().minusSeconds(60)));
        SessionIdentity identity = SessionIdentity.user("acme", Service.API, null, "scope", null, APPLICATION);
        UserSession session =
                factory.userSession(identity, APPLICATION, endpoint(), store, SignInHosts.DEFAULT, COMMAND);
        assertThat(catchThrowableOfType(SessionException.class, session::token))
                .isInstanceOf(SessionException.Misconfigured.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void nothingSecretIsLoggedShownOrThrown() {
        StringWriter seen = new StringWriter();
        String ok = "{\"access_token\":\"Secret-Access\",\"token_type\":\"Bearer\",\"refresh_token\":\"Secret-Next\"}";
        List<String> answers = List.of(
                ok,
                ok.substring(0, ok.length() - 2),
                ok.replace("Bearer", "Secret-Type"),
                "{\"error\":\"invalid_grant\",\"error_description\":\"Secret-Text\"}",
                "{\"error\":\"Secret-Error\"}");
        try (CapturedLog log = CapturedLog.ofEverything();
                CapturedLog gateLog = CapturedLog.of(RefreshGate.class)) {
            for (int i = 0; i < answers.size(); i++) {
                server.answer(i < 3 ? 200 : 400, answers.get(i));
                store.put(stored(server.url(), Instant.now().minusSeconds(60)));
                UserSession session = session(server.url(), "key" + i);
                try {
                    seen.append(session.token().toString());
                } catch (SessionException e) {
                    e.printStackTrace(new PrintWriter(seen));
                }
                seen.append(session + " " + session.status() + " " + store.get());
            }
            seen.append(log.textWithout("org.apache.hc.client5.http.wire") + gateLog.textWithout(""));
        }
        assertThat(server.requests()).hasSize(answers.size());
        assertThat(seen.toString())
                .contains("invalid_grant", "http-outgoing")
                .doesNotContain("Secret-", "stored-access", "stored-refresh", "app-secret");
    }

    @Test
    void anIdentityIsOfOneUserOneStoreAndOneStart() {
        SessionIdentity acme = SessionIdentity.user("acme", Service.API, null, "scope", null, APPLICATION);
        assertThat(acme)
                .isEqualTo(SessionIdentity.user("acme", Service.API, null, "scope", null, APPLICATION))
                .isNotEqualTo(SessionIdentity.user("other", Service.API, null, "scope", null, APPLICATION))
                .isNotEqualTo(SessionIdentity.user("acme", Service.RESERVOIR, null, "scope", null, APPLICATION))
                .isNotEqualTo(SessionIdentity.client("acme", Service.API, server.url(), "scope", APPLICATION))
                .isNotEqualTo(acme.signedInAfter(Instant.EPOCH));
        assertThat(acme.credential())
                .isNotEqualTo(SessionIdentity.user("other", Service.API, null, "scope", null, APPLICATION)
                        .credential());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factory.userSession(
                        acme,
                        new ClientCredentials("app", Secret.of("wrong")),
                        endpoint(),
                        store,
                        SignInHosts.DEFAULT,
                        COMMAND));
    }

    private UserSession session(URI tokenUrl) {
        return session(tokenUrl, "acme");
    }

    private UserSession session(URI tokenUrl, String key) {
        SessionIdentity identity = SessionIdentity.user(key, Service.API, tokenUrl, "scope", null, APPLICATION);
        return factory.userSession(
                identity, APPLICATION, endpoint(), store, SignInHosts.of(List.of("127.0.0.1")), COMMAND);
    }

    private TokenEndpoint endpoint() {
        return new TokenEndpoint(client, Duration.ofSeconds(20));
    }

    private static StoredTokens stored(URI tokenUrl, Instant expiresAt) {
        return new StoredTokens(
                Secret.of("stored-access"),
                Optional.of(Secret.of("stored-refresh")),
                tokenUrl,
                expiresAt,
                Optional.of(Instant.now().minusSeconds(4000)),
                Optional.of("alice"),
                JsonNodeFactory.instance.objectNode());
    }
}
