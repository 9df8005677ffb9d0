package io.fourinsight.camel.session;

import java.time.Duration;

/**
 * Keeps the refreshes of one source apart when they succeed and yet do not help, as with very short lifetimes or a
 * server that answers 401 to every token. What fails is paced by {@link RefreshGate}.
 *
 * <p>Not for concurrent use; milliseconds since the epoch.
 */
final class Pacing {
    private static final long BETWEEN_SOFT = Duration.ofSeconds(1).toMillis();
    private static final long BETWEEN_REJECTED = Duration.ofSeconds(5).toMillis();
    private static final long NEVER = Long.MIN_VALUE;

    private long lastStart = NEVER;
    private long lastRejectedStart = NEVER;
    private long lastUnadoptable = NEVER;

    boolean mayStart(RefreshReason reason, long now) {
        return switch (reason) {
            case NEEDED -> hasPassed(BETWEEN_REJECTED, lastUnadoptable, now);
            case SOFT -> hasPassed(BETWEEN_SOFT, lastStart, now);
            case REJECTED -> hasPassed(BETWEEN_REJECTED, lastRejectedStart, now);
        };
    }

    void started(RefreshReason reason, long now) {
        lastStart = now;
        if (reason == RefreshReason.REJECTED) {
            lastRejectedStart = now;
        }
    }

    /** The server gave a token again that had been rejected: asking at once would bring it once more. */
    void gotUnadoptable(long now) {
        lastUnadoptable = now;
    }

    /** True as well when the clock went back behind the remembered moment, which then says nothing. */
    private static boolean hasPassed(long interval, long since, long now) {
        return since == NEVER || now < since || now - since >= interval;
    }
}
