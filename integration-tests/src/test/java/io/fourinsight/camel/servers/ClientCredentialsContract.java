package io.fourinsight.camel.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.client.session.ClientAuthenticationMethod;
import io.fourinsight.client.session.SessionException;
import java.util.Collections;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What routes with client sessions do at any authorization server; how the servers differ is said by subclasses. */
abstract class ClientCredentialsContract {

    private static final int EXCHANGES = 16;
    private static final long MOST_SECONDS = 30;

    private final AuthorizationServer server;
    private ProtectedApi api;

    ClientCredentialsContract(AuthorizationServer server) {
        this.server = server;
    }

    abstract String errorCodeOfWrongSecret();

    abstract String errorCodeOfRefusedGrant();

    @BeforeEach
    void startApi() throws Exception {
        api = new ProtectedApi(server);
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    private ApiRoute route(FourInsightConfiguration configuration) throws Exception {
        configuration.setTokenUrl(server.tokenUrl().toString());
        configuration.setApiUrl(api.url().toString());
        return ApiRoute.start(configuration);
    }

    final Exchange send(FourInsightConfiguration configuration) throws Exception {
        try (ApiRoute route = route(configuration)) {
            return route.send();
        }
    }

    static void assertWelcome(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("welcome", true));
    }

    final void assertMisconfigured(Exchange exchange, String errorCode) {
        assertThat(exchange.getException())
                .asInstanceOf(type(SessionException.Misconfigured.class))
                .satisfies(e -> assertThat(e.errorCode()).isEqualTo(errorCode));
        assertThat(api.tokens()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void clientMayAuthenticateInTheFormAndInTheHeader(ClientAuthenticationMethod method) throws Exception {
        FourInsightConfiguration configuration = RegisteredClient.SERVICE.credentials();
        configuration.setClientAuthentication(method);

        assertWelcome(send(configuration));
    }

    @ParameterizedTest
    @EnumSource
    void specialCharactersOfIdAndSecretArrive(ClientAuthenticationMethod method) throws Exception {
        FourInsightConfiguration configuration = RegisteredClient.SPECIAL.credentials();
        configuration.setClientAuthentication(method);

        assertWelcome(send(configuration));
    }

    @ParameterizedTest
    @EnumSource
    void wrongSecretIsMisconfigured(ClientAuthenticationMethod method) throws Exception {
        FourInsightConfiguration configuration = RegisteredClient.SERVICE.credentials();
        configuration.setClientSecret("wrong-secret");
        configuration.setClientAuthentication(method);

        assertMisconfigured(send(configuration), errorCodeOfWrongSecret());
    }

    @Test
    void unknownClientIsMisconfigured() throws Exception {
        FourInsightConfiguration configuration = RegisteredClient.SERVICE.credentials();
        configuration.setClientId("nobody");

        assertMisconfigured(send(configuration), "invalid_client");
    }

    @Test
    void clientOfUsersIsMisconfigured() throws Exception {
        assertMisconfigured(send(RegisteredClient.WEB.credentials()), errorCodeOfRefusedGrant());
    }

    @Test
    void firstExchangesAtOnceShareOneToken() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(EXCHANGES);
        try (ApiRoute route = route(RegisteredClient.SERVICE.credentials())) {
            CyclicBarrier start = new CyclicBarrier(EXCHANGES);
            Callable<Exchange> send = () -> {
                start.await();
                return route.send();
            };
            for (Future<Exchange> exchange :
                    threads.invokeAll(Collections.nCopies(EXCHANGES, send), MOST_SECONDS, TimeUnit.SECONDS)) {
                assertWelcome(exchange.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(api.tokens()).isEqualTo(1);
    }

    @Test
    void tokensThatLiveForSecondsAreRenewedBeforeTheyExpire() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        try (ApiRoute route = route(RegisteredClient.SHORT_LIVED.credentials())) {
            while (api.tokens() < 3) {
                assertWelcome(route.send());
                assertThat(System.nanoTime())
                        .as("two renewals take ten seconds")
                        .isLessThan(end);
            }
        }

        assertThat(api.refusals()).isZero();
    }
}
