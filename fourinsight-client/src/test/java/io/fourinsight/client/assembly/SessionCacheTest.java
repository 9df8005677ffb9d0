package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientAuthenticationMethod;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionCache;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.token.HandCrankedFetch;
import io.fourinsight.client.session.token.SourceFixture;
import io.fourinsight.client.session.token.TokenFetch;
import io.fourinsight.client.testing.ConcurrentCallers;
import io.fourinsight.client.testing.Eventually;
import io.fourinsight.client.testing.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionCacheTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final URI TOKEN_URL = URI.create("https://login.example/oauth2/v2.0/token");

    private final MutableClock clock = new MutableClock();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SessionFactory factory = new SessionFactory(clock, threads, () -> 0.5);
    private final AtomicInteger fetches = new AtomicInteger();

    @AfterEach
    void stopThreads() {
        factory.close();
    }

    @Test
    void findsTheSameSessionForAnEqualIdentity() {
        SessionCache cache = new SessionCache(10);
        Session session = cache.session(identity("acme", "secret"), this::working);
        assertThat(cache.session(identity("acme", "secret"), this::working)).isSameAs(session);
        assertThat(session.identity()).isEqualTo(identity("acme", "secret"));
        assertThat(cache.size()).isEqualTo(1);
        assertThat(fetches).as("making a session does no I/O").hasValue(0);
    }

    @Test
    void whateverDiffersMakesAnotherSession() {
        ClientCredentials credentials = new ClientCredentials("client", Secret.of("secret"));
        SessionIdentity one = SessionIdentity.client("key", Service.API, TOKEN_URL, "scope", credentials);
        List<SessionIdentity> others = List.of(
                SessionIdentity.client("other", Service.API, TOKEN_URL, "scope", credentials),
                SessionIdentity.client(null, Service.API, TOKEN_URL, "scope", credentials),
                SessionIdentity.client("key", Service.RESERVOIR, TOKEN_URL, "scope", credentials),
                SessionIdentity.client("key", Service.API, URI.create("https://x.example/"), "scope", credentials),
                SessionIdentity.client("key", Service.API, TOKEN_URL, "other", credentials),
                SessionIdentity.client(
                        "key", Service.API, TOKEN_URL, "scope", new ClientCredentials("other", Secret.of("secret"))),
                SessionIdentity.client(
                        "key", Service.API, TOKEN_URL, "scope", new ClientCredentials("client", Secret.of("other"))),
                SessionIdentity.client(
                        "key",
                        Service.API,
                        TOKEN_URL,
                        "scope",
                        new ClientCredentials("client", Secret.of("secret"), ClientAuthenticationMethod.BASIC)));
        assertThat(others).doesNotContain(one).doesNotHaveDuplicates();
        assertThat(SessionIdentity.client("key", Service.API, TOKEN_URL, "scope", credentials))
                .isEqualTo(one)
                .hasSameHashCodeAs(one);
    }

    @Test
    void aWrongSecretGetsNoTokenOfTheRightOne() {
        SessionCache cache = new SessionCache(10);
        cache.session(identity("acme", "right"), this::working).token();
        Session wrong = cache.session(
                identity("acme", "wrong"),
                identity -> factory.clientSession(
                        identity,
                        () -> {
                            throw SourceFixture.refused();
                        },
                        PATIENCE));
        assertThatThrownBy(wrong::token).isInstanceOf(SessionException.Misconfigured.class);
    }

    @Test
    void tenThousandIdentitiesLeaveNoGrowth() {
        try (SessionCache cache = new SessionCache(100)) {
            for (int i = 0; i < 10_000; i++) {
                cache.session(identity("key" + i, "secret" + i), this::working);
                assertThat(cache.size()).isLessThanOrEqualTo(100);
            }
            assertThat(factory.gateCount()).isEqualTo(100);
        }
        assertThat(factory.gateCount()).isZero();
    }

    @Test
    void theLeastRecentlyUsedSessionMakesRoom() {
        SessionCache cache = new SessionCache(3);
        Session a = cache.session(identity("a", "s"), this::working);
        Session b = cache.session(identity("b", "s"), this::working);
        Session c = cache.session(identity("c", "s"), this::working);
        cache.session(identity("a", "s"), this::working);
        cache.session(identity("d", "s"), this::working);
        assertThat(cache.session(identity("a", "s"), this::working)).isSameAs(a);
        assertThat(cache.session(identity("c", "s"), this::working)).isSameAs(c);
        assertThat(cache.session(identity("b", "s"), this::working)).isNotSameAs(b);
    }

    @Test
    void aDroppedSessionServesWhoStillHoldsIt() {
        SessionCache cache = new SessionCache(1);
        Session held = cache.session(identity("a", "s"), this::working);
        cache.session(identity("b", "s"), this::working);
        assertThat(held.token().authorization()).isEqualTo("Bearer token1");
        clock.advance(Duration.ofHours(2));
        assertThat(held.token().authorization()).isEqualTo("Bearer token2");
        held.close();
        assertThat(factory.gateCount()).isEqualTo(1);
    }

    @Test
    void manyThreadsMakeOneSession() throws Exception {
        SessionCache cache = new SessionCache(10);
        AtomicInteger made = new AtomicInteger();
        Function<SessionIdentity, Session> counting = identity -> {
            made.incrementAndGet();
            return working(identity);
        };
        try (ConcurrentCallers<Session> callers =
                ConcurrentCallers.start(16, () -> cache.session(identity("a", "s"), counting))) {
            assertThat(callers.results()).containsOnly(cache.session(identity("a", "s"), counting));
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void closeClosesEverySessionAndMakesNoNewOne() {
        SessionCache cache = new SessionCache(10);
        Session session = cache.session(identity("a", "s"), this::working);
        session.token();
        cache.close();
        cache.close();
        assertThatThrownBy(session::token).isInstanceOf(SessionException.Unavailable.class);
        assertThatThrownBy(() -> cache.session(identity("a", "s"), this::working))
                .isInstanceOf(SessionException.Unavailable.class)
                .hasMessageContaining("'a'");
        assertThat(cache.size()).isZero();
        assertThat(factory.gateCount()).isZero();
    }

    @Test
    void findsWhatThereIsAndMakesNothing() {
        SessionCache cache = new SessionCache(10);
        assertThat(cache.find(identity("a", "s"))).isNull();
        Session session = cache.session(identity("a", "s"), this::working);
        assertThat(cache.find(identity("a", "s"))).isSameAs(session);
        assertThat(cache.sessions()).containsExactly(session);
    }

    @Test
    void aForgottenSessionServesWhoStillHoldsItAndTheNextOneIsNew() {
        SessionCache cache = new SessionCache(10);
        Session held = cache.session(identity("a", "s"), this::working);
        cache.forget(identity("a", "s"));
        cache.forget(identity("a", "s"));
        assertThat(cache.sessions()).isEmpty();
        assertThat(factory.gateCount()).as("what it shared with others").isZero();
        assertThat(held.token().authorization()).isEqualTo("Bearer token1");
        assertThat(cache.session(identity("a", "s"), this::working)).isNotSameAs(held);
    }

    @Test
    void eachThreadMayMakeSessionsAndClose() throws Exception {
        SessionCache cache = new SessionCache(10);
        cache.session(identity("a", "s"), this::working);
        inAnotherThread(() -> cache.session(identity("b", "s"), this::working));
        cache.close();
        inAnotherThread(() -> {
            cache.close();
            return null;
        });
        assertThat(cache.sessions()).isEmpty();
    }

    private void inAnotherThread(Callable<?> call) throws Exception {
        threads.submit(call).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void twentyRoutesWithOneWrongSecretMakeOneSeriesOfAttempts() throws Exception {
        HandCrankedFetch endpoint = new HandCrankedFetch();
        List<SessionCache> routes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            routes.add(new SessionCache(10));
        }
        for (int attempt = 1; attempt <= 3; attempt++) {
            try (ConcurrentCallers<SessionException> callers = new ConcurrentCallers<>()) {
                for (SessionCache route : routes) {
                    Session session = route.session(
                            identity("acme", "wrong"), identity -> factory.clientSession(identity, endpoint, PATIENCE));
                    callers.add(() -> SourceFixture.failureOf(session::token));
                }
                callers.awaitWaiting();
                endpoint.fail(SourceFixture.refused());
                assertThat(callers.results())
                        .hasSize(20)
                        .doesNotHaveDuplicates()
                        .hasOnlyElementsOfType(SessionException.Misconfigured.class);
            }
            assertThat(endpoint.calls()).isEqualTo(attempt);
            clock.advance(Duration.ofSeconds(301)); // the pauses grow up to five minutes
        }
    }

    @Test
    void aRestartedRouteDoesNotTryARefusedCredentialAnew() {
        AtomicInteger attempts = new AtomicInteger();
        for (int restart = 0; restart < 100; restart++) {
            try (SessionCache route = new SessionCache(10)) {
                Session session = route.session(
                        identity("acme", "wrong"),
                        identity -> factory.clientSession(
                                identity,
                                () -> {
                                    attempts.incrementAndGet();
                                    throw SourceFixture.refused();
                                },
                                PATIENCE));
                assertThatThrownBy(session::token).isInstanceOf(SessionException.Misconfigured.class);
            }
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aThousandStartsAndStopsLeaveNothing() {
        TokenFetch.Request granting = () -> HandCrankedFetch.grant("token", 3600);
        for (int i = 0; i < 1000; i++) {
            try (SessionFactory own = new SessionFactory(clock)) {
                try (SessionCache cache = new SessionCache(10)) {
                    cache.session(
                                    identity("acme", "secret"),
                                    identity -> own.clientSession(identity, granting, PATIENCE))
                            .token();
                }
                assertThat(own.gateCount()).isZero();
            }
        }
        Eventually.holds(() -> refreshThreads() == 0, "no threads are left");
    }

    private static long refreshThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("fourinsight-token"))
                .count();
    }

    private Session working(SessionIdentity identity) {
        return factory.clientSession(
                identity, () -> HandCrankedFetch.grant("token" + fetches.incrementAndGet(), 3600), PATIENCE);
    }

    private static SessionIdentity identity(String key, String secret) {
        return SessionIdentity.client(
                key, Service.API, TOKEN_URL, "scope", new ClientCredentials("client", Secret.of(secret)));
    }
}
