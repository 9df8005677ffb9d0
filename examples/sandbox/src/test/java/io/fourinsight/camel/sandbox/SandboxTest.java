package io.fourinsight.camel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SandboxTest {

    @Test
    void listensOnlyOnTheLoopbackAddress() {
        try (Sandbox sandbox = Sandbox.start()) {
            assertThat(List.of(sandbox.tokenUrl(), sandbox.apiUrl(), sandbox.reservoirUrl(), sandbox.blobUrl()))
                    .allMatch(url -> url.getHost().equals("127.0.0.1"));
            assertThat(sandbox.apiUrl().getPath()).isEqualTo(Sandbox.API_PATH).endsWith("/");
            assertThat(sandbox.reservoirUrl().getPath())
                    .isEqualTo(Sandbox.RESERVOIR_PATH)
                    .endsWith("/api/");
        }
    }

    @Test
    void closeFreesThePortAndEndsEveryThread() throws InterruptedException {
        Sandbox sandbox = Sandbox.start();
        int port = sandbox.apiUrl().getPort();
        int blobPort = sandbox.blobUrl().getPort();
        new TestClient(sandbox).reservoir("ping");
        List<Thread> threads = threadsOf(port);
        assertThat(threads).hasSizeGreaterThan(1);

        sandbox.close();

        assertEnded(threads);
        assertThat(threadsOf(port)).isEmpty();
        assertThat(threadsOf(blobPort)).isEmpty();
        assertThatThrownBy(() -> new TestClient(sandbox).apiToken())
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(ConnectException.class);
        try (Sandbox next = Sandbox.builder().port(port).start()) {
            assertThat(next.apiUrl().getPort()).isEqualTo(port);
        }
    }

    @Test
    void closeEndsARequestThatIsHeldUp() throws InterruptedException {
        Sandbox sandbox = Sandbox.start();
        TestClient client = new TestClient(sandbox);
        String token = client.reservoirToken();
        CountDownLatch arrived = new CountDownLatch(1);
        sandbox.faults().beforeAnswer(Sandbox.RESERVOIR_PATH, () -> {
            arrived.countDown();
            sleepUntilInterrupted();
        });
        CompletableFuture<?> answer = client.getAsync(sandbox.reservoirUrl() + "ping", token);
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
        List<Thread> threads = threadsOf(sandbox.apiUrl().getPort());

        sandbox.close();

        assertEnded(threads);
        assertThat(answer).failsWithin(30, TimeUnit.SECONDS);
    }

    /** Also of the second answer on a connection, and of an error. */
    @Test
    void answersCanHaveTheTimeOfTheClock() {
        TestClock clock = new TestClock();
        try (Sandbox sandbox = Sandbox.builder().clock(clock).datesOfClock().start()) {
            TestClient client = new TestClient(sandbox);
            assertThat(client.reservoir("ping").headers().allValues("Date"))
                    .containsExactly("Mon, 23 Nov 2026 12:00:00 GMT");
            clock.advance(Duration.ofDays(10).plusSeconds(5));
            assertThat(client.reservoir("timeseries/none").headers().allValues("Date"))
                    .containsExactly("Thu, 03 Dec 2026 12:00:05 GMT");
            assertThat(client.reservoir("timeseries/" + Sandbox.STAVANGER + "/data/days?start=0")
                            .body())
                    .contains(sandbox.blobUrl().toString());
        }
    }

    @Test
    void aSandboxWithDatesOfItsClockCanBeClosed() throws InterruptedException {
        Sandbox sandbox = Sandbox.builder().datesOfClock().start();
        new TestClient(sandbox).reservoir("ping");
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sandbox-"))
                .toList();

        sandbox.close();

        assertEnded(threads);
    }

    @Test
    void portThatIsTakenIsNamed() {
        try (Sandbox sandbox = Sandbox.start()) {
            SandboxBuilder same = Sandbox.builder().port(sandbox.apiUrl().getPort());

            assertThatThrownBy(same::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(sandbox.apiUrl().getPort()));
        }
    }

    @Test
    void unknownPathIsNotFound() {
        try (Sandbox sandbox = Sandbox.start()) {
            assertThat(new TestClient(sandbox)
                            .getWithoutToken(sandbox.apiUrl().resolve("/other").toString())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private static List<Thread> threadsOf(int port) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sandbox-" + port + "-")
                        || thread.getName().equals("HTTP-Dispatcher"))
                .toList();
    }

    private static void assertEnded(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            // A pool counts as ended when its last task is, a moment before its thread is.
            thread.join(10_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private static void sleepUntilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
