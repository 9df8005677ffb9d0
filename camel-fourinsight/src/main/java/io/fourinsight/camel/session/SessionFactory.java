package io.fourinsight.camel.session;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Makes sessions and owns what they share: threads for refreshes, and the gates that keep all routes together from
 * hammering a token endpoint. One per component.
 */
public final class SessionFactory implements AutoCloseable {
    private static final int MOST_THREADS = 16;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Clock clock;
    private final ExecutorService executor;
    private final DoubleSupplier random;
    private final RefreshGates gates;

    public SessionFactory(Clock clock) {
        this(clock, refreshThreads(), () -> ThreadLocalRandom.current().nextDouble());
    }

    SessionFactory(Clock clock, ExecutorService executor, DoubleSupplier random) {
        this.clock = clock;
        this.executor = executor;
        this.random = random;
        this.gates = new RefreshGates(clock, random);
    }

    /**
     * A session that has no token yet: making it does no I/O. Who has to wait for a token waits as long as the endpoint
     * may take for one.
     *
     * @throws IllegalArgumentException if the identity is not of these credentials
     */
    public ClientSession clientSession(
            SessionIdentity identity, ClientCredentials credentials, TokenEndpoint endpoint) {
        if (!identity.clientId().equals(credentials.clientId())
                || !identity.secretDigest().equals(credentials.clientSecret().digest())) {
            throw new IllegalArgumentException("The identity " + identity + " is not of " + credentials);
        }
        return clientSession(
                identity,
                () -> endpoint.clientCredentials(identity.tokenUrl(), identity.scope(), credentials),
                endpoint.timeout());
    }

    ClientSession clientSession(SessionIdentity identity, TokenFetch fetch, Duration timeout) {
        Credential credential = identity.credential();
        RefreshGate gate = gates.acquire(credential);
        TokenSource source =
                new RefreshingTokenSource(identity.sessionKey(), fetch, gate, executor, clock, random, timeout);
        return new ClientSession(identity, source, () -> gates.release(credential));
    }

    int gateCount() {
        return gates.size();
    }

    /** Starts no further refresh; those under way are not interrupted and end by their own time-out. */
    @Override
    public void close() {
        executor.shutdown();
    }

    /** Not Camel's pool, which may interrupt a request that is under way when it is shut down. */
    private static ExecutorService refreshThreads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_THREADS,
                MOST_THREADS,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                // holds at most one refresh per session
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("fourinsight-token"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
