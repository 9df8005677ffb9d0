package io.fourinsight.client.reservoir.day;

import static io.fourinsight.client.reservoir.day.StoredDays.DAY;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.rest.RestException;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DataClientTest {

    private final StoredDays days = new StoredDays();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void close() throws IOException {
        threads.shutdownNow();
        days.close();
    }

    @Test
    void theWindowIsAskedForWithItsLastNanosecond() throws IOException {
        days.client(DayFileCache.none(), Runnable::run, 1)
                .read(new DataQuery("a/b", 5, 6), days.rig().caller());

        assertThat(days.listings()).singleElement().satisfies(request -> {
            assertThat(request.target()).isEqualTo("/timeseries/a%2Fb/data/days?start=5&end=5");
            assertThat(request.header("authorization")).isEqualTo("Bearer token-1");
        });
    }

    @Test
    void filesAreFetchedWithoutToken() throws IOException {
        assertThat(days.add(0, "a.csv", "1,2\n").read().number(0)).isEqualTo(2);

        assertThat(days.requestsFor("a.csv")).singleElement().satisfies(request -> {
            assertThat(request.target()).isEqualTo("/days/a.csv?sv=1&sig=s1gnature-1");
            assertThat(request.headers()).doesNotContainKeys("authorization", "cookie");
        });
    }

    @Test
    void aSeriesWithoutFilesIsEmpty() throws IOException {
        assertThat(days.read()).isEqualTo(TimeSeries.empty("S"));
    }

    @Test
    void aSeriesOfOneSample() throws IOException {
        assertThat(days.add(0, "a.csv", "7,1.5\n").read())
                .isEqualTo(TimeSeries.of("S", new long[] {7}, new double[] {1.5}));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void anEmptyWindowIsRefused(long length) {
        assertThatThrownBy(() -> new DataQuery("S", 5, 5 + length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("start must be before end, but start is 1970-01-01T00:00:00.000000005Z and end is "
                        + (length == 0 ? "1970-01-01T00:00:00.000000005Z" : "1970-01-01T00:00:00.000000004Z"));
    }

    @Test
    void onlyTheWindowComesOut() throws IOException {
        days.add(0, "a.csv", "1,1\n2,2\n3,3\n4,4\n");

        TimeSeries samples = days.client(DayFileCache.none(), Runnable::run, 1)
                .read(new DataQuery("S", 2, 4), days.rig().caller());

        assertThat(samples).isEqualTo(TimeSeries.of("S", new long[] {2, 3}, new double[] {2, 3}));
    }

    @Test
    void withinADayTheLaterListedFileWins() throws IOException {
        days.add(0, "old.csv", "1,1\n2,2\n").add(0, "new.csv", "2,20\n3,30\n");

        assertThat(days.read()).isEqualTo(TimeSeries.of("S", new long[] {1, 2, 3}, new double[] {1, 20, 30}));
    }

    @Test
    void daysStayInOrderWhicheverComesFirst() throws IOException {
        int count = 12;
        CountDownLatch secondAsked = new CountDownLatch(1);
        // listed backwards, and the first day only answers when the second has been asked for
        LongStream.range(0, count)
                .map(day -> count - 1 - day)
                .forEach(day -> days.add(day, "d" + day, day * DAY + "," + day + "\n"));
        days.script("d0", (request, out) -> {
            await(secondAsked);
            days.content("d0").answer(request, out);
        });
        days.script("d1", (request, out) -> {
            secondAsked.countDown();
            days.content("d1").answer(request, out);
        });

        TimeSeries expected = TimeSeries.of(
                "S",
                LongStream.range(0, count).map(day -> day * DAY).toArray(),
                LongStream.range(0, count).asDoubleStream().toArray());
        DataClient client = days.client(DayFileCache.none(), threads, 4);
        assertThat(client.read(StoredDays.all(), days.rig().caller())).isEqualTo(expected);

        TimeSeriesStream stream = new TimeSeriesStream(
                "S", client.open(StoredDays.all(), days.rig().caller()));
        Iterator<TimeSeries> pieces = stream.iterator();
        for (int day = 0; day < count; day++) {
            assertThat(pieces.next()).isEqualTo(expected.slice(day * DAY, day * DAY + 1));
        }
        assertThat(pieces.hasNext()).isFalse();
        assertThat(days.rig().leased()).isZero();
    }

    @Test
    void noMoreThanParallelismDaysAreFetchedAheadOfWhoReads() throws IOException {
        LongStream.range(0, 9).forEach(day -> days.add(day, "d" + day, day * DAY + "," + day + "\n"));

        try (TimeSeriesStream.Source stream = days.client(DayFileCache.none(), Runnable::run, 3)
                .open(StoredDays.all(), days.rig().caller())) {
            assertThat(days.server().seen())
                    .as("nothing is fetched before somebody reads")
                    .hasSize(1);
            stream.next();
            assertThat(days.server().seen()).hasSize(1 + 3);
            stream.next();
            assertThat(days.server().seen()).hasSize(1 + 4);
        }
    }

    @Test
    void connectionsAreUsedAgain() throws IOException {
        LongStream.range(0, 40).forEach(day -> days.add(day, "d" + day, day * DAY + "," + day + "\n"));

        days.client(DayFileCache.none(), threads, 3)
                .read(StoredDays.all(), days.rig().caller());

        assertThat(days.server().seen()).hasSize(1 + 40);
        assertThat(days.server().connections()).isLessThanOrEqualTo(1 + 3);
    }

    /** A file of no bytes is a file; days without samples are no pieces. */
    @Test
    void emptyFilesChangeNothing() throws IOException {
        days.add(0, "none", "")
                .add(1, "a", DAY + ",1\n")
                .add(1, "b", "")
                .add(1, "c", "\n\r\n")
                .add(2, "nothing", "");
        TimeSeries expected = TimeSeries.of("S", new long[] {DAY}, new double[] {1});

        assertThat(days.read()).isEqualTo(expected);
        TimeSeriesStream stream = new TimeSeriesStream(
                "S",
                days.client(DayFileCache.none(), threads, 4)
                        .open(StoredDays.all(), days.rig().caller()));
        assertThat(stream).containsExactly(expected);
    }

    /** The order of files is that of precedence also if the days of the list are out of order, or come again. */
    @Test
    void aDayThatIsListedInSeveralPlacesIsOneDay() throws IOException {
        days.add(1, "b", DAY + ",1\n" + (DAY + 1) + ",1\n")
                .add(0, "a", "0,0\n")
                .add(1, "c", DAY + 1 + ",2\n")
                .add(0, "a", "0,0\n");

        TimeSeries expected = TimeSeries.of("S", new long[] {0, DAY, DAY + 1}, new double[] {0, 1, 2});
        assertThat(days.read()).isEqualTo(expected);
        TimeSeriesStream stream = new TimeSeriesStream(
                "S",
                days.client(DayFileCache.none(), threads, 4)
                        .open(StoredDays.all(), days.rig().caller()));
        assertThat(stream).containsExactly(expected.slice(0, 1), expected.slice(DAY, DAY + 2));
    }

    @Test
    void ifOneDayIsTextTheWholeIsAsItWasWritten() throws IOException {
        days.add(0, "a.csv", "1,2.50\n").add(1, "b.csv", DAY + ",bar\n").add(2, "c.csv", 2 * DAY + ",0\n");

        assertThat(days.client(DayFileCache.none(), threads, 4)
                        .read(StoredDays.all(), days.rig().caller()))
                .isEqualTo(TimeSeries.of("S", new long[] {1, DAY, 2 * DAY}, new String[] {"2.50", "bar", "0"}));
    }

    @Test
    void namesInTheListingAreFoundInAnyCase() throws IOException {
        days.add(0, "a.csv", "1,2\n");
        String listing =
                """
                {"files":[{"FILEID":null,"chunks":[{"PATH":"a.csv","endPoint":"%s","daysSINCEepoch":0}]}]}"""
                        .formatted(days.server().uri("/days/a.csv?sv=1"));

        assertThat(days.listing(reply(200, listing)).read().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"Files\":{}}",
                "{\"Files\":[1]}",
                "{\"Files\":[{}]}",
                "{\"Files\":[{\"Chunks\":[{}]}]}",
                "{\"Files\":[{\"Chunks\":[{\"Path\":\"p\",\"DaysSinceEpoch\":0}]}]}",
                "{\"Files\":[{\"Chunks\":[{\"Path\":\"p\",\"Endpoint\":\"https://h/p?sig=s1gnature\"}]}]}",
                "{\"Files\":[{\"Chunks\":[{\"Path\":\"p\",\"Endpoint\":\"https://h/p?sig=s1gnature\",\"DaysSinceEpoch\":\"x\"}]}]}",
                "{\"Files\":[{\"Chunks\":[{\"Path\":\"p\",\"Endpoint\":\"http://h/p?sig=s1gnature\",\"DaysSinceEpoch\":0}]}]}",
                "{\"Files\":[{\"Chunks\":[{\"Path\":\"p\",\"Endpoint\":\"https://h/p?sig=s1gnature\",\"DaysSinceEpoch\":0,\"ContentMd5\":\"s1gnature\"}]}]}"
            })
    void aMalformedListingIsAnErrorThatShowsNoSignature(String listing) {
        days.listing(reply(200, listing));

        assertThatThrownBy(days::read)
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("the listing of day files: ")
                .hasNoCause()
                .message()
                .doesNotContain("s1gnature");
        assertThat(days.server().seen()).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
