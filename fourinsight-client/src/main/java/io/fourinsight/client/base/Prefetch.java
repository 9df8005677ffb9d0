package io.fourinsight.client.base;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks ahead of the taker of their results, several at once but never more than so many ahead, and gives the results
 * in the order of the tasks.
 *
 * <p>The first failure, an interrupt of the taker and closing all end everything: no task begins any more, those under
 * way are interrupted. {@link #next} is for one thread, {@link #close} for any.
 */
public final class Prefetch<T> implements Closeable {

    private final String what;
    private final Executor executor;
    private final int ahead;
    private final Iterator<Callable<T>> tasks;
    private final Runnable onEnd;
    private final Queue<FutureTask<T>> running = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean ended;

    /**
     * @param what is read, as errors call it
     * @param tasks asked for by the taker's thread, one after the other
     * @param onEnd ends what interrupting does not, such as requests; may be called more than once
     */
    public Prefetch(String what, Executor executor, int ahead, Iterator<Callable<T>> tasks, Runnable onEnd) {
        this.what = what;
        this.executor = executor;
        this.ahead = ahead;
        this.tasks = tasks;
        this.onEnd = onEnd;
    }

    /**
     * The result of the next task, or null if there is none.
     *
     * @throws IOException if a task failed so, not necessarily the next one, or this was closed or interrupted
     */
    public @Nullable T next() throws IOException {
        while (!ended && running.size() < ahead && tasks.hasNext()) {
            start(tasks.next());
        }
        FutureTask<T> head = running.peek();
        if (head == null && !ended) {
            return null;
        }
        try {
            if (head == null) {
                throw new CancellationException();
            }
            T result = head.get();
            running.remove(head);
            return result;
        } catch (ExecutionException | CancellationException e) {
            close();
            throw failed();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for " + what);
        }
    }

    private void start(Callable<T> task) {
        FutureTask<T> future = new Task(task);
        running.add(future);
        try {
            executor.execute(future);
        } catch (RejectedExecutionException e) {
            // the component or the client is stopping
            fail(new InterruptedIOException("The reading was ended: the client is stopped").initCause(e));
        } catch (RuntimeException | Error e) {
            fail(e); // else a thread that waits for the task would wait for ever
        }
        // Looked at after adding: a thread that ends it in between has either seen the task, or is seen here.
        if (ended) {
            future.cancel(true);
        }
    }

    private void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        close();
    }

    private IOException failed() {
        Throwable cause = failure.get();
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error) {
            // of another thread, which is none the worse for it: as an error here it would tear down more than the
            // reading
            return new IOException("Could not read " + what + ": " + cause, cause);
        }
        return cause instanceof IOException io ? io : new IOException("The reading was ended", cause);
    }

    @Override
    public void close() {
        ended = true;
        onEnd.run();
        running.forEach(task -> task.cancel(true));
    }

    /** A task whose failure ends the others. */
    private final class Task extends FutureTask<T> {

        Task(Callable<T> task) {
            super(task);
        }

        @Override
        protected void setException(Throwable e) {
            // what fails because of the end is no news
            boolean first = !ended && failure.compareAndSet(null, e);
            // done before the end, which therefore does not interrupt the thread that brings it about
            super.setException(e);
            if (first) {
                close();
            }
        }
    }
}
