package io.fourinsight.client.session.token;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.TokenSource;
import io.fourinsight.client.session.TokenStatus;
import io.fourinsight.client.session.token.RefreshThrottle.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one token valid for many threads: the one concurrent class of this package.
 *
 * <p>Nobody waits while a token is valid, one fetch is in flight at a time, and a failed fetch leaves a valid token in
 * use. Requests drive the refresh; there is no timer whose death could stop it.
 *
 * <p>A fresh token costs one volatile read and one clock read. Everything that changes is one immutable
 * {@link TokenState} in one field; there is no lock.
 */
public final class RefreshingTokenSource implements TokenSource {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshingTokenSource.class);

    private static final AtomicReferenceFieldUpdater<RefreshingTokenSource, TokenState> STATE =
            AtomicReferenceFieldUpdater.newUpdater(RefreshingTokenSource.class, TokenState.class, "state");

    private final @Nullable String sessionKey;
    private final String name;
    private final TokenFetch fetch;
    private final RefreshBackoff gate;
    private final Executor executor;
    private final Clock clock;
    private final long waitMillis;
    private final ClientObserver observer;
    private final SessionLog log;

    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile TokenState state = TokenState.INITIAL;

    /**
     * @param sessionKey for messages; may be null
     * @param name of the session, for the log: with its route, for instance
     * @param wait how long a caller without a usable token waits for one
     * @param observer hears of each refresh
     */
    public RefreshingTokenSource(
            @Nullable String sessionKey,
            String name,
            TokenFetch fetch,
            RefreshBackoff gate,
            Executor executor,
            Clock clock,
            Duration wait,
            ClientObserver observer) {
        this.sessionKey = sessionKey;
        this.name = name;
        this.fetch = fetch;
        this.gate = gate;
        this.executor = executor;
        this.clock = clock;
        this.waitMillis = wait.toMillis();
        this.observer = observer;
        this.log = new SessionLog(name);
    }

    @Override
    public BearerToken token() {
        BearerToken held = state.token();
        long now = clock.millis(); // after the token, which must not seem to be of the future
        if (held != null && held.isFresh(now)) {
            return held;
        }
        if (held != null && held.isUsable(now)) {
            refreshBehind(held);
            return held; // whatever becomes of the refresh
        }
        return awaitToken();
    }

    /**
     * Waits for a token, and if a fetch fails in passing, for the next one: within the same time, and not at all if the
     * gate opens only after it, or else every exchange of an outage would wait in vain.
     */
    private BearerToken awaitToken() {
        long start = System.nanoTime();
        TokenFetchException earlier = null;
        while (true) {
            InFlightRefresh mine = join(Reason.NEEDED);
            TokenFetchException failure;
            try {
                if (mine != null) {
                    return mine.await(left(start));
                }
                failure = refusal();
                logFailure(failure); // it may be that of another session with the same credential
            } catch (TokenFetchException e) {
                // that the time was over says less than why the attempt before failed
                failure = earlier != null && e.isTimeout() ? earlier : e;
            }
            if (failure != null && !(failure.isPassing() && gateOpensWithin(left(start)))) {
                throw failed(failure);
            }
            earlier = failure == null ? earlier : failure;
        }
    }

    private long left(long start) {
        return Math.max(0, waitMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    /** Waits for the gate, in the caller's thread, if it opens in time; false if it does not, or nobody waits any more. */
    private boolean gateOpensWithin(long millis) {
        long delay = gate.retryAt().toEpochMilli() - clock.millis();
        try {
            return millis > 0 && delay <= millis && !closing.await(delay, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(TokenFetchException.interrupted());
        }
    }

    /** Nothing that goes wrong here, not even for want of memory, may reach a caller whose token is good. */
    private void refreshBehind(BearerToken held) {
        try {
            if (state.flight() == null) {
                TokenFetchException refusal = gate.refusal();
                if (refusal == null) {
                    join(held.isRejected() ? Reason.REJECTED : Reason.SOFT);
                } else {
                    logFailure(refusal);
                }
            }
        } catch (RuntimeException | Error e) {
            // the next caller tries again, and the first without a token is told
        }
    }

    @Override
    public Optional<BearerToken> reject(BearerToken used) {
        STATE.updateAndGet(this, seen -> seen.rejected(used, clock.millis()));
        // a late 401 finds the token replaced that it is about: then the refresh to wait for has landed
        InFlightRefresh mine = join(Reason.REJECTED);
        if (mine == null) {
            logFailure(gate.refusal());
            TokenState seen = state;
            TokenFetchException required = seen.signInRequired();
            if (required != null && !seen.closed()) {
                throw failed(required);
            }
            return Optional.empty();
        }
        try {
            // a flight that was under way before the 401 may bring the very token that was rejected
            return Optional.of(mine.await(waitMillis)).filter(next -> !next.sameValue(used));
        } catch (TokenFetchException e) {
            if (e.isLoginRequired()) {
                throw failed(e);
            }
            RefreshBackoff.log(() -> LOG.debug("{} has no other token after a 401: {}", name, e.getMessage()));
            return Optional.empty();
        }
    }

    /** The refresh to wait for, one just started or a landed one; null if none may start now. */
    private @Nullable InFlightRefresh join(Reason reason) {
        while (true) {
            TokenState seen = state;
            long now = clock.millis(); // after the state, which must not seem to be of the future
            BearerToken held = seen.token();
            if (held != null && seen.satisfies(reason, now)) {
                return InFlightRefresh.landed(held);
            }
            if (seen.closed()) {
                return null;
            }
            if (seen.flight() != null) {
                return seen.flight();
            }
            if (!gate.isOpen() || !seen.throttle().mayStart(reason, now)) {
                return null;
            }
            InFlightRefresh mine = new InFlightRefresh();
            if (STATE.compareAndSet(this, seen, seen.started(mine, reason, now))) {
                RefreshBackoff.log(() -> LOG.debug("{} fetches a token: {}", name, reason));
                start(mine, reason);
                return mine;
            }
        }
    }

    /** Whatever happens, the refresh ends. */
    private void start(InFlightRefresh mine, Reason reason) {
        try {
            gate.submit(
                    executor,
                    new RefreshAttempt(
                            name,
                            this::noLongerWanted,
                            () -> fetch.fetch(this::isRejected),
                            token -> land(mine, reason, token),
                            failure -> fail(mine, reason, failure)));
        } catch (RuntimeException | Error e) { // for want of memory
            fail(
                    mine,
                    reason,
                    TokenFetchException.unavailable("internal_error", "the refresh could not be started: " + e, e));
        }
    }

    /** When the session is closed nobody wants it, and the stop of a component would wait for it. */
    private @Nullable TokenFetchException noLongerWanted() {
        return state.closed() ? TokenFetchException.closed() : null;
    }

    private boolean isRejected(BearerToken token) {
        return state.rejected().contains(token, clock.millis());
    }

    /** Wakes those who wait only when the state has changed: what they do next must find the slot clear. */
    private void land(InFlightRefresh mine, Reason reason, BearerToken fetched) {
        TokenState seen;
        long now;
        boolean adoptable;
        do {
            seen = state;
            now = clock.millis();
            adoptable = !seen.rejected().contains(fetched, now);
        } while (!STATE.compareAndSet(
                this, seen, adoptable ? seen.landed(fetched, reason, now) : seen.landedUnadoptable(reason, now)));
        if (adoptable) {
            if (!seen.closed()) {
                RefreshBackoff.log(() -> log.landed(fetched));
            }
            mine.land(fetched);
            tell(reason, null);
        } else {
            TokenFetchException failure = unadoptable();
            logFailure(failure);
            mine.fail(failure);
            tell(reason, failure.errorCode());
        }
    }

    private void fail(InFlightRefresh mine, Reason reason, TokenFetchException failure) {
        long now = clock.millis();
        STATE.updateAndGet(this, seen -> seen.failed(mine, reason, failure, now));
        logFailure(failure);
        mine.fail(failure);
        tell(reason, failure.errorCode());
    }

    /** Says so if that is news; nobody hears of a session that is closed. */
    private void logFailure(@Nullable TokenFetchException failure) {
        TokenState seen = state;
        if (failure != null && !seen.closed()) {
            BearerToken held = seen.token();
            Instant goodUntil =
                    held != null && held.isUsable(clock.millis()) && !held.isRejected() ? held.hardAt() : null;
            RefreshBackoff.log(() -> log.failed(failure, goodUntil, gate));
        }
    }

    /** Last, so that an observer that fails costs nobody a token. */
    private void tell(Reason reason, @Nullable String errorCode) {
        RefreshBackoff.log(() -> observer.refresh(sessionKey, reason.text(), errorCode));
    }

    /** Why none may start; null if one may by now. */
    private @Nullable TokenFetchException refusal() {
        TokenState seen = state;
        TokenFetchException last = gate.refusal();
        if (seen.closed()) {
            return noLongerWanted();
        }
        return last == null && !seen.throttle().mayStart(Reason.NEEDED, clock.millis()) ? unadoptable() : last;
    }

    /** A new exception for each caller, with its own stack. */
    private SessionException failed(TokenFetchException failure) {
        return state.closed()
                ? SessionException.closed(sessionKey, clock.instant())
                : failure.forSession(sessionKey, gate.retryAt());
    }

    private static TokenFetchException unadoptable() {
        return TokenFetchException.unavailable(
                "token_rejected", "the token endpoint gave a token again that had been answered with 401");
    }

    @Override
    public TokenStatus status() {
        TokenState seen = state;
        BearerToken held = seen.token();
        TokenFetchException failure = gate.lastFailure();
        return new TokenStatus(
                TokenStatus.State.of(held, clock.millis()),
                held == null ? null : held.hardAt(),
                seen.history().lastRefresh(),
                seen.history().refreshes(),
                seen.history().outcomes(),
                gate.failures(),
                failure == null ? null : failure.errorCode(),
                seen.signInRequired() != null,
                gate.isOpen() ? null : gate.retryAt());
    }

    @Override
    public void close() {
        InFlightRefresh waitedFor =
                STATE.updateAndGet(this, TokenState::afterClose).flight();
        closing.countDown();
        if (waitedFor != null) {
            // Wakes those who wait. The fetch goes on, clears the slot, and lands a flight that has ended.
            waitedFor.fail(TokenFetchException.closed());
        }
    }
}
