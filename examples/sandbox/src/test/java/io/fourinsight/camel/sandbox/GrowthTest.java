package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fourinsight.camel.sandbox.growth.Growth;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Series that grow by the sandbox's clock, and what is done to series while they are read. */
class GrowthTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final long DAY = 86_400_000_000_000L;
    private static final long EVERYTHING = 9_000_000_000_000_000_000L;

    private final TestClock clock = new TestClock();
    private final Instant start = clock.instant();
    private final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .growing("growing", Growth.from(start, MINUTE, TEN_MINUTES))
            .start();
    private final TestClient client = new TestClient(sandbox);
    private final TestFiles files = new TestFiles(client);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private long nanos(int minute) {
        return start.plus(MINUTE.multipliedBy(minute)).toEpochMilli() * 1_000_000;
    }

    private List<JsonNode> listed(String series) {
        return files.days(series, -EVERYTHING, EVERYTHING);
    }

    private long lastSample(String series) {
        return json(client.reservoir("timeseries/" + series))
                .path("TimeOfLastSample")
                .asLong();
    }

    @Test
    void aFileComesWheneverItsTimeIsOver() {
        assertThat(lastSample("growing")).isEqualTo(-1);
        clock.advance(TEN_MINUTES.minusNanos(1));
        assertThat(listed("growing")).isEmpty();
        clock.advance(Duration.ofNanos(1));
        assertThat(listed("growing")).hasSize(1);
        assertThat(lastSample("growing")).isEqualTo(nanos(9));
        clock.advance(Duration.ofMinutes(25));
        assertThat(lastSample("growing")).isEqualTo(nanos(29));
        assertThat(listed("growing")).hasSize(3).allSatisfy(file -> assertThat(
                        files.read(file.path("Chunks").path(0)).body().lines())
                .hasSize(10));
        assertThat(sandbox.samples("growing")).hasSize(30).containsEntry(nanos(2), Math.sin(120 / 600.0));
    }

    @Test
    void whatWasListedStaysAsItIs() {
        clock.advance(TEN_MINUTES);
        JsonNode first = listed("growing").get(0);
        clock.advance(TEN_MINUTES);
        JsonNode again = listed("growing").get(0);

        for (String name : List.of("ContentMd5", "VersionId", "Path")) {
            assertThat(again.path("Chunks").path(0).path(name))
                    .isEqualTo(first.path("Chunks").path(0).path(name));
        }
        assertThat(again.path("FileId")).isEqualTo(first.path("FileId"));
    }

    @Test
    void aggregatesSeeTheGrowth() {
        String path = "reservoir/timeseries/growing/samples/aggregate?aggregationPeriod=10m&aggregationFunction=Max"
                + "&maxPageSize=100&start=%s&end=%s".formatted(start, start.plus(Duration.ofHours(1)));
        clock.advance(TEN_MINUTES.multipliedBy(2));
        assertThat(json(client.reservoir(path)).path("value")).hasSize(2);
        clock.advance(TEN_MINUTES.multipliedBy(2));
        assertThat(json(client.reservoir(path)).path("value")).hasSize(4);
    }

    @Test
    void lateSamplesComeInFilesOfTheirOwnUntilNoneIsMissing() {
        Duration by = Duration.ofDays(1);
        sandbox.addGrowingSeries("late", Growth.from(start, MINUTE, TEN_MINUTES).late(0.2, by));
        Set<Long> seen = new HashSet<>();
        int late = 0;
        int ofEarlierDays = 0;
        int files = 0;
        for (int hour = 0; hour < 36; hour++) {
            clock.advance(Duration.ofHours(1));
            long begin = nanos(60 * hour);
            List<JsonNode> listed = listed("late");
            for (JsonNode file : listed.subList(files, listed.size())) {
                for (JsonNode chunk : file.path("Chunks")) {
                    ofEarlierDays += chunk.path("DaysSinceEpoch").asLong() < Math.floorDiv(begin, DAY) ? 1 : 0;
                }
            }
            files = listed.size();
            for (long time : sandbox.samples("late").keySet()) {
                late += seen.add(time) && time < begin ? 1 : 0;
            }
        }

        assertThat(late).isBetween(36 * 60 / 10, 36 * 60 / 4);
        assertThat(ofEarlierDays).isPositive();
        assertThat(sandbox.samples("late").headMap(nanos(12 * 60 - 20)))
                .as("everything that is older than the longest delay")
                .hasSize(12 * 60 - 20);
        assertThat(sandbox.samples("late").size()).isLessThan(36 * 60);
    }

    @Test
    void aSeriesCanBeEmptiedAndGrowsOn() {
        clock.advance(TEN_MINUTES);
        sandbox.emptySeries("growing");
        assertThat(listed("growing")).isEmpty();
        assertThat(lastSample("growing")).isEqualTo(-1);
        clock.advance(TEN_MINUTES);
        assertThat(sandbox.samples("growing")).hasSize(10).containsKey(nanos(10));
    }

    @Test
    void aSeriesThatIsReplacedOrRemovedGrowsNoMore() {
        clock.advance(TEN_MINUTES);
        sandbox.addSeries("growing", new long[] {1}, new double[] {2});
        clock.advance(TEN_MINUTES);
        assertThat(sandbox.samples("growing")).containsExactly(Map.entry(1L, 2.0));

        sandbox.removeSeries("growing");
        clock.advance(TEN_MINUTES);
        assertThat(client.reservoir("timeseries/growing/data/days").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSeriesCanBeWrittenAnewWithTheSameSamples() {
        clock.advance(TEN_MINUTES.multipliedBy(3));
        JsonNode first = listed("growing").get(0);
        TreeMap<Long, Double> samples = new TreeMap<>(sandbox.samples("growing"));

        sandbox.rewriteSeries("growing");

        assertThat(sandbox.samples("growing")).isEqualTo(samples).hasSize(30);
        assertThat(listed("growing")).singleElement().satisfies(file -> assertThat(file.path("FileId"))
                .isNotEqualTo(first.path("FileId")));
        clock.advance(TEN_MINUTES);
        assertThat(listed("growing")).hasSize(2);
    }

    @Test
    void growthThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Growth.from(start, Duration.ZERO, MINUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step PT0S is not positive");
        assertThatThrownBy(() -> Growth.from(start, MINUTE, MINUTE.negated()))
                .hasMessageStartingWith("fileEvery PT-1M");
        Growth growth = Growth.from(start, MINUTE, MINUTE);
        assertThatThrownBy(() -> growth.late(Double.NaN, MINUTE)).hasMessageStartingWith("lateShare NaN");
        assertThatThrownBy(() -> growth.late(1, MINUTE.negated())).hasMessageStartingWith("lateBy PT-1M");
    }
}
