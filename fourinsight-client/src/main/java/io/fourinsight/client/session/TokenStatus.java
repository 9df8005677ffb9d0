package io.fourinsight.client.session;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link TokenSource} is doing, for health checks and metrics; holds nothing secret.
 *
 * @param state of the current token
 * @param expiresAt when the current token ceases to be used; null without a token
 * @param lastRefresh when the last token was received; null if none was
 * @param refreshes tokens received so far
 * @param outcomes how often each reason for a refresh came with each outcome
 * @param failures fetches that failed one after another for these credentials, zero after a success
 * @param lastErrorCode of the last of them; null after a success
 * @param signInNeeded whether the last of them says that the user must sign in
 * @param retryAt before this time no fetch is started; null if one may be started now
 */
public record TokenStatus(
        State state,
        @Nullable Instant expiresAt,
        @Nullable Instant lastRefresh,
        long refreshes,
        Map<Refresh, Long> outcomes,
        int failures,
        @Nullable String lastErrorCode,
        boolean signInNeeded,
        @Nullable Instant retryAt) {

    /**
     * A kind of refresh.
     *
     * @param reason {@code needed}, {@code soft} or {@code rejected}
     * @param succeeded whether it brought a token
     */
    public record Refresh(String reason, boolean succeeded) {}

    public TokenStatus {
        outcomes = Map.copyOf(outcomes);
    }

    /** Whether a request could be sent with a token now. */
    public boolean isUsable() {
        return state == State.FRESH || state == State.STALE;
    }

    /** The age of a token. */
    public enum State {
        /** There is none yet, or no more: the source is closed. */
        NONE,
        /** Used as it is. */
        FRESH,
        /** Used while a new one is being fetched. */
        STALE,
        /** A service answered 401 to it. It is sent only while no other can be got. */
        REJECTED,
        /** Not used any more: the next caller waits for a new one. */
        EXPIRED;

        public static State of(@Nullable BearerToken token, long now) {
            if (token == null) {
                return NONE;
            }
            if (token.isFresh(now)) {
                return FRESH;
            }
            if (!token.isUsable(now)) {
                return EXPIRED;
            }
            return token.isRejected() ? REJECTED : STALE;
        }
    }
}
