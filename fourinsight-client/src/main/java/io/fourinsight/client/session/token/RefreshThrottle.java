package io.fourinsight.client.session.token;

import java.time.Duration;
import java.util.Locale;

/**
 * Keeps the refreshes of one source apart when they succeed and yet do not help, as with very short lifetimes or a
 * server that answers 401 to every token. What fails is paced by {@link RefreshBackoff}.
 *
 * @param lastStart milliseconds since the epoch, as the others
 * @param lastUnadoptable when the server last gave a token again that had been rejected
 */
record RefreshThrottle(long lastStart, long lastRejectedStart, long lastUnadoptable) {

    /** Why a new token is fetched. */
    enum Reason {
        /** There is no usable token: somebody waits. */
        NEEDED,
        /** The token gets old: nobody waits. */
        SOFT,
        /** A server answered 401 to the token: the callers that got it wait. */
        REJECTED;

        /** As metrics name it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final long BETWEEN_SOFT = Duration.ofSeconds(1).toMillis();
    private static final long BETWEEN_REJECTED = Duration.ofSeconds(5).toMillis();
    private static final long NEVER = Long.MIN_VALUE;

    static final RefreshThrottle UNUSED = new RefreshThrottle(NEVER, NEVER, NEVER);

    boolean mayStart(Reason reason, long now) {
        return switch (reason) {
            case NEEDED -> hasPassed(BETWEEN_REJECTED, lastUnadoptable, now);
            case SOFT -> hasPassed(BETWEEN_SOFT, lastStart, now);
            case REJECTED -> hasPassed(BETWEEN_REJECTED, lastRejectedStart, now);
        };
    }

    RefreshThrottle started(Reason reason, long now) {
        return new RefreshThrottle(now, reason == Reason.REJECTED ? now : lastRejectedStart, lastUnadoptable);
    }

    /** The server gave a token again that had been rejected: asking at once would bring it once more. */
    RefreshThrottle gotUnadoptable(long now) {
        return new RefreshThrottle(lastStart, lastRejectedStart, now);
    }

    /** True as well when the clock went back behind the remembered moment, which then says nothing. */
    private static boolean hasPassed(long interval, long since, long now) {
        return since == NEVER || now < since || now - since >= interval;
    }
}
