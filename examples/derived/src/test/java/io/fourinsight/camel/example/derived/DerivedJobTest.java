package io.fourinsight.camel.example.derived;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.Eventually;
import io.fourinsight.client.testing.MutableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the route on series that grow by a clock, and works the numbers out once more. */
class DerivedJobTest {

    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final List<String> DERIVED = List.of("std-x", "std-y", "std-z", "level");

    @TempDir
    private Path directory;

    private final MutableClock clock = new MutableClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).datesOfClock().start();

    @BeforeEach
    void grow() {
        sandbox.reservoir().processingPolls(0);
        clock.advance(Duration.ofMinutes(3)); // of which lag and memberWait take two
        Growth growth = Growth.from(MutableClock.START, Duration.ofSeconds(60), Duration.ofMinutes(10));
        sandbox.addGrowingSeries("x", growth.values(second -> Math.sin(second / 100)));
        sandbox.addGrowingSeries(
                "y", growth.values(second -> 5 + Math.cos(second / 70)).late(0.1, Duration.ofMinutes(40)));
        sandbox.addGrowingSeries("z", growth.values(second -> 1e6 + second % 977));
        Growth levels = Growth.from(MutableClock.START, Duration.ofSeconds(300), Duration.ofMinutes(10));
        sandbox.addGrowingSeries("b", levels.values(second -> second / 3600));
        sandbox.addGrowingSeries("s", levels.values(second -> 100 - second / 7200));
        DERIVED.forEach(id -> sandbox.addSeries(id, new long[0], new double[0]));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void eachHourIsDerivedAcrossARestart() throws Exception {
        clock.advance(Duration.ofHours(3));
        runUntilAllIsDerived();
        Map<Long, Double> first = Map.copyOf(sandbox.samples("level"));
        clock.advance(Duration.ofHours(2));

        runUntilAllIsDerived();

        assertThat(first).hasSize(3);
        assertThat(sandbox.samples("level")).hasSize(5).containsAllEntriesOf(first);
        DERIVED.forEach(id -> assertEqual(table(id), expected(id)));
    }

    @Test
    void hourWhoseUploadFailedIsDerivedLater() throws Exception {
        sandbox.faults().answerNext(1, Sandbox.UPLOAD_PATH, Response.of(400));
        clock.advance(Duration.ofHours(2));

        runUntilAllIsDerived();

        DERIVED.forEach(id -> assertEqual(table(id), expected(id)));
    }

    private void runUntilAllIsDerived() throws Exception {
        try (DerivedJob job = job()) {
            job.start();
            for (long hour : expected("level").keySet()) {
                Eventually.holds(() -> sandbox.samples("level").containsKey(hour), "the next hour is derived");
            }
            // those with late samples come again
            Eventually.holds(() -> DERIVED.stream().allMatch(this::isDerived), "all is derived");
        }
        DERIVED.forEach(id -> assertEqual(sandbox.samples(id), expected(id)));
    }

    private boolean isDerived(String id) {
        NavigableMap<Long, Double> expected = expected(id);
        SortedMap<Long, Double> table = table(id);
        return table.keySet().equals(expected.keySet())
                && expected.entrySet().stream()
                        .allMatch(hour -> Math.abs(table.get(hour.getKey()) - hour.getValue()) < 1e-6);
    }

    private static void assertEqual(SortedMap<Long, Double> actual, SortedMap<Long, Double> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((hour, value) -> assertThat(actual.get(hour)).isCloseTo(value, within(1e-6)));
    }

    /** The numbers of all whole hours, of what the sandbox has now. */
    private NavigableMap<Long, Double> expected(String id) {
        NavigableMap<Long, Double> numbers = new TreeMap<>();
        long start = nanos(MutableClock.START);
        long end = nanos(clock.instant()) - Duration.ofMinutes(1).toNanos();
        for (long hour = start; hour + HOUR <= end; hour += HOUR) {
            numbers.put(
                    hour,
                    switch (id) {
                        case "std-x" -> deviation("x", hour);
                        case "std-y" -> deviation("y", hour);
                        case "std-z" -> deviation("z", hour);
                        default -> (mean("b", hour) + mean("s", hour)) / 2;
                    });
        }
        return numbers;
    }

    private double mean(String series, long hour) {
        return hour(series, hour).values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    /** By the means of the values and of their squares, less a number so that nothing is cancelled. */
    private double deviation(String series, long hour) {
        SortedMap<Long, Double> samples = hour(series, hour);
        double near = samples.get(samples.firstKey());
        int n = samples.size();
        double sum = samples.values().stream().mapToDouble(v -> v - near).sum();
        double squares = samples.values().stream()
                .mapToDouble(v -> (v - near) * (v - near))
                .sum();
        return Math.sqrt((squares - sum * sum / n) / (n - 1));
    }

    private SortedMap<Long, Double> hour(String series, long hour) {
        return sandbox.samples(series).subMap(hour, hour + HOUR);
    }

    private SortedMap<Long, Double> table(String id) {
        SortedMap<Long, Double> numbers = new TreeMap<>();
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + directory + "/derived;INIT=RUNSCRIPT FROM 'classpath:derived.sql'");
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT HOUR_START, NUMBER FROM DERIVED WHERE SERIES_ID = ?")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbers.put(nanos(rows.getObject(1, OffsetDateTime.class).toInstant()), rows.getDouble(2));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return numbers;
    }

    private DerivedJob job() {
        return new DerivedJob(
                directory,
                Map.ofEntries(
                        entry(
                                "camel.component.fourinsight.token-url",
                                sandbox.tokenUrl().toString()),
                        entry(
                                "camel.component.fourinsight.reservoir-url",
                                sandbox.reservoirUrl().toString()),
                        entry("camel.component.fourinsight.client-id", Sandbox.CLIENT_ID),
                        entry("camel.component.fourinsight.client-secret", Sandbox.CLIENT_SECRET),
                        entry("ax", "x"),
                        entry("ay", "y"),
                        entry("az", "z"),
                        entry("bow", "b"),
                        entry("stern", "s"),
                        entry("derived.ax", "std-x"),
                        entry("derived.ay", "std-y"),
                        entry("derived.az", "std-z"),
                        entry("derived.level", "level"),
                        entry("first-day", "2026-01-01"),
                        entry("delay", "50")));
    }

    private static long nanos(Instant time) {
        return Duration.between(Instant.EPOCH, time).toNanos();
    }
}
