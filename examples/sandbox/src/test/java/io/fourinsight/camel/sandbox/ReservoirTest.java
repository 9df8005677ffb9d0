package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.encode;
import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservoirTest {

    private static final String YEAR = "start=2026-01-01T00:00:00Z&end=2027-01-01T00:00:00Z";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final TestClient client = new TestClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void pingAnswers() {
        assertThat(json(client.reservoir("ping")).path("status").asText()).isEqualTo("pong");
    }

    @Test
    void infoNamesTheFirstAndLastSample() {
        JsonNode info = json(client.reservoir("timeseries/" + Sandbox.STAVANGER));

        assertThat(info.path("TimeSeriesId").asText()).isEqualTo(Sandbox.STAVANGER);
        assertThat(info.path("TimeOfFirstSample").asLong()).isEqualTo(nanos("2026-01-01T00:00:00Z"));
        assertThat(info.path("TimeOfLastSample").asLong()).isEqualTo(nanos("2026-12-31T23:50:00Z"));
        assertThat(info.path("Created").asText()).isEqualTo("2026-11-23T12:00:00+00:00");
        assertThat(info.path("Metadata").isArray()).isTrue();
    }

    @Test
    void infoOfAnEmptySeriesIsZeroAndMinusOne() {
        JsonNode info = json(client.reservoir("timeseries/" + Sandbox.EMPTY));

        assertThat(info.path("TimeOfFirstSample").asLong()).isZero();
        assertThat(info.path("TimeOfLastSample").asLong()).isEqualTo(-1);
    }

    /** Windows [-20, -10) and [0, 10) of a series at -15, 0, 4 and 8 s: worked out with pencil and paper. */
    @ParameterizedTest
    @CsvSource({"avg,7,5", "MIN,7,2", "Max,7,9", "stdev,0,3.605551275463989"})
    void aggregatesOfAHandComputedSeries(String function, double first, double second) {
        sandbox.addSeries(
                "hand", new long[] {-15_000_000_000L, 0, 4_000_000_000L, 8_000_000_000L}, new double[] {7, 4, 2, 9});

        JsonNode windows = json(aggregate(
                        "hand",
                        "aggregationPeriod=10s&aggregationFunction=%s&start=-20000000000&end=10000000000"
                                .formatted(function)))
                .path("value");

        assertThat(timestamps(windows)).containsExactly("1969-12-31T23:59:40+00:00", "1970-01-01T00:00:00+00:00");
        assertThat(windows.get(0).path("Value").asDouble()).isEqualTo(first);
        assertThat(windows.get(1).path("Value").asDouble()).isEqualTo(second, within(1e-15));
    }

    @Test
    void startIsIncludedAndEndIsNot() {
        sandbox.addSeries("hand", new long[] {0, 1_000, 2_000}, new double[] {1, 2, 4});

        JsonNode windows = json(aggregate("hand", "aggregationPeriod=1h&aggregationFunction=Avg&start=1000&end=2000"))
                .path("value");

        assertThat(windows).hasSize(1);
        assertThat(windows.get(0).path("Value").asDouble()).isEqualTo(2);
        assertThat(timestamps(windows)).containsExactly("1970-01-01T00:00:00+00:00");
    }

    @Test
    void emptyPeriodsAreLeftOutOrNull() {
        sandbox.addSeries("gap", new long[] {0, 30_000_000_000L}, new double[] {1, Double.NaN});
        String query = "aggregationPeriod=10s&aggregationFunction=Avg&start=0&end=40000000000";

        assertThat(json(aggregate("gap", query)).path("value")).hasSize(1);
        JsonNode all =
                json(aggregate("gap", query + "&includeEmptyAggregations=True")).path("value");
        assertThat(all).hasSize(4);
        assertThat(all.get(0).path("Value").asDouble()).isEqualTo(1);
        assertThat(List.of(all.get(1), all.get(2), all.get(3)))
                .allMatch(window -> window.path("Value").isNull());
    }

    @Test
    void smallestPeriodIsATick() {
        sandbox.addSeries("ticks", new long[] {100, 199, 200}, new double[] {1, 3, 5});

        JsonNode windows = json(aggregate("ticks", "aggregationPeriod=1tick&aggregationFunction=Avg&start=0&end=1000"))
                .path("value");

        assertThat(timestamps(windows))
                .containsExactly("1970-01-01T00:00:00.0000001+00:00", "1970-01-01T00:00:00.0000002+00:00");
        assertThat(windows.get(0).path("Value").asDouble()).isEqualTo(2);
    }

    @Test
    void pagesWithEmptyPeriodsAreCutToo() {
        HttpResponse<String> first = aggregate(
                Sandbox.EMPTY,
                "aggregationPeriod=24h&aggregationFunction=Avg&includeEmptyAggregations=true&maxPageSize=100&" + YEAR);

        assertThat(client.pages(first, client.reservoirToken()))
                .extracting(page -> page.path("value").size())
                .containsExactly(100, 100, 100, 65);
    }

    @Test
    void pageOfAHugeRangeIsComputedAlone() {
        JsonNode page = json(aggregate(
                Sandbox.ACCELERATION_X,
                "aggregationPeriod=1tick&aggregationFunction=Avg&includeEmptyAggregations=true&" + YEAR));

        assertThat(page.path("value")).hasSize(30_000);
        assertThat(page.path("@odata.nextLink").asText()).contains("continuationToken=");
    }

    @Test
    void accelerationsAreTheSameInEverySandbox() {
        String query = "aggregationPeriod=1m&aggregationFunction=Stdev"
                + "&start=2026-06-10T00:00:00Z&end=2026-06-10T01:00:00Z";
        try (Sandbox other = Sandbox.start()) {
            TestClient otherClient = new TestClient(other);
            String path = aggregatePath(Sandbox.ACCELERATION_Z, query);

            assertThat(json(client.reservoir(path)).path("value"))
                    .hasSize(60)
                    .isEqualTo(json(otherClient.reservoir(path)).path("value"));
        }
    }

    @Test
    void textHasNoAggregates() {
        assertThat(json(client.reservoir("timeseries/" + Sandbox.STATUS_TEXT))
                        .path("TimeOfLastSample")
                        .asLong())
                .isPositive();
        assertThat(windows(Sandbox.STATUS_TEXT)).isEmpty();
    }

    @Test
    void seriesUploadedLongAgoHasInfoButNoAggregates() {
        assertThat(json(client.reservoir("timeseries/" + Sandbox.OLD))
                        .path("TimeOfFirstSample")
                        .asLong())
                .isEqualTo(nanos("2025-01-01T00:00:00Z"));
        String january = "start=2025-01-01T00:00:00Z&end=2025-02-01T00:00:00Z";
        assertThat(json(aggregate(Sandbox.OLD, "aggregationPeriod=1h&aggregationFunction=Avg&" + january))
                        .path("value"))
                .isEmpty();
    }

    @Test
    void aggregatesEndNinetyDaysAfterTheUpload() {
        clock.advance(Duration.ofDays(90));
        assertThat(windows(Sandbox.STAVANGER)).isNotEmpty();

        clock.advance(Duration.ofNanos(1));
        assertThat(windows(Sandbox.STAVANGER)).isEmpty();

        sandbox.addSeries(Sandbox.STAVANGER, new long[] {nanos("2026-02-01T00:00:00Z")}, new double[] {1});
        assertThat(windows(Sandbox.STAVANGER)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeseries/nope", "nothing", "reservoir/timeseries/nope/samples/aggregate"})
    void unknownPathIsNotFound(String path) {
        assertThat(client.reservoir(path).statusCode()).isEqualTo(404);
    }

    @Test
    void addedSeriesMustAscend() {
        assertThatThrownBy(() -> sandbox.addSeries("x", new long[] {2, 2}, new double[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> sandbox.addSeries("x", new long[] {2}, new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private JsonNode windows(String seriesId) {
        return json(aggregate(seriesId, "aggregationPeriod=24h&aggregationFunction=Avg&" + YEAR))
                .path("value");
    }

    private HttpResponse<String> aggregate(String seriesId, String query) {
        return client.reservoir(aggregatePath(seriesId, query));
    }

    private static String aggregatePath(String seriesId, String query) {
        return "reservoir/timeseries/%s/samples/aggregate?%s".formatted(encode(seriesId), query);
    }

    private static List<String> timestamps(JsonNode windows) {
        return StreamSupport.stream(windows.spliterator(), false)
                .map(window -> window.path("Timestamp").asText())
                .toList();
    }

    private static long nanos(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }
}
