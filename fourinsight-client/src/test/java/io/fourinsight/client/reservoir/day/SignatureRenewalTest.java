package io.fourinsight.client.reservoir.day;

import static io.fourinsight.client.reservoir.day.StoredDays.DAY;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.testing.ScriptedServer.Script;
import io.fourinsight.client.testing.ScriptedServer.Seen;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when a store no longer accepts the signatures of the listing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SignatureRenewalTest {

    private final StoredDays days = new StoredDays();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @BeforeEach
    void fourDays() {
        LongStream.range(0, 4).forEach(day -> days.add(day, "d" + day, day * DAY + "," + day + "\n"));
    }

    @AfterEach
    void close() throws IOException {
        threads.shutdownNow();
        days.close();
    }

    /** Refuses the signatures of the listings before the given one. */
    private Script acceptedFrom(int listing, String path, String code) {
        return (request, out) -> {
            boolean good = StoredDays.listingOf(request) >= listing;
            (good ? days.content(path) : reply(403, "<Code>" + code + "</Code>", "x-ms-error-code: " + code))
                    .answer(request, out);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuthenticationFailed", "AuthorizationPermissionMismatch"})
    void theDaysThatAreStillMissingAreListedOnceMore(String code) throws IOException {
        days.script("d2", acceptedFrom(2, "d2", code)).script("d3", acceptedFrom(2, "d3", code));

        assertThat(days.read().size()).isEqualTo(4);

        assertThat(days.listings())
                .extracting(Seen::target)
                .containsExactly(
                        "/timeseries/S/data/days?start=-9214560000000000000&end=9214646399999999999",
                        "/timeseries/S/data/days?start=" + 2 * DAY + "&end=9214646399999999999");
        assertThat(days.requestsFor("d1")).hasSize(1);
        assertThat(days.requestsFor("d3")).as("takes the new signature at once").hasSize(1);
    }

    @Test
    void oneNewListingServesAllThatWereRefusedAtOnce() throws IOException {
        CyclicBarrier together = new CyclicBarrier(4);
        for (int day = 0; day < 4; day++) {
            String path = "d" + day;
            days.script(path, (request, out) -> {
                boolean first = StoredDays.listingOf(request) == 1;
                if (first) {
                    await(together);
                }
                (first ? reply(403, "") : days.content(path)).answer(request, out);
            });
        }

        assertThat(days.client(DayFileCache.none(), threads, 4)
                        .read(StoredDays.all(), days.rig().caller())
                        .size())
                .isEqualTo(4);

        assertThat(days.listings()).hasSize(2);
    }

    @Test
    void aSignatureThatEndsAgainLaterIsRenewedAgain() throws IOException {
        days.script("d1", acceptedFrom(2, "d1", "x")).script("d3", acceptedFrom(3, "d3", "x"));

        assertThat(days.read().size()).isEqualTo(4);

        assertThat(days.listings()).hasSize(3);
    }

    /** What of the day is at hand stays, and the new file comes to its place in the order of precedence. */
    @Test
    void theSecondFileOfADayAloneIsFetchedAnew() throws IOException {
        days.add(1, "d1b", DAY + ",7\n").add(1, "d1c", DAY + 1 + ",8\n");
        days.script("d1b", acceptedFrom(2, "d1b", "x"));

        TimeSeries read = days.read();

        assertThat(read.slice(DAY, 2 * DAY))
                .isEqualTo(TimeSeries.of("S", new long[] {DAY, DAY + 1}, new double[] {7, 8}));
        assertThat(days.requestsFor("d1")).hasSize(1);
        assertThat(days.requestsFor("d1b")).extracting(StoredDays::listingOf).containsExactly(1, 2);
        assertThat(days.requestsFor("d1c")).extracting(StoredDays::listingOf).containsExactly(2);
    }

    /** The reading is of the series as it was listed at first; that has more days and files now. */
    @Test
    void whatIsListedOnlyLaterIsNotMixedIn() throws IOException {
        days.script("d1", (request, out) -> {
            if (StoredDays.listingOf(request) == 1) {
                days.add(1, "new", DAY + ",99\n").add(7, "newday", 7 * DAY + ",99\n");
                reply(403, "").answer(request, out);
            } else {
                days.content("d1").answer(request, out);
            }
        });

        TimeSeries read = days.read();

        assertThat(read.size()).isEqualTo(4);
        assertThat(read.number(1)).isEqualTo(1);
        assertThat(days.requestsFor("new")).isEmpty();
    }

    @Test
    void aFileThatIsListedTwiceIsRenewedTwice() throws IOException {
        days.add(1, "d1", DAY + ",1\n").script("d1", acceptedFrom(2, "d1", "x"));

        assertThat(days.read().size()).isEqualTo(4);
    }

    /** No service should list it; asking for the days from there on would be asking for an empty window. */
    @Test
    void aDayBehindTheWindowIsRenewedToo() throws IOException {
        days.script("d3", acceptedFrom(2, "d3", "x"));

        assertThat(days.client(DayFileCache.none(), Runnable::run, 1)
                        .read(new DataQuery("S", 0, 2 * DAY), days.rig().caller())
                        .size())
                .isEqualTo(2);

        assertThat(days.listings()).hasSize(2);
    }

    @Test
    void ifTheNewSignatureIsRefusedTooThatIsTheError() {
        days.script("d1", reply(403, "<Code>AuthenticationFailed</Code>"));

        assertThatThrownBy(days::read)
                .isInstanceOfSatisfying(RestException.Status.class, e -> {
                    assertThat(e.status()).isEqualTo(403);
                    assertThat(e.body()).contains("AuthenticationFailed");
                })
                .hasMessageContaining("/days/d1");
        assertThat(days.listings()).hasSize(2);
        assertThat(days.requestsFor("d1")).hasSize(2);
    }

    @Test
    void aFileThatIsNoLongerListedIsAnError() {
        days.script("d1", (request, out) -> {
            days.remove("d1");
            reply(403, "").answer(request, out);
        });

        assertThatThrownBy(days::read)
                .isExactlyInstanceOf(IOException.class)
                .hasMessageStartingWith("Day file days/d1 is no longer listed");
    }

    @Test
    void daysThatAreReadAgainAsTextKeepTheirSignatures() throws IOException {
        days.add(3, "word", 3 * DAY + 1 + ",word\n");
        days.script("d3", acceptedFrom(2, "d3", "x"));

        assertThat(days.read().text(0)).isEqualTo("0");

        assertThat(days.requestsFor("d0")).as("numbers first, then text").hasSize(2);
        assertThat(days.listings()).hasSize(2);
    }

    @Test
    void aStreamThatIsClosedCutsTheNewListing() throws Exception {
        // longer than this test waits
        days.rig().requestTimeout(Duration.ofMinutes(5));
        CountDownLatch stalled = new CountDownLatch(1);
        days.script("d1", acceptedFrom(2, "d1", "x"));
        TimeSeriesStream stream = new TimeSeriesStream(
                "S",
                days.client(DayFileCache.none(), threads, 1)
                        .open(StoredDays.all(), days.rig().caller()));
        days.listing((request, out) -> {
            stalled.countDown();
            days.server().stall();
        });
        Iterator<TimeSeries> pieces = stream.iterator();
        assertThat(pieces.next().size()).isEqualTo(1);
        CompletableFuture<Throwable> reader = CompletableFuture.supplyAsync(() -> catchThrowable(pieces::hasNext));
        stalled.await();

        stream.close();

        assertThat(reader.get(20, TimeUnit.SECONDS)).isNotNull();
        threads.shutdown();
        assertThat(threads.awaitTermination(15, TimeUnit.SECONDS))
                .as("no task left")
                .isTrue();
        assertThat(days.rig().leased()).isZero();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
