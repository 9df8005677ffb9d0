package io.fourinsight.camel.session;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sessions and owns what they share: threads for refreshes, and the gates that keep all routes together from
 * hammering a token endpoint. One per component.
 *
 * <p>The refreshes of users have threads of their own, for which {@link #close} waits: what a user's refresh brings must
 * be stored, or the user has to sign in again.
 */
public final class SessionFactory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFactory.class);

    private static final int MOST_THREADS = 16;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Clock clock;
    private final ExecutorService executor;
    private final ExecutorService userExecutor;
    private final DoubleSupplier random;
    private final RefreshGates gates;
    private final AtomicLong longestUserRefresh = new AtomicLong(); // milliseconds

    public SessionFactory(Clock clock) {
        this(
                clock,
                refreshThreads("fourinsight-token"),
                refreshThreads("fourinsight-user-token"),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    SessionFactory(Clock clock, ExecutorService executor, DoubleSupplier random) {
        this(clock, executor, executor, random);
    }

    private SessionFactory(Clock clock, ExecutorService executor, ExecutorService userExecutor, DoubleSupplier random) {
        this.clock = clock;
        this.executor = executor;
        this.userExecutor = userExecutor;
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
        requireOwn(identity, SessionType.CLIENT, credentials);
        if (credentials.isPublic()) {
            throw new IllegalArgumentException("A client session needs a client secret");
        }
        return clientSession(
                identity,
                () -> endpoint.clientCredentials(identity.tokenUrl(), identity.scope(), credentials),
                endpoint.timeout());
    }

    ClientSession clientSession(SessionIdentity identity, GrantFetch fetch, Duration timeout) {
        TokenSource source = source(identity, new TimedFetch(fetch, clock, random), executor, timeout);
        return new ClientSession(identity, source, () -> gates.release(identity.credential()));
    }

    /** As below; the command that signs in has the page and the hosts by itself. */
    public UserSession userSession(
            SessionIdentity identity,
            ClientCredentials credentials,
            TokenEndpoint endpoint,
            UserAccount account,
            SignInHosts hosts) {
        return userSession(identity, credentials, endpoint, account, hosts, account.signInCommand());
    }

    /**
     * A session that starts from what is stored. Making it does no I/O.
     *
     * @param account where that is
     * @param hosts whose tokens may be used, unless the identity has a token URL
     * @param command that signs in, for the error without it
     * @throws IllegalArgumentException if the identity is not of these credentials
     */
    public UserSession userSession(
            SessionIdentity identity,
            ClientCredentials credentials,
            TokenEndpoint endpoint,
            UserAccount account,
            SignInHosts hosts,
            SignInCommand command) {
        return userSession(
                identity,
                credentials,
                endpoint,
                account.store(TokenUrlRule.of(identity, hosts), endpoint.timeout()),
                hosts,
                command);
    }

    UserSession userSession(
            SessionIdentity identity,
            ClientCredentials credentials,
            TokenEndpoint endpoint,
            TokenStore store,
            SignInHosts hosts,
            SignInCommand command) {
        requireOwn(identity, SessionType.USER, credentials);
        UserTokens tokens = new UserTokens(
                SessionException.name(identity.sessionKey()),
                store,
                new UserTokenCheck(identity, TokenUrlRule.of(identity, hosts)),
                (tokenUrl, refreshToken) -> endpoint.refresh(tokenUrl, refreshToken, credentials),
                command,
                clock,
                random);
        // the store may be held by others for as long as a request takes, and then comes our own
        Duration wait = endpoint.timeout().multipliedBy(2);
        longestUserRefresh.accumulateAndGet(wait.toMillis(), Math::max);
        TokenSource source = source(identity, tokens, userExecutor, wait);
        return new UserSession(identity, source, () -> gates.release(identity.credential()));
    }

    /**
     * The sign-in of a user, to the same store.
     *
     * @param hosts that a code may be sent to, unless the identity has a token URL
     * @throws IllegalArgumentException if the identity is not of these credentials
     */
    public SignIn signIn(
            SessionIdentity identity,
            ClientCredentials credentials,
            TokenEndpoint endpoint,
            UserAccount account,
            SignInHosts hosts) {
        TokenStore store = account.store(TokenUrlRule.of(identity, hosts), endpoint.timeout());
        return signIn(identity, credentials, endpoint, store, hosts);
    }

    SignIn signIn(
            SessionIdentity identity,
            ClientCredentials credentials,
            TokenEndpoint endpoint,
            TokenStore store,
            SignInHosts hosts) {
        requireOwn(identity, SessionType.USER, credentials);
        return new SignIn(identity, credentials, endpoint, store, TokenUrlRule.of(identity, hosts), clock);
    }

    private TokenSource source(SessionIdentity identity, TokenFetch fetch, Executor threads, Duration wait) {
        RefreshGate gate = gates.acquire(identity.credential());
        return new RefreshingTokenSource(identity.sessionKey(), fetch, gate, threads, clock, wait);
    }

    private static void requireOwn(SessionIdentity identity, SessionType type, ClientCredentials credentials) {
        if (identity.type() != type || !identity.isOf(credentials)) {
            throw new IllegalArgumentException("The identity " + identity + " is not of " + credentials);
        }
    }

    int gateCount() {
        return gates.size();
    }

    /**
     * Starts no further refresh; those under way are not interrupted and end by their own time-out. Those of users are
     * waited for.
     */
    @Override
    public void close() {
        executor.shutdown();
        userExecutor.shutdown();
        try {
            long limit = longestUserRefresh.get(); // zero if there was no user
            if (limit > 0 && !userExecutor.awaitTermination(limit, TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "A token of a user is still being fetched; if the process ends now, the user must sign in again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller is in a hurry
        }
    }

    /** Not Camel's pool, which may interrupt a request that is under way when it is shut down. */
    private static ExecutorService refreshThreads(String name) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_THREADS,
                MOST_THREADS,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                // holds at most one refresh per session
                new LinkedBlockingQueue<>(),
                DaemonThreads.named(name));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
