package io.fourinsight.client.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlineTest {

    @Test
    void endsWhatTakesTooLongAndSaysSo() throws Exception {
        try (Deadline deadline = new Deadline()) {
            CountDownLatch ended = new CountDownLatch(1);
            AtomicBoolean knewWhy = new AtomicBoolean();
            DeadlineWatch[] watch = new DeadlineWatch[1];
            CountDownLatch assigned = new CountDownLatch(1);
            watch[0] = deadline.start(Duration.ofMillis(20), () -> {
                awaitQuietly(assigned);
                knewWhy.set(watch[0].expired());
                ended.countDown();
            });
            assigned.countDown();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(knewWhy).as("expired before the action ran").isTrue();
        }
    }

    @Test
    void leavesAloneWhatIsDoneInTime() throws Exception {
        try (Deadline deadline = new Deadline()) {
            AtomicBoolean hit = new AtomicBoolean();
            DeadlineWatch first = deadline.start(Duration.ofMillis(50), () -> hit.set(true));
            first.close();
            CountDownLatch later = new CountDownLatch(1);
            deadline.start(Duration.ofMillis(100), later::countDown);
            assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(hit).isFalse();
            assertThat(first.expired()).isFalse();
        }
    }

    @Test
    void staysInForceForWhatIsUnderWayWhenClosed() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (Deadline deadline = new Deadline()) {
            deadline.start(Duration.ofMillis(20), ended::countDown);
        }
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
