package io.fourinsight.camel.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** How exchanges ended, counted. Another thread can wait until so many have; that none ends for long is a failure. */
final class Outcomes {

    static final String RIGHT = "the right answer";

    /** Of an exchange that entered a route just when that stopped. */
    static final String STREAM_CLOSED = "the stream is closed";

    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(60);
    private static final int REMEMBERED = 5;

    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Throwable> unexpected = new ArrayList<>();
    private long ended;
    private long slowest;

    synchronized void note(String outcome, long nanos) {
        counts.merge(outcome, 1L, Long::sum);
        ended++;
        slowest = Math.max(slowest, nanos);
        notifyAll();
    }

    /** An end that no exchange may have. */
    synchronized void unexpected(Throwable failure) {
        if (unexpected.size() < REMEMBERED) {
            unexpected.add(failure);
        }
    }

    synchronized void awaitEnded(long exchanges) throws InterruptedException {
        long seen = ended;
        long since = System.nanoTime();
        while (ended < exchanges) {
            TimeUnit.MILLISECONDS.timedWait(this, PATIENCE);
            if (ended > seen) {
                seen = ended;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(PATIENCE)) {
                throw new AssertionError("no exchange has ended for a minute, after " + ended);
            }
        }
    }

    synchronized long ended() {
        return ended;
    }

    synchronized long count(String outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    synchronized List<Throwable> unexpected() {
        return List.copyOf(unexpected);
    }

    /** The longest that an exchange took, in nanoseconds. */
    synchronized long slowest() {
        return slowest;
    }
}
