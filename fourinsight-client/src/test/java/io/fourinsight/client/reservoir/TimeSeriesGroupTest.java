package io.fourinsight.client.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeSeriesGroupTest {

    @Test
    void timesAreChainedAlsoByThoseThatGo() {
        TimeSeriesTable table = group(series(0, 600, 1_200), series(3_000)).table(Duration.ofNanos(1_000));

        assertThat(table.timestamps()).containsExactly(0, 3_000);
        assertThat(table.column("a")).containsExactly(0, Double.NaN);
        assertThat(table.column("b")).containsExactly(Double.NaN, 3_000);
    }

    @Test
    void theNearestSampleWithinTheToleranceIsTaken() {
        TimeSeriesTable table = group(series(0, 100, 200), series(3, 104, 211)).table(Duration.ofNanos(10));

        assertThat(table.timestamps()).containsExactly(0, 100, 200, 211);
        assertThat(table.column("a")).containsExactly(0, 100, 200, Double.NaN);
        assertThat(table.column("b")).containsExactly(3, 104, Double.NaN, 211);
        assertThat(table.labelsWithLostSamples()).isEmpty();
    }

    @Test
    void aToleranceThatLosesSamplesIsTold() {
        assertThat(group(series(0, 10, 20, 30), series(0, 100, 200))
                        .table(Duration.ofNanos(10))
                        .labelsWithLostSamples())
                .containsExactly("a");
    }

    @Test
    void sameAsANaiveModel() {
        Random random = new Random(4);
        for (int round = 0; round < 3_000; round++) {
            int range = 1 + random.nextInt(60);
            List<TimeSeries> members = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                members.add(series(random.longs(random.nextInt(12), -range, range)
                        .sorted()
                        .distinct()
                        .toArray()));
            }
            long tolerance = random.nextInt(12);
            TimeSeriesTable table = group(members.toArray(new TimeSeries[0])).table(Duration.ofNanos(tolerance));

            List<Long> times = naiveTimes(members, tolerance);
            assertThat(table.timestamps())
                    .containsExactly(times.stream().mapToLong(Long::longValue).toArray());
            for (int i = 0; i < members.size(); i++) {
                TimeSeries member = members.get(i);
                assertThat(table.column(table.labels().get(i)))
                        .containsExactly(times.stream()
                                .mapToDouble(time -> naive(member, time, tolerance))
                                .toArray());
            }
        }
    }

    private static List<Long> naiveTimes(List<TimeSeries> members, long tolerance) {
        TreeMap<Long, Boolean> all = new TreeMap<>();
        members.forEach(member -> member.forEach(sample -> all.put(sample.timestamp(), true)));
        return all.keySet().stream()
                .filter(time -> all.lowerKey(time) == null || time - all.lowerKey(time) > tolerance)
                .toList();
    }

    private static double naive(TimeSeries member, long time, long tolerance) {
        Sample best = null;
        for (Sample sample : member) {
            long distance = Math.abs(sample.timestamp() - time);
            if (distance <= tolerance && (best == null || distance <= Math.abs(best.timestamp() - time))) {
                best = sample;
            }
        }
        return best == null ? Double.NaN : (double) best.value();
    }

    @Test
    void timesAtBothEndsOfALongAreFarApart() {
        TimeSeriesTable table =
                group(series(Long.MIN_VALUE, Long.MAX_VALUE), series(0)).table(Duration.ofDays(1));

        assertThat(table.timestamps()).containsExactly(Long.MIN_VALUE, 0, Long.MAX_VALUE);
        assertThat(table.column("b")).containsExactly(Double.NaN, 0, Double.NaN);
    }

    @Test
    void rowsAndCsvHaveNothingWhereThereIsNoValue() {
        TimeSeriesTable table = group(series(0), series(1_000_000_000)).table(Duration.ZERO);

        assertThat(table.rows().get(0))
                .containsEntry("a", 0.0)
                .containsEntry("b", null)
                .containsKey("time");
        assertThat(table.csv())
                .isEqualTo(
                        """
                time,a,b
                1970-01-01T00:00:00Z,0.0,
                1970-01-01T00:00:01Z,,1.0E9
                """);
        assertThat(table.csvWithNanos()).startsWith("time,a,b\n0,0.0,\n1000000000,");
        assertThat(TimeSeriesGroup.of(Map.of("x,\"y\"", series()))
                        .table(Duration.ZERO)
                        .csv())
                .isEqualTo("time,\"x,\"\"y\"\"\"\n");
    }

    @Test
    void aStreamOfCsvIsTheCsv() throws IOException {
        for (int size : new int[] {0, 1, 999, 1_000, 1_001, 2_500}) {
            TimeSeriesTable table =
                    group(series(LongStream.range(0, size).toArray())).table(Duration.ZERO);
            try (InputStream csv = table.csvStream()) {
                assertThat(new String(csv.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(table.csv());
            }
        }
    }

    @Test
    void jsonOfAGroupHasASeriesForEachLabelAndReadsBack() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        TimeSeriesGroup group = group(series(1), TimeSeries.of("t", new long[] {2}, new String[] {"on"}));
        String json = mapper.writeValueAsString(group);

        assertThat(json)
                .isEqualTo("{\"a\":{\"seriesId\":\"s\",\"samples\":[[1,1.0]]},"
                        + "\"b\":{\"seriesId\":\"t\",\"samples\":[[2,\"on\"]]}}");
        assertThat(mapper.readValue(json, TimeSeriesGroup.class))
                .isEqualTo(group)
                .hasSameHashCodeAs(group)
                .isNotEqualTo(group(series(1)));
        assertThatThrownBy(() -> mapper.readValue("{\"a\":null}", TimeSeriesGroup.class))
                .hasMessageContaining("'a' has no series");
        assertThatThrownBy(() -> mapper.readValue("{}", TimeSeriesGroup.class))
                .hasMessageContaining("at least one series");
    }

    @Test
    void jsonOfATableHasARowForEachTime() throws IOException {
        TimeSeriesTable table = group(
                        series(1, 2), TimeSeries.of("t", new long[] {2}, new double[] {Double.NEGATIVE_INFINITY}))
                .table(Duration.ZERO);

        assertThat(new ObjectMapper().writeValueAsString(table))
                .isEqualTo("{\"labels\":[\"a\",\"b\"],\"rows\":[[1,1.0,null],[2,2.0,\"-Infinity\"]]}");
    }

    @Test
    void aSeriesHasRowsOfTimeAndValue() {
        List<Map<String, Object>> numbers = TimeSeries.of("s", new long[] {0, 1}, new double[] {1.5, Double.NaN})
                .rows();

        assertThat(numbers.get(0)).containsEntry("time", Instant.EPOCH).containsEntry("value", 1.5);
        assertThat(numbers.get(1)).containsEntry("value", null).containsOnlyKeys("time", "value");
        assertThat(TimeSeries.of("s", new long[1], new String[] {"on"}).rows().get(0))
                .containsEntry("value", "on");
    }

    @Test
    void whatIsNoGroupOrNoToleranceIsNamed() {
        assertThatThrownBy(() -> TimeSeriesGroup.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TimeSeriesGroup.of(Map.of("Time", series()))).hasMessageContaining("'Time' is not");
        assertThatThrownBy(() -> group(series()).series("z")).hasMessageContaining("allowed are [a]");
        assertThatThrownBy(() -> group(series()).table(Duration.ofNanos(-1))).hasMessageContaining("'PT-0.000000001S'");
        assertThatThrownBy(() -> group(TimeSeries.of("s", new long[1], new String[] {"on"}))
                        .table(Duration.ZERO))
                .hasMessageContaining("'a' holds text");
    }

    private static TimeSeriesGroup group(TimeSeries... members) {
        Map<String, TimeSeries> group = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i++) {
            group.put(String.valueOf((char) ('a' + i)), members[i]);
        }
        return TimeSeriesGroup.of(group);
    }

    /** Each value is its time. */
    private static TimeSeries series(long... times) {
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            values[i] = times[i];
        }
        return TimeSeries.of("s", times, values);
    }
}
