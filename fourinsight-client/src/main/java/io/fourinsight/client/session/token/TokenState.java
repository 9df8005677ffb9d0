package io.fourinsight.client.session.token;

import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.TokenStatus;
import io.fourinsight.client.session.token.RefreshThrottle.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that changes in a {@link RefreshingTokenSource}, as it is at one moment.
 *
 * <p>A change makes a new state, and one compare-and-set puts it in the place of the state that it was made from. So a
 * token is published in the same step that clears the slot of the refresh which brought it, and no decision outlives
 * what it was based on.
 *
 * @param token null if there is none
 * @param flight the refresh under way; null if there is none
 * @param history what refreshes have brought so far
 * @param signInRequired why only a sign-in brings another token; null if a refresh may
 */
record TokenState(
        @Nullable BearerToken token,
        @Nullable InFlightRefresh flight,
        RejectedTokens rejected,
        RefreshThrottle throttle,
        boolean closed,
        History history,
        @Nullable TokenFetchException signInRequired) {

    /**
     * What refreshes have brought so far.
     *
     * @param refreshes tokens received
     * @param outcomes how often each reason came with each outcome
     * @param lastRefresh when the last token came; null before
     */
    record History(long refreshes, Map<TokenStatus.Refresh, Long> outcomes, @Nullable Instant lastRefresh) {
        static final History NONE = new History(0, Map.of(), null);

        History with(Reason reason, boolean succeeded, long now) {
            Map<TokenStatus.Refresh, Long> counts = new HashMap<>(outcomes);
            counts.merge(new TokenStatus.Refresh(reason.text(), succeeded), 1L, Long::sum);
            return succeeded
                    ? new History(refreshes + 1, Map.copyOf(counts), Instant.ofEpochMilli(now))
                    : new History(refreshes, Map.copyOf(counts), lastRefresh);
        }
    }

    static final TokenState INITIAL =
            new TokenState(null, null, RejectedTokens.NONE, RefreshThrottle.UNUSED, false, History.NONE, null);

    /** Whether the token makes a refresh for this reason needless: another caller's may just have brought it. */
    boolean satisfies(Reason reason, long now) {
        if (token == null || token.isRejected()) {
            return false;
        }
        return reason == Reason.SOFT ? token.isFresh(now) : token.isUsable(now);
    }

    /** A refresh takes the slot. */
    TokenState started(InFlightRefresh refresh, Reason reason, long now) {
        return new TokenState(token, refresh, rejected, throttle.started(reason, now), closed, history, signInRequired);
    }

    /** The refresh brought a token, and the slot is clear. */
    TokenState landed(BearerToken fetched, Reason reason, long now) {
        return new TokenState(
                closed ? null : fetched, null, rejected, throttle, closed, history.with(reason, true, now), null);
    }

    /** The refresh brought a token that had been rejected, and the slot is clear. */
    TokenState landedUnadoptable(Reason reason, long now) {
        return new TokenState(
                token, null, rejected, throttle.gotUnadoptable(now), closed, history.with(reason, false, now), null);
    }

    /** The refresh failed, and the slot is clear of it. */
    TokenState failed(InFlightRefresh refresh, Reason reason, TokenFetchException failure, long now) {
        return new TokenState(
                token,
                flight == refresh ? null : flight,
                rejected,
                throttle,
                closed,
                history.with(reason, false, now),
                failure.isLoginRequired() ? failure : signInRequired);
    }

    /** A server answered 401 to {@code used}. The current token is marked only if it is that one: a 401 may be late. */
    TokenState rejected(BearerToken used, long now) {
        BearerToken marked = token != null && token.sameValue(used) ? token.asRejected() : token;
        return new TokenState(marked, flight, rejected.with(used, now), throttle, closed, history, signInRequired);
    }

    TokenState afterClose() {
        return new TokenState(null, flight, rejected, throttle, true, history, signInRequired);
    }
}
