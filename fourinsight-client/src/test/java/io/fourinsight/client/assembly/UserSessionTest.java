package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.UserSession;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.token.RefreshBackoff;
import io.fourinsight.client.session.user.SignInCommand;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.ConcurrentCallers;
import io.fourinsight.client.testing.TokenServer;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        Traffic.TOKENS.harden(builder);
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
        try (ConcurrentCallers<SessionException> waiting =
                ConcurrentCallers.start(1, () -> catchThrowableOfType(SessionException.class, session::token))) {
            asked.await();
            session.close();
            assertThat(waiting.result().errorCode()).as("fails at once").isEqualTo("closed");
        }
        try (ConcurrentCallers<Boolean> stopping = ConcurrentCallers.start(1, () -> {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"token_type\":\"Bearer\"",
                "\"access_token\":null",
                "\"access_token\":\"new\",\"token_type\":\"mac\"",
                "\"access_token\":\"new\",\"token_type\":17"
            })
    void anAnswerThatIsRefusedCostsNoSignIn(String fields) {
        server.answer(200, "{" + fields + ",\"refresh_token\":\"next\"}");
        store.put(stored(server.url(), Instant.now().minusSeconds(60)));
        assertThat(catchThrowableOfType(SessionException.class, session(null)::token)
                        .errorCode())
                .isEqualTo("invalid_response");
        server.answer(200, "{\"access_token\":\"new\",\"refresh_token\":\"last\"}");
        assertThat(session(server.url()).token().authorization()).isEqualTo("Bearer new");
        assertThat(server.requests().get(1).body()).contains("refresh_token=next");
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "17", "{}"})
    void whatIsNoScopeLeavesTheStoredOneAlone(String scope) {
        server.answer(200, "{\"access_token\":\"new\",\"scope\":" + scope + ",\"resource\":null}");
        StoredTokens before = stored(server.url(), Instant.now().minusSeconds(60));
        before.fields().put("scope", "openid  read").put("resource", "r");
        store.put(before);
        session(null).token();
        assertThat(store.get().fields().path("scope").toString()).isEqualTo("[\"openid\",\"read\"]");
        assertThat(store.get().fields().path("resource").asText()).isEqualTo("r");
    }

    @ParameterizedTest
    @CsvSource({"429, true", "503, true", "500, false", "502, false", "404, false"})
    void aUserWaitsForTheNextAttemptOnlyIfTheRefreshTokenSurelyIsUnspent(int status, boolean waits) {
        byte[] token = "{\"access_token\":\"new\",\"token_type\":\"Bearer\"}".getBytes();
        server.behave(exchange -> {
            if (server.requests().size() == 1) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(200, token.length);
                exchange.getResponseBody().write(token);
            }
        });
        store.put(stored(server.url(), Instant.now().minusSeconds(60)));
        UserSession session = session(null);
        if (waits) {
            assertThat(session.token().authorization()).isEqualTo("Bearer new");
        } else {
            assertThat(catchThrowableOfType(SessionException.Unavailable.class, session::token)
                            .errorCode())
                    .isEqualTo("http_" + status);
        }
        assertThat(server.requests()).hasSize(waits ? 2 : 1);
    }

    @Test
    void aUserWaitsForTheNextAttemptIfNoConnectionCame() throws Exception {
        server.answer(200, "{\"access_token\":\"new\",\"token_type\":\"Bearer\"}");
        URI url = server.url();
        store.put(stored(url, Instant.now().minusSeconds(60)));
        AtomicInteger connections = new AtomicInteger();
        client.close();
        HttpClientBuilder builder = HttpClientBuilder.create()
                .addExecInterceptorFirst("refuse", (request, scope, chain) -> {
                    if (connections.incrementAndGet() == 1) {
                        throw new ConnectException("Connection refused");
                    }
                    return chain.proceed(request, scope);
                });
        Traffic.TOKENS.harden(builder);
        client = builder.build();

        assertThat(session(null).token().authorization()).isEqualTo("Bearer new");
        assertThat(connections).hasValue(2);
    }

    @Test
    void loginRequiredNamesTheCommand() {
        SessionException.LoginRequired failure =
                catchThrowableOfType(SessionException.LoginRequired.class, session(null)::token);
        assertThat(failure.command())
                .isEqualTo("java -jar examples/login/target/fourinsight-login.jar --session-key acme");
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
                CapturedLog gateLog = CapturedLog.of(RefreshBackoff.class);
                CapturedLog sessionLog = CapturedLog.of(Session.class)) {
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
            seen.append(log.textWithout("org.apache.hc.client5.http.wire")
                    + gateLog.textWithout("")
                    + sessionLog.textWithout(""));
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
