package io.fourinsight.camel.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one token valid for many threads: the one concurrent class of this package.
 *
 * <p>Nobody waits while a token is valid, one fetch is in flight at a time, and a failed fetch leaves a valid token in
 * use. Requests drive the refresh; there is no timer whose death could stop it. The token and the fetch in flight are
 * two fields, so that the one is never lost to the other.
 *
 * <p>A fresh token costs one volatile read and one clock read. The lock is held for a few assignments, never while
 * anything is sent, awaited or completed.
 */
final class RefreshingTokenSource implements TokenSource {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshingTokenSource.class);

    private final String sessionKey;
    private final TokenFetch fetch;
    private final RefreshGate gate;
    private final Executor executor;
    private final Clock clock;
    private final long waitMillis;

    private final ReentrantLock lock = new ReentrantLock();
    private final Pacing pacing = new Pacing(); // guarded by lock
    private final RejectedTokens rejected = new RejectedTokens(); // guarded by lock

    // Written under the lock, read without it.
    private volatile BearerToken current;
    private volatile Flight flight;
    private volatile boolean closed;
    private volatile long refreshes;
    private volatile Instant lastRefresh;

    /**
     * @param sessionKey for messages; may be null
     * @param wait how long a caller without a usable token waits for one
     */
    RefreshingTokenSource(
            String sessionKey, TokenFetch fetch, RefreshGate gate, Executor executor, Clock clock, Duration wait) {
        this.sessionKey = sessionKey;
        this.fetch = fetch;
        this.gate = gate;
        this.executor = executor;
        this.clock = clock;
        this.waitMillis = wait.toMillis();
    }

    @Override
    public BearerToken token() {
        BearerToken held = current;
        long now = clock.millis(); // after the token, which must not seem to be of the future
        if (held != null && held.isFresh(now)) {
            return held;
        }
        if (held != null && held.isUsable(now)) {
            if (flight == null && gate.isOpen()) {
                join(held, held.isRejected() ? RefreshReason.REJECTED : RefreshReason.SOFT);
            }
            return held; // whatever becomes of the refresh
        }
        Flight mine = join(held, RefreshReason.NEEDED);
        if (mine == null) {
            throw refusal();
        }
        try {
            return mine.await(waitMillis);
        } catch (TokenFetchException e) {
            throw failed(e);
        }
    }

    @Override
    public Optional<BearerToken> reject(BearerToken used) {
        long now = clock.millis();
        BearerToken held = mark(used, now);
        if (held != null && held.isUsable(now) && !held.isRejected()) {
            return Optional.of(held); // a late 401: somebody has already replaced the token that it is about
        }
        Flight mine = join(held, RefreshReason.REJECTED);
        if (mine == null) {
            return Optional.empty();
        }
        try {
            // a flight that was under way before the 401 may bring the very token that was rejected
            return Optional.of(mine.await(waitMillis)).filter(next -> !next.sameValue(used));
        } catch (TokenFetchException e) {
            LOG.debug("{} has no other token after a 401: {}", SessionException.name(sessionKey), e.getMessage());
            return Optional.empty();
        }
    }

    /** Marks the current token if it is the one used, by compare and swap: a late 401 must not hit a new token. */
    private BearerToken mark(BearerToken used, long now) {
        lock.lock();
        try {
            rejected.add(used, now);
            if (current != null && current.sameValue(used)) {
                current = current.asRejected();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** The flight to wait for, one just started or a landed one; null if none may start now. */
    private Flight join(BearerToken seen, RefreshReason reason) {
        Flight mine;
        lock.lock();
        try {
            long now = clock.millis(); // under the lock, so that what others remembered there is not of the future
            if (flight != null) {
                return flight;
            }
            // The winner of the slot looks again: a flight may have landed between its look and the lock.
            BearerToken held = current;
            if (held != seen && held != null && held.isUsable(now) && !held.isRejected()) {
                return Flight.landed(held);
            }
            if (closed || !gate.isOpen() || !pacing.mayStart(reason, now)) {
                return null;
            }
            pacing.started(reason, now);
            mine = new Flight();
            flight = mine;
        } finally {
            lock.unlock();
        }
        LOG.debug("{} fetches a token: {}", SessionException.name(sessionKey), reason);
        try {
            executor.execute(() -> fly(mine));
        } catch (RejectedExecutionException e) {
            land(mine, null, TokenFetchException.unavailable("closed", "no thread to fetch one, as when stopping", e));
        }
        return mine;
    }

    /**
     * Fetch, publish, clear the slot, complete; in this order. Published before the slot is clear, else a caller who
     * finds it clear would find no token and fetch another. Clear before those who wait are woken, else the next
     * thing they do would join a flight that has ended.
     */
    private void fly(Flight mine) {
        BearerToken fetched = null;
        TokenFetchException failure = null;
        try {
            if (closed) {
                failure = TokenFetchException.unavailable("closed", "the session was closed before its turn");
                return; // nobody wants it, and whoever stops would wait for it
            }
            fetched = gate.pass(() -> fetch.fetch(this::isRejected));
            if (!publish(fetched)) {
                failure = unadoptable();
            }
        } catch (TokenFetchException e) {
            failure = e; // told to everybody who waits; the gate has logged it
        } catch (RuntimeException | Error e) {
            failure = TokenFetchException.unavailable("internal_error", "the refresh broke off", e);
            throw e; // a defect of ours: the thread's handler reports it
        } finally {
            land(mine, fetched, failure);
        }
    }

    private boolean isRejected(BearerToken token) {
        lock.lock();
        try {
            return rejected.contains(token, clock.millis());
        } finally {
            lock.unlock();
        }
    }

    /** False if the token was rejected before and so must not be used. */
    private boolean publish(BearerToken fetched) {
        lock.lock();
        try {
            long now = clock.millis();
            if (rejected.contains(fetched, now)) {
                pacing.gotUnadoptable(now);
                return false;
            }
            if (!closed) {
                current = fetched;
            }
            refreshes++;
            lastRefresh = Instant.ofEpochMilli(now);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void land(Flight mine, BearerToken fetched, TokenFetchException failure) {
        lock.lock();
        try {
            flight = null;
        } finally {
            lock.unlock();
        }
        if (failure == null) {
            mine.land(fetched);
        } else {
            mine.fail(failure);
        }
    }

    private SessionException refusal() {
        TokenFetchException last = gate.lastFailure();
        return failed(last == null || gate.isOpen() ? unadoptable() : last);
    }

    /** A new exception for each caller, with its own stack. */
    private SessionException failed(TokenFetchException failure) {
        return closed
                ? SessionException.closed(sessionKey, clock.instant())
                : failure.forSession(sessionKey, gate.retryAt());
    }

    private static TokenFetchException unadoptable() {
        return TokenFetchException.unavailable(
                "token_rejected", "the token endpoint gave a token again that had been answered with 401");
    }

    @Override
    public TokenStatus status() {
        BearerToken held = current;
        TokenFetchException failure = gate.lastFailure();
        return new TokenStatus(
                TokenStatus.State.of(held, clock.millis()),
                held == null ? null : held.hardAt(),
                lastRefresh,
                refreshes,
                gate.failures(),
                failure == null ? null : failure.errorCode(),
                gate.isOpen() ? null : gate.retryAt());
    }

    @Override
    public void close() {
        Flight waitedFor;
        lock.lock();
        try {
            closed = true;
            current = null;
            waitedFor = flight;
        } finally {
            lock.unlock();
        }
        if (waitedFor != null) {
            // Wakes those who wait. The fetch goes on, clears the slot, and lands a flight that has ended.
            waitedFor.fail(TokenFetchException.unavailable("closed", "the session is closed"));
        }
    }
}
