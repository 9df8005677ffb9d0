package io.fourinsight.client.session.token;

import io.fourinsight.client.session.BearerToken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to use one credential that wait for their turn, and those that run.
 *
 * <p>An attempt gets a thread only when it may run. So those that wait for one credential's slow token endpoint take
 * nothing from another credential's.
 */
final class RefreshQueue {
    private static final TokenFetchException BROKEN =
            TokenFetchException.unavailable("internal_error", "the fetch broke off");

    private final RefreshBackoff gate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Turn> waiting = new ArrayDeque<>(); // guarded by lock
    private int running; // guarded by lock

    RefreshQueue(RefreshBackoff gate) {
        this.gate = gate;
    }

    /** Runs the attempt when the gate lets it, in a thread of these; when this returns that may be over. */
    void add(Executor threads, RefreshAttempt attempt) {
        lock.lock();
        try {
            waiting.add(new Turn(threads, attempt));
        } finally {
            lock.unlock();
        }
        startWhatMay();
    }

    private void startWhatMay() {
        for (Turn next = next(); next != null; next = next()) {
            next.start();
        }
    }

    /** Null if none waits, or none may start now. */
    private @Nullable Turn next() {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                return null;
            }
            TokenFetchException refusal = gate.refusal();
            if (refusal == null && running >= gate.mostAtOnce()) {
                return null;
            }
            Turn next = waiting.remove();
            next.refusal = refusal;
            running++;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            running--;
        } finally {
            lock.unlock();
        }
    }

    /** One attempt on its way; whatever happens, it ends, and once. */
    private final class Turn implements Runnable {
        private final Executor threads;
        private final RefreshAttempt attempt;
        private final AtomicBoolean over = new AtomicBoolean();
        private @Nullable TokenFetchException refusal; // null if it may run

        Turn(Executor threads, RefreshAttempt attempt) {
            this.threads = threads;
            this.attempt = attempt;
        }

        void start() {
            if (refusal != null) {
                end(null, refusal);
                return;
            }
            TokenFetchException failure = BROKEN; // unless it is known better when this ends, in whatever way
            boolean started = false;
            try {
                threads.execute(this);
                started = true;
            } catch (RejectedExecutionException e) {
                // not the credential's failure: nobody else need wait because of it
                failure = TokenFetchException.unavailable("closed", "no thread to fetch one, as when stopping", e);
            } catch (RuntimeException | Error e) {
                failure = gate.broke(attempt.name(), "no thread can be started to fetch one", e);
            } finally {
                if (!started) {
                    end(null, failure);
                }
            }
        }

        @Override
        public void run() {
            BearerToken token = null;
            TokenFetchException failure = BROKEN;
            try {
                failure = attempt.refusal().get();
                if (failure == null) {
                    failure = BROKEN;
                    token = gate.make(attempt);
                    failure = null;
                }
            } catch (TokenFetchException e) {
                failure = e;
            } finally {
                end(token, failure);
                startWhatMay();
            }
        }

        private void end(@Nullable BearerToken token, @Nullable TokenFetchException failure) {
            if (over.compareAndSet(false, true)) { // else it ran, and its executor complains all the same
                ended();
                attempt.end(token, failure);
            }
        }
    }
}
