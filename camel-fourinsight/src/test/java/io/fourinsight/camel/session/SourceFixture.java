package io.fourinsight.camel.session;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A source whose clock, endpoint and threads are the test's. */
final class SourceFixture implements AutoCloseable {
    static final Duration WAIT = Duration.ofSeconds(20);
    static final Duration HOUR = Duration.ofHours(1);

    final MutableClock clock = new MutableClock();
    final HandCrankedFetch fetch = new HandCrankedFetch();
    final RefreshGate gate = new RefreshGate("Client #1", clock, () -> 1.0);
    final RefreshingTokenSource source;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean full;

    private SourceFixture(boolean inline, Duration wait) {
        Executor executor = inline ? Runnable::run : threads;
        TokenFetch timed = new TimedFetch(fetch, clock, () -> 0.5);
        source = new RefreshingTokenSource("acme", timed, gate, work -> run(executor, work), clock, wait);
    }

    /** Fetches run in the thread that causes them, so everything has happened when the call returns. */
    static SourceFixture inline() {
        return new SourceFixture(true, WAIT);
    }

    static SourceFixture threaded() {
        return new SourceFixture(false, WAIT);
    }

    static SourceFixture threaded(Duration wait) {
        return new SourceFixture(false, wait);
    }

    private void run(Executor executor, Runnable work) {
        if (full) {
            throw new RejectedExecutionException("full");
        }
        executor.execute(work);
    }

    void threadsAreFull(boolean full) {
        this.full = full;
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

    static SessionException failureOf(Callable<?> call) {
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
        return TokenFetchException.unavailable("http_503", "login.example answered 503");
    }

    static TokenFetchException refused() {
        return TokenFetchException.misconfigured("invalid_client", "login.example answered 401 invalid_client");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
