package io.fourinsight.connect.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;

/** Records on their way from the turns of series to Connect; turns wait as long as there are too many. */
final class Outbox {

    private record Item(SourceRecord record, int samples) {}

    private final int mostSamples;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item> items = new ArrayDeque<>();
    private int samples;
    private boolean woken;
    private boolean closed;

    /** @param mostSamples that are kept, and taken at once; a record with more goes alone */
    Outbox(int mostSamples) {
        this.mostSamples = mostSamples;
    }

    /** @throws InterruptedException also if it was closed */
    void put(SourceRecord record, int ofSamples) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !items.isEmpty() && samples + ofSamples > mostSamples) {
                changed.await();
            }
            if (closed) {
                throw new InterruptedException("The task is stopped");
            }
            items.addLast(new Item(record, ofSamples));
            samples += ofSamples;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What there is, at most so many samples; waits for it until it is woken or the time is over. */
    List<SourceRecord> take(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (items.isEmpty() && !woken && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            List<SourceRecord> taken = new ArrayList<>(items.size());
            items.forEach(item -> taken.add(item.record));
            items.clear();
            samples = 0;
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return items.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait of the one that takes: something else has happened. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
