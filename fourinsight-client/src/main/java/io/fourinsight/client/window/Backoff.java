package io.fourinsight.client.window;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a series that failed is left alone: a delay, then twice as long each time. Guarded by its series' lock. */
public final class Backoff {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Duration delay;
    private Duration next;
    private Instant until = Instant.MIN;
    private @Nullable Throwable error;

    public Backoff(Duration delay) {
        this.delay = delay;
        this.next = delay;
    }

    public void failed(Throwable e, Instant now) {
        error = e;
        rest(now, next);
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(LONGEST) < 0 ? twice : longest();
    }

    /** A delay of an hour is not made shorter by a failure. */
    private Duration longest() {
        return delay.compareTo(LONGEST) < 0 ? LONGEST : delay;
    }

    public void rest(Instant now, Duration length) {
        until = now.plus(length);
    }

    public void succeeded() {
        error = null;
        next = delay;
        until = Instant.MIN;
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    /** What went wrong last, null if nothing did since it last went well. */
    public @Nullable Throwable error() {
        return error;
    }
}
