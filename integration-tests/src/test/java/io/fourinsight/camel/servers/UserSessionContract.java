package io.fourinsight.camel.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.client.session.ClientAuthenticationMethod;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.signin.Browser;
import io.fourinsight.client.session.signin.SignedIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sign-ins, and the routes that live on them, do at any OpenID provider that rotates refresh tokens. */
abstract class UserSessionContract {

    private static final int EXCHANGES = 8;
    private static final long MOST_SECONDS = 30;

    @TempDir
    Path tokens;

    private final AuthorizationServer server;
    private ProtectedApi api;

    UserSessionContract(AuthorizationServer server) {
        this.server = server;
    }

    @BeforeEach
    void startApi() throws Exception {
        api = new ProtectedApi(server);
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"NATIVE,POST", "WEB,POST", "WEB,BASIC"})
    void whoSignedInIsActedForAlsoAfterTheTokenExpired(RegisteredClient client, ClientAuthenticationMethod method)
            throws Exception {
        FourInsightConfiguration configuration = configuration(client);
        configuration.setClientAuthentication(method);
        UserSignIn signIn = UserSignIn.at(server, configuration);

        SignedIn signedIn = signIn.with(browser(RegisteredUser.ALICE));
        assertThat(signedIn.renewable()).isTrue();
        assertThat(signedIn.subject()).hasValueSatisfying(who -> assertThat(who).contains("alice"));
        assertWelcome(send(configuration));
        String refreshToken = signIn.file().refreshToken();
        signIn.file().expire();
        assertWelcome(send(configuration));

        assertThat(signIn.file().refreshToken()).as("rotated, and stored").isNotEqualTo(refreshToken);
        assertThat(api.tokens()).isEqualTo(2);
    }

    @Test
    void storedTokenIsUsedWithoutARefresh() throws Exception {
        UserSignIn signIn = signIn(RegisteredClient.NATIVE);
        byte[] stored = signIn.file().bytes();

        assertWelcome(send(signIn.configuration()));
        assertWelcome(send(signIn.configuration()));

        assertThat(api.tokens()).isEqualTo(1);
        assertThat(signIn.file().bytes()).isEqualTo(stored);
    }

    @Test
    void tokensThatLiveForSecondsAreRenewedByTheRunningRoute() throws Exception {
        UserSignIn signIn = signIn(RegisteredClient.SHORT_LIVED_NATIVE);
        List<String> refreshTokens = new ArrayList<>(List.of(signIn.file().refreshToken()));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        try (ApiRoute route = ApiRoute.start(signIn.configuration())) {
            for (int token = 1; token <= 3; token++) {
                while (api.tokens() < token) {
                    assertWelcome(route.send());
                    assertThat(System.nanoTime())
                            .as("two renewals take six seconds")
                            .isLessThan(end);
                }
                refreshTokens.add(signIn.file().refreshToken());
            }
        }

        assertThat(api.refusals()).isZero();
        assertThat(refreshTokens.subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void exchangesOfTwoRoutesAtOnceShareOneRefresh() throws Exception {
        UserSignIn signIn = signIn(RegisteredClient.NATIVE);
        signIn.file().expire();
        ExecutorService threads = Executors.newFixedThreadPool(EXCHANGES);
        try (ApiRoute one = ApiRoute.start(signIn.configuration());
                ApiRoute other = ApiRoute.start(signIn.configuration())) {
            CyclicBarrier start = new CyclicBarrier(EXCHANGES);
            List<Callable<Exchange>> sends = new ArrayList<>();
            for (int i = 0; i < EXCHANGES; i++) {
                ApiRoute route = i % 2 == 0 ? one : other;
                sends.add(() -> {
                    start.await();
                    return route.send();
                });
            }
            for (Future<Exchange> exchange : threads.invokeAll(sends, MOST_SECONDS, TimeUnit.SECONDS)) {
                assertWelcome(exchange.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(api.tokens()).isEqualTo(1);

        signIn.file().expire();
        assertWelcome(send(signIn.configuration())); // else the server had seen a refresh token twice
    }

    @Test
    void refreshTokenThatSomebodyUsedAgainEndsTheSession() throws Exception {
        UserSignIn signIn = signIn(RegisteredClient.NATIVE);
        String stolen = signIn.file().refreshToken();
        signIn.file().expire();
        assertWelcome(send(signIn.configuration()));

        Map<String, String> form = RegisteredClient.NATIVE.form();
        form.putAll(Map.of("grant_type", "refresh_token", "refresh_token", stolen));
        assertThat(post(server.tokenUrl(), form).path("error").asText()).isEqualTo("invalid_grant");
        signIn.file().expire();

        assertSignInWanted(send(signIn.configuration()));
    }

    @Test
    void afterARevocationTheRunningRouteWaitsForTheNextSignIn() throws Exception {
        UserSignIn signIn = signIn(RegisteredClient.WEB);
        Map<String, String> form = RegisteredClient.WEB.form();
        form.put("token", signIn.file().refreshToken());
        post(server.revocationUrl(), form);
        signIn.file().expire();
        try (ApiRoute route = ApiRoute.start(signIn.configuration())) {
            assertSignInWanted(route.send());

            signIn.with(browser(RegisteredUser.ALICE));

            assertWelcome(route.send());
        }
    }

    @Test
    void answerWithAnotherStateIsRefusedAndTheRightOneStillTaken() throws Exception {
        UserSignIn signIn = UserSignIn.at(server, configuration(RegisteredClient.NATIVE));
        List<Integer> statuses = new ArrayList<>();
        UserAgent agent = new UserAgent(RegisteredUser.BOB);

        signIn.with(page -> {
            URI answer = agent.signIn(page);
            statuses.add(agent.open(URI.create(answer.toString().replace("state=", "state=x"))));
            return statuses.add(agent.open(answer));
        });

        assertThat(statuses).containsExactly(400, 200);
        assertWelcome(send(signIn.configuration()));
    }

    @Test
    void whoCancelsIsNotSignedIn() throws Exception {
        UserSignIn signIn = UserSignIn.at(server, configuration(RegisteredClient.CANCELLABLE));
        UserAgent agent = new UserAgent(RegisteredUser.ALICE);

        SessionException.LoginRequired failure = catchThrowableOfType(
                SessionException.LoginRequired.class, () -> signIn.with(page -> agent.open(agent.cancel(page)) == 200));

        assertThat(failure.errorCode()).isEqualTo("access_denied");
        assertThat(signIn.file().exists()).isFalse();
    }

    private UserSignIn signIn(RegisteredClient client) throws Exception {
        UserSignIn signIn = UserSignIn.at(server, configuration(client));
        signIn.with(browser(RegisteredUser.ALICE));
        return signIn;
    }

    private static Browser browser(RegisteredUser user) {
        UserAgent agent = new UserAgent(user);
        return page -> agent.open(agent.signIn(page)) == 200;
    }

    private FourInsightConfiguration configuration(RegisteredClient client) {
        return client.ofUsers(server, api, tokens);
    }

    private static Exchange send(FourInsightConfiguration configuration) throws Exception {
        try (ApiRoute route = ApiRoute.start(configuration)) {
            return route.send();
        }
    }

    private static void assertWelcome(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("welcome", true));
    }

    private void assertSignInWanted(Exchange exchange) {
        assertThat(exchange.getException())
                .asInstanceOf(type(SessionException.LoginRequired.class))
                .satisfies(e -> assertThat(e.errorCode()).isEqualTo("invalid_grant"))
                .satisfies(e -> assertThat(e.command()).contains(tokens.toString()));
    }

    private static JsonNode post(URI url, Map<String, String> form) throws Exception {
        String body = HttpClient.newHttpClient()
                .send(Forms.post(url, form), BodyHandlers.ofString())
                .body();
        return new ObjectMapper().readTree(body);
    }
}
