package io.fourinsight.connect.source;

import io.fourinsight.client.plan.SeriesState;
import io.fourinsight.client.window.Backoff;
import io.fourinsight.client.window.LateUnits;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands with one series.
 *
 * <p>Its cursor belongs to the one turn that it has at a time; when the next one is due, the thread that polls asks.
 */
final class SourceSeries {

    private final String id;
    private final String topic;
    private final Backoff backoff;
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable SeriesState state; // null before its first turn without an offset
    private @Nullable LateUnits lateUnits;
    private @Nullable Instant lastRound;
    private Instant lastRecord; // or since when it waits for its first one
    private @Nullable Instant lastTurn;
    private boolean busy;
    private boolean broken;

    SourceSeries(String id, String topic, Duration pollInterval, @Nullable SourceOffset stored, Instant now) {
        this.id = id;
        this.topic = topic;
        this.backoff = new Backoff(pollInterval);
        this.lastRecord = now;
        this.state = stored == null ? null : SeriesState.restored(stored.cursor());
    }

    String id() {
        return id;
    }

    String topic() {
        return topic;
    }

    /** Takes the next turn if it is due. */
    boolean beginTurn(Instant now, Duration pollInterval) {
        lock.lock();
        try {
            if (!isDue(now, pollInterval)) {
                return false;
            }
            busy = true;
            lastTurn = now;
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean isDue(Instant now, Duration pollInterval) {
        lock.lock();
        try {
            return !busy
                    && !broken
                    && backoff.isOver(now)
                    && (lastTurn == null || !now.isBefore(lastTurn.plus(pollInterval)));
        } finally {
            lock.unlock();
        }
    }

    void endTurn() {
        lock.lock();
        try {
            busy = false;
        } finally {
            lock.unlock();
        }
    }

    boolean isBusy() {
        lock.lock();
        try {
            return busy;
        } finally {
            lock.unlock();
        }
    }

    void succeeded() {
        lock.lock();
        try {
            backoff.succeeded();
        } finally {
            lock.unlock();
        }
    }

    /**
     * It is left alone for a while.
     *
     * @param atLeast how long at least, null for as long as its failures say
     * @return whether it had not failed before
     */
    boolean failed(Throwable e, Instant now, @Nullable Duration atLeast) {
        lock.lock();
        try {
            boolean first = backoff.error() == null;
            backoff.failed(e, now);
            if (atLeast != null) {
                backoff.rest(now, atLeast);
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** It has no turn any more. */
    void stands(Throwable e, Instant now) {
        failed(e, now, null);
        broken = true;
    }

    @Nullable
    Throwable error() {
        lock.lock();
        try {
            return backoff.error();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    SeriesState stateOrNull() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    SeriesState state() {
        SeriesState known = stateOrNull();
        if (known == null) {
            throw new IllegalStateException("Series " + id + " has not begun");
        }
        return known;
    }

    void move(SeriesState to) {
        lock.lock();
        try {
            state = to;
        } finally {
            lock.unlock();
        }
    }

    /** Periods with late samples of which some were delivered, and others are not yet; null if there are none. */
    @Nullable
    LateUnits lateUnits() {
        return lateUnits;
    }

    void keep(@Nullable LateUnits units) {
        lateUnits = units;
    }

    boolean isRoundDue(Instant now) {
        return lastRound == null || !now.isBefore(lastRound.plus(SourceSetup.HOUR));
    }

    void roundCompleted(Instant now) {
        lastRound = now;
    }

    /** Whether it was silent for so long that its offset is to be repeated. */
    boolean isHeartbeatDue(Instant now) {
        return !now.isBefore(lastRecord.plus(SourceSetup.HOUR));
    }

    void recordLeft(Instant now) {
        lastRecord = now;
    }
}
