package io.fourinsight.connect.sink;

import static io.fourinsight.connect.sink.SinkRig.P0;
import static io.fourinsight.connect.sink.SinkRig.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions that are given up in the middle of an upload, which runs on a thread of its own. */
@Timeout(60)
class SinkCloseTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void end() {
        goOn.countDown();
        threads.shutdownNow();
        worker.shutdownNow();
    }

    private void hold() {
        reached.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SinkRig.TICKET, Sandbox.UPLOAD_PATH, SinkRig.COMMIT})
    void anUploadBeforeItsFileIsAddedIsCancelled(String step) throws Exception {
        try (SinkRig rig = SinkRig.on(threads)) {
            rig.sandbox.faults().beforeAnswer(step, this::hold);
            rig.put(sample(0, 1, 1.0));
            reached.await();

            rig.task.close(List.of(P0)); // while the step is still held
            goOn.countDown();
            awaitThreads();

            assertThat(rig.samples(Sandbox.EMPTY)).isEmpty();
            assertThat(rig.sandbox.requests().under(SinkRig.ADD)).isZero();
        }
    }

    @Test
    void closingWaitsForAFileThatIsBeingAdded() throws Exception {
        try (SinkRig rig = SinkRig.on(threads)) {
            rig.sandbox.faults().beforeAnswer(SinkRig.ADD, this::hold);
            rig.put(sample(0, 1, 1.0));
            reached.await();

            AtomicReference<Thread> closer = new AtomicReference<>();
            Future<?> closing = worker.submit(() -> {
                closer.set(Thread.currentThread());
                rig.task.close(List.of(P0));
                assertThat(rig.samples(Sandbox.EMPTY)).containsExactly(entry(1L, 1.0));
            });
            Eventually.holds(
                    () -> closer.get() != null && closer.get().getState() == Thread.State.WAITING, "close waits");
            goOn.countDown();
            closing.get();
        }
    }

    @Test
    void aVerificationThatNeverEndsBlocksNothing() throws Exception {
        try (SinkRig rig = SinkRig.on(threads)) {
            rig.sandbox.reservoir().neverVerified();
            rig.sandbox.faults().afterHandling(SinkRig.COMMIT, reached::countDown);
            rig.put(sample(0, 1, 1.0));
            reached.await();

            rig.put(sample(1, 2, 2.0));
            assertThat(rig.committed(P0)).isZero();
            rig.task.close(List.of(P0));
            awaitThreads();

            assertThat(rig.samples(Sandbox.EMPTY)).isEmpty();
        }
    }

    @Test
    void stoppingEndsWhatIsUnderWay() throws Exception {
        SinkRig rig = SinkRig.on(threads);
        rig.sandbox.reservoir().neverVerified();
        rig.sandbox.faults().afterHandling(SinkRig.COMMIT, reached::countDown);
        rig.put(sample(0, 1, 1.0));
        reached.await();

        rig.close();

        awaitThreads();
    }

    private void awaitThreads() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
}
