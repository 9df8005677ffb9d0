package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.camel.runtime.RuntimeServices;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import io.fourinsight.client.testing.LogWatch;
import io.fourinsight.client.testing.Secrecy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** A minute of many exchanges whose tokens live for six seconds, in virtual time. */
class TokenRenewalTest {

    private static final int EXCHANGES = 64;
    private static final List<String> ROUTES = List.of("one", "two");
    private static final List<String> KEYS = List.of("a", "b", "c");
    private static final Duration LIFETIME = Duration.ofSeconds(6);

    /** The service asks for a renewal every second; half the lifetime is as often as we comply. */
    private static final int SECONDS_BETWEEN_RENEWALS = 3;

    private final SteppedClock clock = new SteppedClock();

    /** While it is closed, token requests wait. */
    private volatile Phaser tokenEndpoint = new Phaser(0);

    private void hold() {
        tokenEndpoint = new Phaser(1);
    }

    private void release() {
        tokenEndpoint.arriveAndDeregister();
    }

    private void passTokenEndpoint() {
        Phaser gate = tokenEndpoint;
        if (gate.getRegisteredParties() > 0) {
            gate.awaitAdvance(gate.getPhase());
        }
    }

    @Test
    void oneTokenRequestPerRouteAndKeyAndLifetimeAndNobodyWaitsOrFails() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(EXCHANGES);
        FourInsightComponent component =
                new FourInsightComponent(null, new RuntimeServices(clock, new Random(1), duration -> {}));
        try (Sandbox sandbox = sandbox();
                SandboxContext context = new SandboxContext(sandbox, component);
                LogWatch log = new LogWatch(Secrecy::isBrokenBy)) {
            KEYS.forEach(key -> component.getSessions().put(key, credentials(key)));
            for (String route : ROUTES) {
                context.route(route, "fourinsight:api?path=v1.1/Campaigns&rawBody=true");
            }
            sandbox.faults().beforeAnswer(Sandbox.TOKEN_PATH, this::passTokenEndpoint);
            long sessions = (long) ROUTES.size() * KEYS.size();

            for (int second = 0; second < 60; second++) {
                boolean renewal = second % SECONDS_BETWEEN_RENEWALS == 0;
                if (second > 0) {
                    // From here on every exchange has to get by without a single answer of the token endpoint.
                    hold();
                }
                exchangeAll(threads, context);
                long expected = sessions * (1 + second / SECONDS_BETWEEN_RENEWALS);
                if (renewal) {
                    Eventually.holds(() -> sandbox.requests().tokenRequests() == expected, "renewals have begun");
                }
                if (second > 0) {
                    release();
                }
                assertThat(sandbox.requests().tokenRequests())
                        .as("second %d", second)
                        .isEqualTo(expected);
                clock.advance(Duration.ofSeconds(1));
            }

            for (String key : KEYS) {
                assertThat(sandbox.requests().tokenRequests("client-" + key, sandbox.apiScope()))
                        .isEqualTo(ROUTES.size() * 60L / SECONDS_BETWEEN_RENEWALS);
            }
            assertThat(sandbox.requests().apiRequests())
                    .as("nor was any request refused and repeated")
                    .isEqualTo(60L * EXCHANGES);
            assertThat(log.found()).isEmpty();
            assertThat(log.lines()).isGreaterThan(60 * EXCHANGES);
        } finally {
            threads.shutdownNow();
        }
    }

    private void exchangeAll(ExecutorService threads, SandboxContext context) throws Exception {
        List<Future<Exchange>> exchanges = new ArrayList<>();
        for (int i = 0; i < EXCHANGES; i++) {
            String route = ROUTES.get(i % ROUTES.size());
            String key = KEYS.get(i % KEYS.size());
            exchanges.add(threads.submit(() -> context.send(route, FourInsightConstants.SESSION_KEY, key)));
        }
        for (Future<Exchange> exchange : exchanges) {
            assertThat(exchange.get(20, TimeUnit.SECONDS).getException()).isNull();
        }
    }

    private Sandbox sandbox() {
        var builder = Sandbox.builder().clock(clock).tokenLifetime(LIFETIME).refreshIn(Duration.ofSeconds(1));
        KEYS.forEach(key -> builder.client("client-" + key, "sandbox-secret-" + key));
        return builder.start();
    }

    private static SessionCredentials credentials(String key) {
        SessionCredentials credentials = new SessionCredentials();
        credentials.setClientId("client-" + key);
        credentials.setClientSecret("sandbox-secret-" + key);
        return credentials;
    }
}
