package io.fourinsight.client.session.token;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A source whose clock, endpoint and threads are the test's. */
public final class SourceFixture implements AutoCloseable {
    static final Duration WAIT = Duration.ofSeconds(20);
    static final Duration HOUR = Duration.ofHours(1);

    final MutableClock clock = new MutableClock();
    final HandCrankedFetch fetch = new HandCrankedFetch();
    final RefreshBackoff gate = new RefreshBackoff("client #1", clock, () -> 1.0);
    final RefreshingTokenSource source;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** Of all refreshes, as key, reason and error code. */
    final List<String> refreshes = new CopyOnWriteArrayList<>();

    /** Of each attempt to tell of a refresh; null if there is none. */
    volatile RuntimeException deafness;

    private volatile Throwable noThread; // instead of a thread; null if there is one

    private SourceFixture(boolean inline, Duration wait) {
        Executor executor = inline ? Runnable::run : threads;
        TokenFetch timed = TokenFetch.timed(fetch, clock, () -> 0.5);
        source = new RefreshingTokenSource(
                "acme", "Session 'acme'", timed, gate, work -> run(executor, work), clock, wait, observer());
    }

    private ClientObserver observer() {
        return new ClientObserver() {
            @Override
            public void refresh(String sessionKey, String reason, String errorCode) {
                refreshes.add(sessionKey + " " + reason + " " + errorCode);
                if (deafness != null) {
                    throw deafness;
                }
            }
        };
    }

    /**
     * Fetches run in the thread that causes them, so everything has happened when the call returns; and nobody waits
     * for another attempt.
     */
    static SourceFixture inline() {
        return new SourceFixture(true, Duration.ZERO);
    }

    static SourceFixture threaded() {
        return new SourceFixture(false, WAIT);
    }

    static SourceFixture threaded(Duration wait) {
        return new SourceFixture(false, wait);
    }

    private void run(Executor executor, Runnable work) {
        if (noThread == null) {
            executor.execute(work);
        } else if (noThread instanceof Error error) {
            throw error;
        } else {
            throw (RuntimeException) noThread;
        }
    }

    void threadsAreFull(boolean full) {
        noThread = full ? new RejectedExecutionException("full") : null;
    }

    /** What happens to those that ask for a thread; null if nothing does. */
    void threadsThrow(Throwable failure) {
        noThread = failure;
    }

    /** Lets an attempt through the gate, in this thread unless another one is before it. */
    static BearerToken pass(RefreshBackoff gate, RefreshAttempt.Fetch fetch) throws TokenFetchException {
        InFlightRefresh outcome = new InFlightRefresh();
        gate.submit(
                Runnable::run, new RefreshAttempt("Session 'acme'", () -> null, fetch, outcome::land, outcome::fail));
        return outcome.await(WAIT.toMillis());
    }

    static BearerToken token(String value) {
        return TokenLifetime.of(HandCrankedFetch.grant(value, 3600), 0, 0.5).token(Secret.of(value));
    }

    /** The token that the source has after an answer that is already given. */
    BearerToken firstToken(String token) {
        fetch.answer(token, HOUR.toSeconds());
        BearerToken first = source.token();
        fetch.awaitStart();
        fetch.awaitEnd();
        return first;
    }

    /** From 75 to 85 % of an hour: here exactly 48 minutes. */
    void makeStale() {
        clock.advance(Duration.ofMinutes(49));
    }

    void makeExpired() {
        clock.advance(Duration.ofMinutes(60));
    }

    public static SessionException failureOf(Callable<?> call) {
        try {
            Object result = call.call();
            throw new AssertionError("Should have failed, but gave " + result);
        } catch (SessionException e) {
            return e;
        } catch (Exception e) {
            throw new AssertionError("Not a SessionException", e);
        }
    }

    static TokenFetchException down() {
        return TokenFetchException.busy("http_503", "login.example answered 503", Optional.empty());
    }

    public static TokenFetchException refused() {
        return TokenFetchException.misconfigured("invalid_client", "login.example answered 401 invalid_client");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
