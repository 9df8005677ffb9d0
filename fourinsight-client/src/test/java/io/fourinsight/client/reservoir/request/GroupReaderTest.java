package io.fourinsight.client.reservoir.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.base.DaemonThreads;
import io.fourinsight.client.reservoir.GroupMembers;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupReaderTest {

    private static final GroupMembers MEMBERS = GroupMembers.parse("series", "c:1,b:2,a:3,d:4");

    private final ExecutorService threads = DaemonThreads.unlimited("group-reader-test");

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static TimeSeries series(String id) {
        return TimeSeries.of(id, new long[] {Long.parseLong(id)}, new double[] {1});
    }

    @Test
    void soManyAreReadAtOnceAndTheirOrderStays() throws IOException {
        CyclicBarrier pairs = new CyclicBarrier(2);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        TimeSeriesGroup group = new GroupReader(threads, 2).read(MEMBERS, id -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            meet(pairs);
            now.decrementAndGet();
            return series(id);
        });

        assertThat(group.labels()).containsExactly("c", "b", "a", "d");
        assertThat(group.series("a")).isEqualTo(series("3"));
        assertThat(most).hasValue(2);
    }

    private static void meet(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Test
    void theCallerReadsAllIfThereIsNoThread() throws IOException {
        Executor busy = task -> {};
        Executor stopped = task -> {
            throw new RejectedExecutionException();
        };

        assertThat(new GroupReader(busy, 4)
                        .read(MEMBERS, GroupReaderTest::series)
                        .labels())
                .hasSize(4);
        assertThat(new GroupReader(stopped, 4)
                        .read(MEMBERS, GroupReaderTest::series)
                        .labels())
                .hasSize(4);
    }

    @Test
    void theFirstFailureEndsTheOthersAndIsTheGroups() {
        IOException damaged = new IOException("damaged");
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        GroupReader reader = new GroupReader(threads, 2);
        GroupReader.Member member = id -> {
            if (begun.incrementAndGet() == 1) {
                await(reading);
                throw damaged;
            }
            reading.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new InterruptedIOException();
        };
        // the caller's thread is the one that fails, unless the helper is first: then it waits, and cannot be
        // interrupted
        Executor second = task -> threads.execute(() -> {
            while (begun.get() == 0) {
                Thread.onSpinWait();
            }
            task.run();
        });

        assertThatThrownBy(() -> new GroupReader(second, 2).read(MEMBERS, member))
                .isSameAs(damaged);
        assertThat(reader.atOnce(MEMBERS)).isEqualTo(2);
        await(interrupted);
        assertThat(begun).hasValue(2);
    }

    @Test
    void aFailureOfAnotherThreadIsTheGroupsToo() {
        for (Throwable failure : new Throwable[] {new IllegalStateException("x"), new StackOverflowError("x")}) {
            Thread caller = Thread.currentThread();
            CountDownLatch failed = new CountDownLatch(1);
            assertThatThrownBy(() -> new GroupReader(threads, 2).read(MEMBERS, id -> {
                        if (Thread.currentThread() == caller) {
                            await(failed);
                            return series(id);
                        }
                        failed.countDown();
                        if (failure instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) failure;
                    }))
                    .satisfies(e -> assertThat(e == failure || e instanceof IOException && e.getCause() == failure)
                            .isTrue());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
