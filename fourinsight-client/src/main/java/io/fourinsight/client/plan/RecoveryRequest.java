package io.fourinsight.client.plan;

/**
 * A recovery that an operator asked for, and how far it is; times are nanoseconds since the epoch.
 *
 * @param from first nanosecond
 * @param to first nanosecond after it
 * @param next where the next window begins
 * @param since when it was asked for
 * @param windows how many were delivered
 * @param samples how many these held
 */
public record RecoveryRequest(long from, long to, long next, long since, long windows, long samples) {

    /** @throws IllegalArgumentException if the times are not in order, or the numbers negative */
    public RecoveryRequest {
        if (from >= to) {
            throw new IllegalArgumentException("a recovery must begin before it ends");
        }
        if (next < from || next > to || windows < 0 || samples < 0) {
            throw new IllegalArgumentException("the progress of a recovery is outside of it");
        }
    }

    /** One that is yet to begin. */
    public static RecoveryRequest of(long from, long to, long since) {
        return new RecoveryRequest(from, to, from, since, 0, 0);
    }

    public boolean isComplete() {
        return next == to;
    }

    /** How many windows it takes, if each is this long. */
    public long of(long window) {
        long rest = Nanos.minus(to, next);
        return windows + rest / window + (rest % window == 0 ? 0 : 1);
    }

    /** After a window was delivered. */
    RecoveryRequest completed(Plan.Recovery window, long found) {
        return new RecoveryRequest(from, to, window.end(), since, windows + 1, samples + found);
    }
}
