package io.fourinsight.client.base;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The watch over one exchange, see {@link Deadline}; closed by the thread that makes the exchange. */
public final class DeadlineWatch implements AutoCloseable {
    private final Runnable onExpiry;
    private volatile boolean expired;
    private @Nullable Future<?> timer;

    DeadlineWatch(Runnable onExpiry) {
        this.onExpiry = onExpiry;
    }

    void scheduled(Future<?> timer) {
        this.timer = timer;
    }

    void expire() {
        expired = true; // before the action, so that the thread which it wakes finds out why
        onExpiry.run();
    }

    /** Whether the time was up before the exchange was done. */
    public boolean expired() {
        return expired;
    }

    /** Ends the watch. An expiry at the same moment cancels an exchange that is already done, which is harmless. */
    @Override
    public void close() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
