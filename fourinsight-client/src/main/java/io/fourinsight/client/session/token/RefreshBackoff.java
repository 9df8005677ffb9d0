package io.fourinsight.client.session.token;

import io.fourinsight.client.session.BearerToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when one credential may be tried again after a failure; shared by all sessions that use the credential.
 *
 * <p>After failure n it is closed for between half of and the whole of 0.5 s · 2^(n−1), at most 30 s; or for as long as
 * the server asks, at most five minutes. When the credential was refused it is closed for a minute at first, and twice
 * as long each time, at most five minutes. What the status of the answer alone says is a refusal from the third time
 * on, and begins at a second. The gate stays open when the user must sign in: then each attempt only looks whether
 * somebody did, which costs the token endpoint nothing. Only a success makes it forget the failures: no 401 and no
 * restart of a route does.
 */
public final class RefreshBackoff {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshBackoff.class);

    private static final long FIRST_DELAY = 500;
    private static final long LONGEST_DELAY = Duration.ofSeconds(30).toMillis();
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);
    private static final long FIRST_REFUSAL_DELAY = Duration.ofSeconds(60).toMillis();
    private static final long FIRST_STATUS_DELAY = Duration.ofSeconds(1).toMillis();
    private static final long LONGEST_REFUSAL_DELAY = Duration.ofMinutes(5).toMillis();
    private static final int REFUSALS_THAT_ARE_NO_CHANCE = 3;

    /** A token endpoint gets at most so many requests for one credential at a time. */
    private static final int MOST_AT_ONCE = 16;

    /**
     * @param proven whether the last attempt succeeded; false before the first
     * @param refusals those of the last failures in a row that say that the configuration is wrong
     * @param closedAt when the last failure was, milliseconds since the epoch, as {@code retryAt}
     * @param lastFailure null if {@code failures} is zero
     */
    private record State(
            boolean proven,
            int failures,
            int refusals,
            long closedAt,
            long retryAt,
            @Nullable TokenFetchException lastFailure) {
        static final State UNTRIED = new State(false, 0, 0, Long.MIN_VALUE, Long.MIN_VALUE, null);
        static final State PROVEN = new State(true, 0, 0, Long.MIN_VALUE, Long.MIN_VALUE, null);

        /** Closed between the two moments; a clock that went back behind the failure must not close it for hours. */
        boolean isOpen(long now) {
            return now >= retryAt || now < closedAt;
        }
    }

    private final String credential;
    private final Clock clock;
    private final DoubleSupplier random;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNTRIED);
    private final RefreshQueue queue = new RefreshQueue(this);

    /**
     * @param credential that the gate belongs to, for the log
     * @param random from 0 to 1
     */
    public RefreshBackoff(String credential, Clock clock, DoubleSupplier random) {
        this.credential = credential;
        this.clock = clock;
        this.random = random;
    }

    /** The credential. */
    @Override
    public String toString() {
        return credential;
    }

    private State seen() {
        return Objects.requireNonNull(state.get()); // none is ever null
    }

    boolean isOpen() {
        // The state first, then the clock: the other way round, a failure in between would look like a clock that went
        // back, and a caller at that moment would get through.
        State seen = seen();
        return seen.isOpen(clock.millis());
    }

    int failures() {
        return seen().failures();
    }

    /** Null after a success and before the first attempt. */
    @Nullable
    TokenFetchException lastFailure() {
        return seen().lastFailure();
    }

    /** The earliest time of the next attempt: now if open. */
    Instant retryAt() {
        State seen = seen();
        long now = clock.millis();
        return Instant.ofEpochMilli(seen.isOpen(now) ? now : seen.retryAt());
    }

    /** The last failure if the gate is closed because of it; null if it is open. */
    @Nullable
    TokenFetchException refusal() {
        State seen = seen();
        return seen.isOpen(clock.millis()) ? null : seen.lastFailure();
    }

    /** How many attempts may run side by side: see {@link #submit}. */
    int mostAtOnce() {
        return seen().proven() ? MOST_AT_ONCE : 1;
    }

    /**
     * Makes the attempt in a thread of these, as soon as it may be made, and takes note of its outcome.
     *
     * <p>As long as the credential is not known to work, one attempt runs at a time and the others wait for it: they
     * go ahead after its success and share its failure, so that twenty routes with one wrong secret make one request,
     * not twenty.
     */
    void submit(Executor threads, RefreshAttempt attempt) {
        queue.add(threads, attempt);
    }

    BearerToken make(RefreshAttempt attempt) throws TokenFetchException {
        State seen = seen();
        try {
            BearerToken token = attempt.fetch().fetch();
            succeeded(attempt.name());
            return token;
        } catch (TokenFetchException e) {
            throw failed(e, seen, attempt.name());
        } catch (RuntimeException | Error e) {
            throw failed(defect("the fetch broke off", e), seen, attempt.name());
        }
    }

    /** Takes note of a defect that kept the attempt from being made at all. */
    TokenFetchException broke(String name, String what, Throwable cause) {
        return failed(defect(what, cause), seen(), name);
    }

    /** Of ours or of a library: it must be heard of, and not be repeated at full speed either. */
    private static TokenFetchException defect(String what, Throwable cause) {
        return TokenFetchException.unavailable(
                "internal_error", what + ": " + cause.getClass().getName(), cause);
    }

    private void succeeded(String name) {
        State before = state.getAndSet(State.PROVEN);
        if (before.failures() > 0) {
            log(() -> LOG.debug("{} gets tokens again, after {} failures of {}", name, before.failures(), credential));
        }
    }

    /** Counts only if nothing else ended meanwhile: attempts that fail side by side are one failure, not a series. */
    private TokenFetchException failed(TokenFetchException failure, State seen, String name) {
        boolean refused = failure.isMisconfigured() || failure.isKnownByStatusAlone();
        int refusals = refused ? seen.refusals() + 1 : 0;
        long now = clock.millis();
        long retryAt = now + delay(failure, seen.failures(), refusals);
        TokenFetchException told =
                refused && refusals >= REFUSALS_THAT_ARE_NO_CHANCE ? failure.asMisconfigured() : failure;
        boolean news = !failure.isLoginRequired() || !isSame(failure, seen.lastFailure());
        State after = new State(false, seen.failures() + (news ? 1 : 0), refusals, now, retryAt, told);
        if (state.compareAndSet(seen, after) && news) {
            log(() -> LOG.debug(
                    "{} gets no token: {}. Failure {} in a row of {}. {}",
                    name,
                    told.getMessage(),
                    after.failures(),
                    credential,
                    told.advice(Instant.ofEpochMilli(retryAt))));
        }
        return told;
    }

    /** A log that fails must cost nobody a token. */
    static void log(Runnable message) {
        try {
            message.run();
        } catch (RuntimeException | Error unheard) {
            // there is no place left to tell it
        }
    }

    private static boolean isSame(TokenFetchException failure, @Nullable TokenFetchException last) {
        return last != null && failure.errorCode().equals(last.errorCode());
    }

    private long delay(TokenFetchException failure, int failuresBefore, int refusals) {
        if (failure.isLoginRequired()) {
            return 0;
        }
        if (refusals > 0) {
            long first = failure.isMisconfigured() ? FIRST_REFUSAL_DELAY : FIRST_STATUS_DELAY;
            return Math.min(LONGEST_REFUSAL_DELAY, first << Math.min(refusals - 1, 10));
        }
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        if (asked.compareTo(Duration.ZERO) > 0) {
            return asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked.toMillis() : LONGEST_RETRY_AFTER.toMillis();
        }
        long longest = Math.min(LONGEST_DELAY, FIRST_DELAY << Math.min(failuresBefore, 10));
        return longest / 2 + (long) (random.getAsDouble() * longest / 2);
    }
}
