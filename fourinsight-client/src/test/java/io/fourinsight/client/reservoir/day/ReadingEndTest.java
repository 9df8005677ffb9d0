package io.fourinsight.client.reservoir.day;

import static io.fourinsight.client.reservoir.day.StoredDays.DAY;
import static io.fourinsight.client.testing.ScriptedServer.raw;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.testing.Eventually;
import io.fourinsight.client.testing.ScriptedServer.Script;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a reading ends all of it. Where that is broken these tests hang, so each has its own limit. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadingEndTest {

    private static final Duration SHORT = Duration.ofMillis(400);

    private final StoredDays days = new StoredDays();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final CountDownLatch stalled = new CountDownLatch(3);

    /** The time-out is longer than these tests wait, so that it is not what ends a request. */
    @BeforeEach
    void sixDays() {
        days.rig().requestTimeout(Duration.ofMinutes(5));
        LongStream.range(0, 6).forEach(day -> days.add(day, "d" + day, day * DAY + "," + day + "\n"));
    }

    @AfterEach
    void close() throws IOException {
        threads.shutdownNow();
        days.close();
    }

    private Script stall() {
        return (request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1,");
            stalled.countDown();
            days.server().stall();
        };
    }

    private void stallFrom(int day) {
        for (int each = day; each < 6; each++) {
            days.script("d" + each, stall());
        }
    }

    private TimeSeriesStream stream() {
        return new TimeSeriesStream(
                "S",
                days.client(DayFileCache.none(), threads, 3)
                        .open(StoredDays.all(), days.rig().caller()));
    }

    /**
     * Every connection that was in use is given back, and no thread is still at work; but the one that cuts overdue requests
     * may give a connection back just after its request has failed.
     */
    private void assertReleased() throws Exception {
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS))
                .as("no task left")
                .isTrue();
        Eventually.holds(() -> days.rig().leased() == 0, "all connections are given back");
    }

    @Test
    void aStalledBodyCannotOutwaitTheRequestTimeout() throws Exception {
        days.read();
        days.script("d2", stall());
        days.rig().requestTimeout(SHORT);

        assertThatThrownBy(() -> days.client(DayFileCache.none(), threads, 3)
                        .read(StoredDays.all(), days.rig().caller()))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageStartingWith("Day file days/d2 did not arrive: ")
                .hasMessageContaining("no whole answer within PT0.4S");
        assertReleased();
    }

    @Test
    void aStreamThatIsClosedHalfWayCutsItsDownloads() throws Exception {
        stallFrom(1);
        TimeSeriesStream stream = stream();
        Iterator<TimeSeries> pieces = stream.iterator();
        assertThat(pieces.next().number(0)).isZero();
        CompletableFuture<Throwable> reader = CompletableFuture.supplyAsync(() -> catchThrowable(pieces::hasNext));
        stalled.await();

        stream.close();

        assertThat(reader.get(20, TimeUnit.SECONDS)).isNotNull();
        assertReleased();
    }

    @Test
    void aStreamThatNobodyReadsOnLetsGoOfWhatWasFetchedAhead() throws Exception {
        try (TimeSeriesStream stream = stream()) {
            stream.iterator().next();
        }

        assertReleased();
    }

    @Test
    void anInterruptEndsTheReading() throws Exception {
        stallFrom(0);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            failure.complete(catchThrowable(() -> days.client(DayFileCache.none(), threads, 3)
                    .read(StoredDays.all(), days.rig().caller())));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        reader.start();
        stalled.await();

        reader.interrupt();

        assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
        assertThat(interrupted.get(20, TimeUnit.SECONDS))
                .as("interrupt is kept")
                .isTrue();
        assertReleased();
    }

    @Test
    void theFirstFailureCancelsTheRest() throws Exception {
        days.script("d0", stall()).script("d1", stall()).script("d2", reply(404, ""));

        assertThatThrownBy(() -> days.client(DayFileCache.none(), threads, 3)
                        .read(StoredDays.all(), days.rig().caller()))
                .hasMessageContaining("/days/d2 was answered with status 404");

        assertThat(days.requestsFor("d3")).isEmpty();
        assertReleased();
    }

    /** What was handed over cannot be merged any more. */
    @Test
    void daysThatOverlapEndAStreamAndAreMergedOtherwise() throws IOException {
        days.add(1, "late", 2 * DAY + ",7\n");

        assertThat(days.read().number(2)).as("the later day decides").isEqualTo(2);
        try (TimeSeriesStream stream = stream()) {
            assertThatThrownBy(() -> stream.forEach(piece -> {}))
                    .hasMessageContaining("The days overlap: a day file has a sample at 1970-01-03T00:00:00Z");
        }
    }

    @Test
    void aFailureOfTheStreamIsToldWithItsCause() {
        days.script("d1", reply(200, "x\n"));

        try (TimeSeriesStream stream = stream()) {
            assertThatThrownBy(() -> stream.forEach(piece -> {}))
                    .hasMessageStartingWith("Series S: Day file days/d1 is damaged")
                    .cause()
                    .isExactlyInstanceOf(IOException.class);
        }
    }
}
