package io.fourinsight.client.assembly;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.DaemonThreads;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.ClientSession;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.SessionType;
import io.fourinsight.client.session.TokenSource;
import io.fourinsight.client.session.UserSession;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.oauth.TokenUrlRule;
import io.fourinsight.client.session.signin.SignIn;
import io.fourinsight.client.session.store.TokenStore;
import io.fourinsight.client.session.token.RefreshBackoff;
import io.fourinsight.client.session.token.RefreshBackoffs;
import io.fourinsight.client.session.token.RefreshingTokenSource;
import io.fourinsight.client.session.token.TokenFetch;
import io.fourinsight.client.session.user.SignInCommand;
import io.fourinsight.client.session.user.UserAccount;
import io.fourinsight.client.session.user.UserTokenCheck;
import io.fourinsight.client.session.user.UserTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
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

    private final Clock clock;
    // Not Camel's, which may interrupt a request that is under way when it is shut down. There is no limit, because
    // a gate allows each credential only so many at a time, and with one slow token endpoints would hold up all others.
    private final ExecutorService executor;
    private final ExecutorService userExecutor;
    private final DoubleSupplier random;
    private final ClientObserver observer;
    private final RefreshBackoffs gates;
    private final AtomicLong longestUserRefresh = new AtomicLong(); // milliseconds

    public SessionFactory(Clock clock) {
        this(clock, ClientObserver.NONE);
    }

    /** @param observer hears of each refresh */
    public SessionFactory(Clock clock, ClientObserver observer) {
        this(
                clock,
                DaemonThreads.unlimited("fourinsight-token"),
                DaemonThreads.unlimited("fourinsight-user-token"),
                () -> ThreadLocalRandom.current().nextDouble(),
                observer);
    }

    SessionFactory(Clock clock, ExecutorService executor, DoubleSupplier random) {
        this(clock, executor, executor, random, ClientObserver.NONE);
    }

    private SessionFactory(
            Clock clock,
            ExecutorService executor,
            ExecutorService userExecutor,
            DoubleSupplier random,
            ClientObserver observer) {
        this.observer = observer;
        this.clock = clock;
        this.executor = executor;
        this.userExecutor = userExecutor;
        this.random = random;
        this.gates = new RefreshBackoffs(clock, random);
    }

    /**
     * A session that has no token yet: making it does no I/O. A caller waits for a token as long as the endpoint
     * may take for one.
     *
     * @throws IllegalArgumentException if the identity is not of these credentials
     */
    public ClientSession clientSession(
            SessionIdentity identity, ClientCredentials credentials, TokenEndpoint endpoint) {
        return clientSession(identity, credentials, endpoint, null);
    }

    /**
     * As above.
     *
     * @param route that the session is for, so that warnings can name it; null if it is for none
     */
    public ClientSession clientSession(
            SessionIdentity identity, ClientCredentials credentials, TokenEndpoint endpoint, @Nullable String route) {
        requireOwn(identity, SessionType.CLIENT, credentials);
        if (credentials.isPublic()) {
            throw new IllegalArgumentException("A client session needs a client secret");
        }
        URI tokenUrl = Objects.requireNonNull(identity.tokenUrl()); // every client's identity has one
        return clientSession(
                identity,
                () -> endpoint.clientCredentials(tokenUrl, identity.scope(), credentials),
                endpoint.timeout(),
                name(identity, route));
    }

    ClientSession clientSession(SessionIdentity identity, TokenFetch.Request fetch, Duration timeout) {
        return clientSession(identity, fetch, timeout, name(identity, null));
    }

    private ClientSession clientSession(
            SessionIdentity identity, TokenFetch.Request fetch, Duration timeout, String name) {
        TokenSource source = source(identity, name, TokenFetch.timed(fetch, clock, random), executor, timeout);
        return new ClientSession(identity, source, () -> gates.release(identity.credential()));
    }

    /** As below; the command that signs in has the page and the hosts by itself. */
    public UserSession userSession(
            SessionIdentity identity,
            ClientCredentials credentials,
            TokenEndpoint endpoint,
            UserAccount account,
            SignInHosts hosts) {
        return userSession(identity, credentials, endpoint, account, hosts, account.signInCommand(), null);
    }

    /**
     * A session that starts from what is stored. Making it does no I/O.
     *
     * @param account where that is
     * @param hosts whose tokens may be used, unless the identity has a token URL
     * @param command that signs in, for the error without it
     * @param route that the session is for, so that warnings can name it; null if it is for none
     * @throws IllegalArgumentException if the identity is not of these credentials
     */
    public UserSession userSession(
            SessionIdentity identity,
            ClientCredentials credentials,
            TokenEndpoint endpoint,
            UserAccount account,
            SignInHosts hosts,
            SignInCommand command,
            @Nullable String route) {
        return userSession(
                identity,
                credentials,
                endpoint,
                account.store(TokenUrlRule.of(identity, hosts)::objection, endpoint.timeout()),
                hosts,
                command,
                name(identity, route));
    }

    UserSession userSession(
            SessionIdentity identity,
            ClientCredentials credentials,
            TokenEndpoint endpoint,
            TokenStore store,
            SignInHosts hosts,
            SignInCommand command) {
        return userSession(identity, credentials, endpoint, store, hosts, command, name(identity, null));
    }

    private UserSession userSession(
            SessionIdentity identity,
            ClientCredentials credentials,
            TokenEndpoint endpoint,
            TokenStore store,
            SignInHosts hosts,
            SignInCommand command,
            String name) {
        requireOwn(identity, SessionType.USER, credentials);
        UserTokens tokens = new UserTokens(
                name,
                store,
                new UserTokenCheck(identity, TokenUrlRule.of(identity, hosts)),
                (tokenUrl, refreshToken) -> endpoint.refresh(tokenUrl, refreshToken, credentials),
                command,
                clock,
                random);
        // the store may be held by others for as long as a request takes, and then comes our own
        Duration wait = endpoint.timeout().multipliedBy(2);
        longestUserRefresh.accumulateAndGet(wait.toMillis(), Math::max);
        TokenSource source = source(identity, name, tokens, userExecutor, wait);
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
        TokenStore store = account.store(TokenUrlRule.of(identity, hosts)::objection, endpoint.timeout());
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

    private TokenSource source(
            SessionIdentity identity, String name, TokenFetch fetch, Executor threads, Duration wait) {
        RefreshBackoff gate = gates.acquire(identity.credential());
        return new RefreshingTokenSource(identity.sessionKey(), name, fetch, gate, threads, clock, wait, observer);
    }

    private static String name(SessionIdentity identity, @Nullable String route) {
        String name = SessionException.name(identity.sessionKey());
        return route == null ? name : name + " of route '" + route + "'";
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
}
