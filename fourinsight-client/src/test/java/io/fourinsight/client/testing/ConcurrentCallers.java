package io.fourinsight.client.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Threads of a test that each make one call, and whose waiting can be observed. */
public final class ConcurrentCallers<T> implements AutoCloseable {
    private final List<FutureTask<T>> calls = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    public static <T> ConcurrentCallers<T> start(int count, Callable<T> call) {
        ConcurrentCallers<T> callers = new ConcurrentCallers<>();
        for (int i = 0; i < count; i++) {
            callers.add(call);
        }
        return callers;
    }

    public void add(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "caller-" + threads.size());
        calls.add(task);
        threads.add(thread);
        thread.start();
    }

    /** Returns when every call is waiting for something. */
    public void awaitWaiting() {
        for (Thread thread : threads) {
            Eventually.holds(() -> isWaiting(thread), thread + " waits");
        }
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    public void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    public List<T> results() throws Exception {
        List<T> results = new ArrayList<>();
        for (FutureTask<T> call : calls) {
            results.add(call.get(20, TimeUnit.SECONDS));
        }
        return results;
    }

    public T result() throws Exception {
        return results().get(0);
    }

    @Override
    public void close() {
        interrupt();
    }
}
