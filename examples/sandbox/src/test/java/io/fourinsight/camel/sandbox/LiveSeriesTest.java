package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.fourinsight.camel.sandbox.live.LiveSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Series that are computed for any time until the clock's now. */
class LiveSeriesTest {

    private static final long DAY = Duration.ofDays(1).toNanos();
    private static final Duration FILE = Duration.ofMinutes(5);

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final TestClient client = new TestClient(sandbox);
    private final TestFiles files = new TestFiles(client);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void endAtTheClocksNow(LiveSeries live) {
        for (Duration step : List.of(Duration.ZERO, FILE, Duration.ofDays(400))) {
            clock.advance(step);
            JsonNode info = json(client.reservoir("timeseries/" + live.id()));

            assertThat(info.path("TimeOfFirstSample").asLong()).isEqualTo(nanos(LiveSeries.BEGINNING));
            assertThat(info.path("TimeOfLastSample").asLong()).isEqualTo(nanos(clock.instant()) - step(live));
        }
        clock.advance(FILE.minusNanos(1));
        assertThat(json(client.reservoir("timeseries/" + live.id()))
                        .path("TimeOfLastSample")
                        .asLong())
                .isEqualTo(nanos(clock.instant().plusNanos(1).minus(FILE)) - step(live));
    }

    @ParameterizedTest
    @EnumSource
    void sampleIsTheSameWhateverIsAsked(LiveSeries live) {
        long hourAgo = nanos(clock.instant().minus(Duration.ofHours(1)));
        Map<Long, String> fresh = read(live, hourAgo, nanos(clock.instant()) - 1);
        long first = Math.floorDiv(hourAgo, DAY) * DAY;
        clock.advance(Duration.ofDays(20));

        Map<Long, String> old = read(live, first, first + DAY - 1);

        assertThat(old).hasSize((int) (DAY / step(live))).containsAllEntriesOf(fresh);
        assertThat(fresh).hasSize((int) (DAY / 2 / step(live)));
        assertThat(Double.parseDouble(old.get(hourAgo))).isEqualTo(live.valueAt(hourAgo));
        assertThat(old.values().stream().distinct().count()).as("values differ").isGreaterThan(10);
    }

    @Test
    void dayOnlyGrows() {
        clock.advance(Duration.ofMinutes(3)); // at 12:03
        String id = LiveSeries.TIDE_BERGEN.id();
        long today = Math.floorDiv(nanos(clock.instant()), DAY) * DAY;
        List<String> before = md5s(files.days(id, today, today + DAY));
        assertThat(before).hasSize(144);

        clock.advance(Duration.ofMinutes(2));
        assertThat(md5s(files.days(id, today, today + DAY))).hasSize(145).startsWith(before.toArray(String[]::new));
        clock.advance(Duration.ofDays(8));
        assertThat(md5s(files.days(id, today, today + DAY - 1))).hasSize(288).startsWith(before.toArray(String[]::new));
        clock.advance(Duration.ofDays(1));
        assertThat(files.days(id, today, today + DAY - 1)).hasSize(1);
    }

    @Test
    void yearIsListedByDay() {
        List<JsonNode> listed =
                files.days(LiveSeries.TIDE_BERGEN.id(), nanos("2021-01-01T00:00:00Z"), nanos("2021-12-31T23:59:59Z"));

        assertThat(listed).hasSize(365);
        assertThat(listed.get(0).path("Chunks").path(0).path("ContentMd5").asText())
                .isEqualTo(files.read(listed.get(0).path("Chunks").path(0))
                        .headers()
                        .firstValue("Content-MD5")
                        .orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void aggregatesSeeNinetyDays(LiveSeries live) {
        String path =
                "reservoir/timeseries/%s/samples/aggregate?aggregationPeriod=1m&aggregationFunction=Max&start=%s&end=%s";
        Instant now = clock.instant();
        Instant oldest = now.minus(Duration.ofDays(90)).minus(FILE);

        assertThat(json(client.reservoir(path.formatted(live.id(), oldest.minusSeconds(60), oldest.plusSeconds(60))))
                        .path("value"))
                .hasSize(1);
        JsonNode last = json(client.reservoir(path.formatted(live.id(), now.minusSeconds(300), now)))
                .path("value");
        assertThat(last).hasSize(Math.min(5, (int) (FILE.toNanos() / step(live))));
        if (step(live) >= Duration.ofMinutes(1).toNanos()) {
            assertThat(last.path(0).path("Value").asDouble()).isEqualTo(live.valueAt(nanos(now.minusSeconds(300))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TIDE_STAVANGER," + Sandbox.STAVANGER,
        "TIDE_BERGEN," + Sandbox.BERGEN,
        "TIDE_KRISTIANSUND," + Sandbox.KRISTIANSUND
    })
    void tideIsThatOfTheRecordedYear(LiveSeries tide, String recorded) {
        assertThat(sandbox.samples(recorded))
                .allSatisfy((time, level) -> assertThat(tide.valueAt(time)).isCloseTo(level, within(0.03)));
    }

    @Test
    void wavesArePlausible() {
        for (Instant time = LiveSeries.BEGINNING;
                time.isBefore(clock.instant());
                time = time.plus(Duration.ofHours(7))) {
            assertThat(LiveSeries.WAVE_HEIGHT.valueAt(nanos(time))).isBetween(0.2, 9.0);
            assertThat(LiveSeries.WAVE_PERIOD.valueAt(nanos(time))).isBetween(3.5, 18.0);
        }
    }

    @Test
    void foundByMetadata() {
        assertThat(json(client.reservoir("timeseries/search/sandbox/tide-bergen/kind/tide")))
                .hasSize(1)
                .first()
                .extracting(JsonNode::asText)
                .isEqualTo(LiveSeries.TIDE_BERGEN.id());
        assertThat(json(client.reservoir("timeseries/" + LiveSeries.TIDE_BERGEN.id()))
                        .path("Metadata")
                        .path(0)
                        .path("Value")
                        .path("name")
                        .asText())
                .isEqualTo("Tide at Bergen");
    }

    @Test
    void takesNoFile() {
        String file = files.commit("0,1\n");

        assertThat(files.add(LiveSeries.TIDE_BERGEN.id(), file).statusCode()).isEqualTo(409);
    }

    @Test
    void beforeTheirBeginningThereIsNothing() {
        clock.advance(Duration.between(clock.instant(), LiveSeries.BEGINNING.minusSeconds(1)));

        JsonNode info = json(client.reservoir("timeseries/" + LiveSeries.TIDE_BERGEN.id()));

        assertThat(info.path("TimeOfLastSample").asLong()).isEqualTo(-1);
        assertThat(files.days(LiveSeries.TIDE_BERGEN.id(), -DAY, nanos("2021-01-01T00:00:00Z")))
                .isEmpty();
    }

    private Map<Long, String> read(LiveSeries live, long start, long end) {
        Map<Long, String> samples = new TreeMap<>();
        for (JsonNode file : files.days(live.id(), start, end)) {
            for (JsonNode chunk : file.path("Chunks")) {
                files.read(chunk).body().lines().forEach(line -> {
                    String[] cells = line.split(",");
                    samples.put(Long.parseLong(cells[0]), cells[1]);
                });
            }
        }
        return samples;
    }

    private static List<String> md5s(List<JsonNode> listed) {
        return listed.stream()
                .map(file -> file.path("FileId").asText() + " "
                        + file.path("Chunks").path(0).path("ContentMd5").asText())
                .toList();
    }

    private static long step(LiveSeries live) {
        return live.step().toNanos();
    }

    private static long nanos(String time) {
        return nanos(Instant.parse(time));
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
