package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.ClientSession;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.token.HandCrankedFetch;
import io.fourinsight.client.session.token.SourceFixture;
import io.fourinsight.client.session.token.TokenFetch;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.testing.ConcurrentCallers;
import io.fourinsight.client.testing.Eventually;
import io.fourinsight.client.testing.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That a tenant's token depends on its own token endpoint alone. */
@Timeout(60)
class StalledEndpointTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int STALLED = 40;

    private final MutableClock clock = new MutableClock();
    private final SessionFactory factory = new SessionFactory(clock);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger underWay = new AtomicInteger();

    @AfterEach
    void stop() {
        over.countDown();
        factory.close();
    }

    @Test
    void fortyStalledTenantsHoldUpNoOther() throws Exception {
        try (ConcurrentCallers<SessionException> stalled = new ConcurrentCallers<>()) {
            for (int i = 0; i < STALLED; i++) {
                ClientSession session = session(factory, "stalled" + i, this::stall);
                stalled.add(() -> SourceFixture.failureOf(session::token));
            }
            Eventually.holds(() -> underWay.get() == STALLED, "all are asking");
            assertHealthyTenantIsServed();
        }
    }

    @Test
    void fortyRoutesOfOneStalledClientHoldUpNoOtherAndWaitWithoutAThread() throws Exception {
        ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newCachedThreadPool();
        try (SessionFactory own = new SessionFactory(clock, threads, () -> 0.5);
                ConcurrentCallers<SessionException> stalled = new ConcurrentCallers<>()) {
            for (int i = 0; i < STALLED; i++) {
                ClientSession session = session(own, "stalled", this::stall);
                stalled.add(() -> SourceFixture.failureOf(session::token));
            }
            stalled.awaitWaiting();
            Eventually.holds(() -> underWay.get() == 1, "one asks");
            assertThat(threads.getActiveCount()).isEqualTo(1);
            assertHealthyTenantIsServed();
        }
    }

    @Test
    void sixteenRoutesOfOneClientThatIsKnownToWorkAskAtOnceAndTheOthersAfterThem() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (SessionFactory own = new SessionFactory(clock, threads, () -> 0.5);
                ConcurrentCallers<BearerToken> callers = new ConcurrentCallers<>()) {
            session(own, "client", StalledEndpointTest::grant).token();
            List<ClientSession> routes = new ArrayList<>();
            for (int i = 0; i < STALLED; i++) {
                ClientSession session = session(own, "client", () -> {
                    underWay.incrementAndGet();
                    await();
                    return grant();
                });
                routes.add(session);
                callers.add(session::token);
            }
            callers.awaitWaiting();
            Eventually.holds(() -> underWay.get() == 16, "sixteen ask");
            assertThat(underWay).hasValue(16);
            over.countDown();
            assertThat(callers.results()).hasSize(STALLED);
            assertThat(underWay).hasValue(STALLED);
        }
    }

    private void assertHealthyTenantIsServed() throws Exception {
        ClientSession healthy = session(factory, "healthy", StalledEndpointTest::grant);
        try (ConcurrentCallers<BearerToken> caller = ConcurrentCallers.start(1, healthy::token)) {
            assertThat(caller.result().authorization()).isEqualTo("Bearer token");
        }
        assertThat(over.getCount()).as("the others are still waiting").isEqualTo(1);
    }

    private TokenGrant stall() throws TokenFetchException {
        underWay.incrementAndGet();
        await();
        throw SourceFixture.refused();
    }

    private static TokenGrant grant() {
        return HandCrankedFetch.grant("token", 3600);
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new AssertionError("A fetch must not be interrupted", e);
        }
    }

    private static ClientSession session(SessionFactory factory, String clientId, TokenFetch.Request fetch) {
        ClientCredentials credentials = new ClientCredentials(clientId, Secret.of("secret"));
        URI tokenUrl = URI.create("https://login.example/" + clientId + "/token");
        SessionIdentity identity = SessionIdentity.client(null, Service.API, tokenUrl, "scope", credentials);
        return factory.clientSession(identity, fetch, PATIENCE);
    }
}
