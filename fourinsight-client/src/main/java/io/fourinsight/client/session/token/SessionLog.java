package io.fourinsight.client.session.token;

import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.Session;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log when the state of a session changes: one line for each change, however many exchanges meet it.
 *
 * <p>A failure of the same state is told again only if it is the first that asks for another configuration: then
 * somebody has to act.
 */
final class SessionLog {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class); // a name that users may know

    private enum State {
        NEW,
        GOOD,
        /** The last refresh failed, and the token is good still. */
        RENEWAL_FAILS,
        NO_TOKEN,
        SIGN_IN_NEEDED
    }

    /** @param errorCode of the failure that was told; null if it was none */
    private record Told(State state, @Nullable String errorCode) {
        boolean covers(State other, TokenFetchException failure) {
            return state == other
                    && (!failure.isMisconfigured() || failure.errorCode().equals(errorCode));
        }
    }

    private final String name;
    private final AtomicReference<Told> told = new AtomicReference<>(new Told(State.NEW, null));

    /** @param name of the session, with its route */
    SessionLog(String name) {
        this.name = name;
    }

    /** A refresh brought a token. */
    void landed(BearerToken token) {
        State before = Objects.requireNonNull(told.getAndSet(new Told(State.GOOD, null)))
                .state();
        if (before != State.GOOD) {
            LOG.info("{} {}, good until {}", name, news(before), token.hardAt());
        }
    }

    private static String news(State before) {
        return switch (before) {
            case NEW -> "has its first token";
            case SIGN_IN_NEEDED -> "is signed in and has a token";
            default -> "gets tokens again";
        };
    }

    /**
     * There is no new token.
     *
     * @param goodUntil of the token in use; null if there is no usable one
     * @param gate when the next try is, and with which credential
     */
    void failed(TokenFetchException failure, @Nullable Instant goodUntil, RefreshBackoff gate) {
        State state = state(failure, goodUntil);
        Told before = Objects.requireNonNull(told.get());
        if (before.covers(state, failure) || !told.compareAndSet(before, new Told(state, failure.errorCode()))) {
            return;
        }
        LOG.warn(
                "{} {}: {}. {} of {}. {}",
                name,
                what(state, goodUntil),
                failure.getMessage(),
                failure.errorCode(),
                gate,
                failure.advice(gate.retryAt()));
    }

    private static State state(TokenFetchException failure, @Nullable Instant goodUntil) {
        if (failure.isLoginRequired()) {
            return State.SIGN_IN_NEEDED;
        }
        return goodUntil == null ? State.NO_TOKEN : State.RENEWAL_FAILS;
    }

    private static String what(State state, @Nullable Instant goodUntil) {
        String until = goodUntil == null ? "" : " (its token is good until " + goodUntil + ")";
        return switch (state) {
            case SIGN_IN_NEEDED -> "needs a sign-in" + until;
            case RENEWAL_FAILS -> "cannot renew its token, which is good until " + goodUntil;
            default -> "gets no token";
        };
    }
}
