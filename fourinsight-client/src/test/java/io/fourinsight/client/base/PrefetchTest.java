package io.fourinsight.client.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What closing ends besides requests; where that is broken these tests hang. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PrefetchTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static Prefetch<String> prefetch(Executor executor, Callable<String> task) {
        return new Prefetch<>("tests", executor, 1, List.of(task).iterator(), () -> {});
    }

    @Test
    void closingInterruptsATaskThatPauses() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Prefetch<String> prefetch = prefetch(threads, () -> {
            begun.countDown();
            interrupted.complete(catchThrowable(new CountDownLatch(1)::await) instanceof InterruptedException);
            return "late";
        });
        CompletableFuture<Throwable> taker =
                CompletableFuture.supplyAsync(() -> catchThrowable(prefetch::next), threads);
        begun.await();

        prefetch.close();

        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(taker.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }

    /** Camel does not finish an exchange that an error goes through. */
    @Test
    void anErrorOfATaskIsAFailureOfTheReading() {
        OutOfMemoryError error = new OutOfMemoryError("test");
        Prefetch<String> prefetch = prefetch(threads, () -> {
            throw error;
        });

        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowable(prefetch::next))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("Could not read tests: java.lang.OutOfMemoryError: test")
                    .hasCause(error);
        }
    }

    @Test
    void aThreadThatCannotBeStartedIsAFailureOfTheReading() {
        OutOfMemoryError error = new OutOfMemoryError("unable to create native thread");
        Prefetch<String> prefetch = prefetch(
                task -> {
                    throw error;
                },
                () -> "never");

        for (int i = 0; i < 2; i++) { // the second would wait for ever
            assertThat(catchThrowable(prefetch::next))
                    .isExactlyInstanceOf(IOException.class)
                    .hasCause(error);
        }
    }

    @Test
    void anExecutorThatStopsEndsTheReading() {
        RejectedExecutionException stopped = new RejectedExecutionException("stopped");
        Prefetch<String> prefetch = prefetch(
                task -> {
                    throw stopped;
                },
                () -> "never");

        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowable(prefetch::next))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessageContaining("was ended")
                    .hasRootCause(stopped);
        }
    }

    @Test
    void closingEndsTheWaitForATaskThatNeverBegins() throws Exception {
        CountDownLatch queued = new CountDownLatch(1);
        Prefetch<String> prefetch = prefetch(task -> queued.countDown(), () -> "never");
        CompletableFuture<Throwable> taker =
                CompletableFuture.supplyAsync(() -> catchThrowable(prefetch::next), threads);
        queued.await();

        prefetch.close();

        assertThat(taker.get(20, TimeUnit.SECONDS))
                .isInstanceOf(IOException.class)
                .hasMessage("The reading was ended");
    }
}
