package io.fourinsight.camel.benchmark.measure;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes calls from some threads, always the same ones, for some time. */
public final class Load implements AutoCloseable {

    /** One call. */
    @FunctionalInterface
    public interface Call {
        /** @param number which call of its thread it is */
        void make(int number) throws Exception;
    }

    /** How many calls were made, and what the calling threads allocated for them. */
    public record Result(long calls, double seconds, long bytes) {

        static final Result NONE = new Result(0, 0, 0);

        public double perSecond() {
            return calls / seconds;
        }

        double bytesPerCall() {
            return (double) bytes / calls;
        }

        /** Both together, one after the other. */
        Result then(Result other) {
            return new Result(calls + other.calls, seconds + other.seconds, bytes + other.bytes);
        }

        /** Both together, at the same time. */
        private Result plus(Result other) {
            return new Result(calls + other.calls, Math.max(seconds, other.seconds), bytes + other.bytes);
        }
    }

    private final int threads;
    private final Call call;
    private final ExecutorService executor;

    public Load(int threads, Call call) {
        this.threads = threads;
        this.call = call;
        this.executor = Executors.newFixedThreadPool(threads);
    }

    public Result run(Duration time) throws Exception {
        return run(time.toNanos(), Integer.MAX_VALUE);
    }

    /** That many calls of each thread. */
    public Result run(int calls) throws Exception {
        return run(Long.MAX_VALUE, calls);
    }

    private Result run(long nanos, int calls) throws Exception {
        List<Callable<Result>> tasks = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            tasks.add(() -> loop(nanos, calls));
        }
        Result sum = Result.NONE;
        for (Future<Result> result : executor.invokeAll(tasks)) {
            sum = sum.plus(result.get());
        }
        return sum;
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    private Result loop(long nanos, int calls) throws Exception {
        com.sun.management.ThreadMXBean bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long allocated = bean.getThreadAllocatedBytes(id);
        long started = System.nanoTime();
        int made = 0;
        while (made < calls && System.nanoTime() - started < nanos) {
            call.make(made++);
        }
        return new Result(made, (System.nanoTime() - started) / 1e9, bean.getThreadAllocatedBytes(id) - allocated);
    }
}
