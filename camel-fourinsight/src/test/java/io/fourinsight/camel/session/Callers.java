package io.fourinsight.camel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Threads of a test that each make one call, and whose waiting can be observed. */
final class Callers<T> implements AutoCloseable {
    private final List<FutureTask<T>> calls = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    static <T> Callers<T> start(int count, Callable<T> call) {
        Callers<T> callers = new Callers<>();
        for (int i = 0; i < count; i++) {
            callers.add(call);
        }
        return callers;
    }

    void add(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "caller-" + threads.size());
        calls.add(task);
        threads.add(thread);
        thread.start();
    }

    /** Returns when every call is waiting for something. */
    void awaitWaiting() {
        for (Thread thread : threads) {
            Eventually.is(() -> isWaiting(thread), thread + " does not wait");
        }
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    List<T> results() throws Exception {
        List<T> results = new ArrayList<>();
        for (FutureTask<T> call : calls) {
            results.add(call.get(20, TimeUnit.SECONDS));
        }
        return results;
    }

    T result() throws Exception {
        return results().get(0);
    }

    @Override
    public void close() {
        interrupt();
    }
}
