package io.fourinsight.client.reservoir.request;

import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.AggregationFunction;
import io.fourinsight.client.reservoir.AggregationPeriod;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service of pages of ten samples, whose aggregates are 15 minutes long. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AggregateReadingTest {

    private static final long START = 1_704_067_200L;
    private static final long QUARTER = 900;
    private static final int PAGE = 10;
    private static final Pattern WINDOW = Pattern.compile("start=([^&]+)&end=([^&]+)(?:.*page=(\\d+))?");

    private final ScriptedServer server = new ScriptedServer(reply(500, ""));
    private final RestRig rig = new RestRig();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final SortedSet<Long> seconds = new TreeSet<>();
    private LongPredicate broken = second -> false;

    @AfterEach
    void close() throws IOException {
        threads.shutdownNow();
        rig.close();
        server.close();
    }

    /** Samples at such quarters of an hour of the window. */
    private void has(int quarters, LongPredicate quarter) {
        LongStream.range(0, quarters).filter(quarter).forEach(each -> seconds.add(START + each * QUARTER));
        server.script(this::answer);
    }

    private void answer(ScriptedServer.Seen request, OutputStream out) throws IOException {
        Matcher window = WINDOW.matcher(URLDecoder.decode(request.target(), StandardCharsets.UTF_8));
        if (!window.find()) {
            throw new IOException(request.target());
        }
        int page = window.group(3) == null ? 0 : Integer.parseInt(window.group(3));
        SortedSet<Long> inWindow = seconds.subSet(second(window.group(1)), second(window.group(2)));
        String samples = inWindow.stream()
                .skip((long) page * PAGE)
                .limit(PAGE)
                .map(second -> "{\"Timestamp\":\"" + Instant.ofEpochSecond(second) + "\",\"Value\":"
                        + (broken.test(second) ? "[]" : Long.toString(second - START)) + "}")
                .collect(Collectors.joining(","));
        String link = inWindow.size() <= (page + 1) * PAGE
                ? ""
                : ",\"@odata.nextLink\":\"" + request.target().replaceAll("&page=.*", "") + "&page=" + (page + 1)
                        + "\"";
        ScriptedServer.write(out, 200, ("{\"value\":[" + samples + "]" + link + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static long second(String time) {
        return Instant.parse(time.replace("+00:00", "Z")).getEpochSecond();
    }

    private TimeSeries read(int quarters, int parallelism) {
        return read(quarters, parallelism, "15m");
    }

    private TimeSeries read(int quarters, int parallelism, String period) {
        ServiceUrl service =
                ServiceUrl.parse("reservoirUrl", server.uri("/api/").toString());
        AggregateQuery query = new AggregateQuery(
                "S",
                START * 1_000_000_000,
                (START + quarters * QUARTER) * 1_000_000_000,
                AggregationPeriod.of(period),
                AggregationFunction.MEAN,
                false,
                PAGE);
        return new ReservoirClient(rig.client(), service).samples(query, rig.caller(), threads, parallelism);
    }

    private long links() {
        return server.targets().stream()
                .filter(target -> target.contains("page="))
                .count();
    }

    @Test
    void partsAreTheSameSeriesAsPages() {
        has(400, quarter -> quarter % 7 != 0 && (quarter < 100 || quarter > 250));

        TimeSeries parts = read(400, 4);

        assertThat(server.targets().stream()
                        .filter(target -> !target.contains("page="))
                        .count())
                .as("windows asked for")
                .isGreaterThan(5);
        assertThat(parts).isEqualTo(read(400, 1));
        assertThat(parts.size()).isEqualTo(seconds.size());
    }

    @Test
    void partsOfASteadySeriesAreAPageEach() {
        has(205, quarter -> true);

        assertThat(read(205, 4).size()).isEqualTo(205);

        assertThat(server.seen()).hasSize(21);
        assertThat(links()).isZero();
    }

    @Test
    void aSeriesThatEndsEarlyCostsFewRequests() {
        has(30, quarter -> true);

        assertThat(read(100_000, 4).size()).isEqualTo(30);

        assertThat(server.seen()).hasSizeLessThan(11);
    }

    @Test
    void aSeriesThatGoesOnBehindAGapIsReadInPartsAgain() {
        has(100_000, quarter -> quarter < 30 || quarter >= 50_000 && quarter < 50_200);

        assertThat(read(100_000, 4).size()).isEqualTo(230);

        assertThat(links()).isZero();
        assertThat(server.seen()).hasSizeLessThan(45);
    }

    @Test
    void aWindowThatBeginsLongBeforeItsSeriesIsReadInPartsOfAPage() {
        has(100_000, quarter -> quarter >= 99_000 && quarter < 99_200);

        assertThat(read(100_000, 4).size()).isEqualTo(200);

        assertThat(links()).isZero();
        assertThat(server.seen()).hasSizeLessThan(35);
    }

    @Test
    void aWindowOfOnePageIsOneRequest() {
        has(10, quarter -> true);

        assertThat(read(100_000, 4).size()).isEqualTo(10);

        assertThat(server.seen()).hasSize(1);
    }

    /** Where these begin only the service knows. */
    @Test
    void periodsThatDoNotGoIntoADayAreReadPageByPage() {
        has(60, quarter -> true);

        assertThat(read(60, 4, "7m").size()).isEqualTo(60);

        assertThat(server.seen()).hasSize(6);
        assertThat(links()).isEqualTo(5);
    }

    @Test
    void anErrorNamesItsPageAndLeavesNothingPartial() {
        broken = second -> second == START + 55 * QUARTER;
        has(400, quarter -> true);

        assertThatThrownBy(() -> read(400, 4))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("/api/reservoir/timeseries/S/samples/aggregate")
                .hasMessageContaining("expected a number, text, boolean or null as Value at byte")
                .hasMessageContaining("after 5 samples")
                .satisfies(e ->
                        assertThat(((RestException) e).uri().getQuery()).contains("start=2024-01-01T12:30:00+00:00"));
    }
}
