package io.fourinsight.camel.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when one credential may be tried again after a failure; shared by all sessions that use the credential.
 *
 * <p>After failure n it is closed for between half of and the whole of 0.5 s · 2^(n−1), at most 30 s; or for as long as
 * the server asks, at most five minutes; or for a minute when the credential was refused. It stays open when the user
 * must sign in: then each attempt only looks whether somebody did, which costs the token endpoint nothing. Only a
 * success makes it forget the failures: no 401 and no restart of a route does.
 */
final class RefreshGate {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshGate.class);

    private static final long FIRST_DELAY = 500;
    private static final long LONGEST_DELAY = Duration.ofSeconds(30).toMillis();
    private static final long LONGEST_RETRY_AFTER = Duration.ofMinutes(5).toMillis();
    private static final long MISCONFIGURED_DELAY = Duration.ofSeconds(60).toMillis();

    /**
     * @param proven whether the last attempt succeeded; false before the first
     * @param closedAt when the last failure was, milliseconds since the epoch, as {@code retryAt}
     * @param lastFailure null if {@code failures} is zero
     */
    private record State(boolean proven, int failures, long closedAt, long retryAt, TokenFetchException lastFailure) {
        static final State UNTRIED = new State(false, 0, Long.MIN_VALUE, Long.MIN_VALUE, null);
        static final State PROVEN = new State(true, 0, Long.MIN_VALUE, Long.MIN_VALUE, null);

        /** Closed between the two moments; a clock that went back behind the failure must not close it for hours. */
        boolean isOpen(long now) {
            return now >= retryAt || now < closedAt;
        }
    }

    private final String name;
    private final Clock clock;
    private final DoubleSupplier random;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNTRIED);
    private final ReentrantLock probing = new ReentrantLock();

    /**
     * @param name of the credential, for the log
     * @param random from 0 to 1
     */
    RefreshGate(String name, Clock clock, DoubleSupplier random) {
        this.name = name;
        this.clock = clock;
        this.random = random;
    }

    boolean isOpen() {
        // The state first, then the clock: the other way round, a failure in between would look like a clock that went
        // back, and who asks at that moment would get through.
        State seen = state.get();
        return seen.isOpen(clock.millis());
    }

    int failures() {
        return state.get().failures();
    }

    /** Null after a success and before the first attempt. */
    TokenFetchException lastFailure() {
        return state.get().lastFailure();
    }

    /** The earliest time of the next attempt: now if open. */
    Instant retryAt() {
        State seen = state.get();
        long now = clock.millis();
        return Instant.ofEpochMilli(seen.isOpen(now) ? now : seen.retryAt());
    }

    /** An attempt to use the credential. */
    interface Attempt<T> {
        T run() throws TokenFetchException;
    }

    /**
     * Makes the attempt and takes note of its outcome. As long as the credential is not known to work, one attempt
     * runs at a time and the others wait for it: they go ahead after its success and share its failure, so that
     * twenty routes with one wrong secret make one request, not twenty.
     *
     * <p>Waiting here costs a thread of the refresh pool, never a caller who has a valid token.
     */
    <T> T pass(Attempt<T> attempt) throws TokenFetchException {
        if (!state.get().proven()) {
            probing.lock();
            try {
                State seen = state.get();
                if (!seen.isOpen(clock.millis())) {
                    throw seen.lastFailure();
                }
                if (!seen.proven()) {
                    return make(attempt);
                }
            } finally {
                probing.unlock();
            }
        }
        return make(attempt);
    }

    private <T> T make(Attempt<T> attempt) throws TokenFetchException {
        State seen = state.get();
        try {
            T result = attempt.run();
            succeeded();
            return result;
        } catch (TokenFetchException e) {
            failed(e, seen);
            throw e;
        } catch (RuntimeException | Error e) {
            // a defect, here or in a library: it must be heard of, and not be repeated at full speed either
            TokenFetchException failure = TokenFetchException.unavailable(
                    "internal_error", "the fetch broke off with " + e.getClass().getName(), e);
            failed(failure, seen);
            throw failure;
        }
    }

    private void succeeded() {
        State before = state.getAndSet(State.PROVEN);
        if (before.failures() > 0) {
            LOG.info("{} gets tokens again, after {} failures", name, before.failures());
        }
    }

    /** Counts only if nothing else ended meanwhile: attempts that fail side by side are one failure, not a series. */
    private void failed(TokenFetchException failure, State seen) {
        long now = clock.millis();
        long retryAt = now + delay(failure, seen.failures());
        boolean news = !failure.isLoginRequired() || !isSame(failure, seen.lastFailure());
        State after = new State(false, seen.failures() + (news ? 1 : 0), now, retryAt, failure);
        if (state.compareAndSet(seen, after) && news) {
            LOG.warn(
                    "{} gets no token: {}. Failure {} in a row. {}",
                    name,
                    failure.getMessage(),
                    after.failures(),
                    failure.advice(Instant.ofEpochMilli(retryAt)));
        }
    }

    private static boolean isSame(TokenFetchException failure, TokenFetchException last) {
        return last != null && failure.errorCode().equals(last.errorCode());
    }

    private long delay(TokenFetchException failure, int failuresBefore) {
        if (failure.isLoginRequired()) {
            return 0;
        }
        if (failure.isMisconfigured()) {
            return MISCONFIGURED_DELAY;
        }
        long asked = failure.retryAfter().map(Duration::toMillis).orElse(0L);
        if (asked > 0) {
            return Math.min(asked, LONGEST_RETRY_AFTER);
        }
        long longest = Math.min(LONGEST_DELAY, FIRST_DELAY << Math.min(failuresBefore, 10));
        return longest / 2 + (long) (random.getAsDouble() * longest / 2);
    }
}
