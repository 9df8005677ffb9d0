package io.fourinsight.camel.session;

import java.time.Instant;

/**
 * How a {@link TokenSource} is doing, for health checks and metrics; holds nothing secret.
 *
 * @param state of the current token
 * @param expiresAt when the current token ceases to be used; null without a token
 * @param lastRefresh when the last token was received; null if none was
 * @param refreshes tokens received so far
 * @param failures fetches that failed one after another for these credentials, zero after a success
 * @param lastErrorCode of the last of them; null after a success
 * @param retryAt before this time no fetch is started; null if one may be started now
 */
public record TokenStatus(
        State state,
        Instant expiresAt,
        Instant lastRefresh,
        long refreshes,
        int failures,
        String lastErrorCode,
        Instant retryAt) {

    /** The age of a token. */
    public enum State {
        /** There is none yet, or no more: the source is closed. */
        NONE,
        /** Used as it is. */
        FRESH,
        /** Used while a new one is being fetched. */
        STALE,
        /** Not used any more: the next caller waits for a new one. */
        EXPIRED;

        static State of(BearerToken token, long now) {
            if (token == null) {
                return NONE;
            }
            if (token.isFresh(now)) {
                return FRESH;
            }
            return token.isUsable(now) ? STALE : EXPIRED;
        }
    }
}
