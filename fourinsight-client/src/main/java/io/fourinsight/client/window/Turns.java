package io.fourinsight.client.window;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives each series that is due its turn, several at once, and none twice before each other one had its own.
 *
 * <p>A series is in the queue once at most, and never while it has its turn. So each turn is alone with its series.
 */
public final class Turns<S> {

    /** Does the work of one turn. */
    @FunctionalInterface
    public interface Turn<S> {

        /** Whether the series wants another turn at once. It throws nothing that could be helped. */
        boolean take(S series);
    }

    private enum State {
        QUEUED,
        RUNNING,
        /** It has its turn, and there was a reason for another one meanwhile. */
        WANTED_AGAIN
    }

    private final Turn<S> turn;
    private final Executor executor;
    private final int atOnce;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<S> ready = new ArrayDeque<>();
    private final Map<S, State> states = new HashMap<>();
    private int workers;
    private boolean ended;

    public Turns(Turn<S> turn, Executor executor, int atOnce) {
        this.turn = turn;
        this.executor = executor;
        this.atOnce = atOnce;
    }

    /** Puts series at the end of the queue; one that has its turn gets another one after it. */
    public void add(Collection<S> series) {
        lock.lock();
        try {
            for (S one : series) {
                if (ended) {
                    return;
                }
                State state = states.get(one);
                if (state == null) {
                    enqueue(one);
                } else if (state == State.RUNNING) {
                    states.put(one, State.WANTED_AGAIN);
                }
            }
            beginWorkers();
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(S series) {
        states.put(series, State.QUEUED);
        ready.addLast(series);
    }

    private void beginWorkers() {
        for (int i = ready.size(); i > 0 && workers < atOnce; i--) {
            workers++;
            boolean begun = false;
            try {
                executor.execute(this::work);
                begun = true;
            } finally {
                workers -= begun ? 0 : 1;
            }
        }
    }

    /** A turn that throws ends its worker, and no other one. */
    private void work() {
        S series = next();
        while (series != null) {
            boolean more = false;
            boolean returned = false;
            try {
                more = turn.take(series);
                returned = true;
            } finally {
                done(series, more);
                if (!returned) {
                    leave();
                }
            }
            series = next();
        }
    }

    private void done(S series, boolean more) {
        lock.lock();
        try {
            State state = states.remove(series);
            if ((more || state == State.WANTED_AGAIN) && !ended) {
                enqueue(series);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first of the queue. Without one the worker leaves in the same step, so that nobody waits for it in vain. */
    private @Nullable S next() {
        lock.lock();
        try {
            S first = ready.pollFirst();
            if (first == null) {
                leave();
            } else {
                states.put(first, State.RUNNING);
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            workers--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the queue is empty and no turn is under way, or until the end.
     *
     * @param nanos how often series that have become due meanwhile join the queue, so that one long turn does not hold up
     *     the others
     */
    public void await(long nanos, Supplier<? extends Collection<S>> due) throws InterruptedException {
        while (!idleWithin(nanos)) {
            add(due.get());
        }
    }

    private boolean idleWithin(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!ended && workers > 0) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** No turn begins any more; those under way come to their own end. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            ready.forEach(states::remove);
            ready.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
