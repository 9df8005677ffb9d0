package io.fourinsight.camel.example;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.testing.Eventually;
import io.fourinsight.client.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the polling routes, in YAML and in Java, again and again on series that grow by a clock. */
class PollingJobTest {

    private static final Instant START = MutableClock.START;
    private static final List<String> SERIES = List.of("north", "south");

    @TempDir
    private Path directory;

    private final MutableClock clock = new MutableClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).datesOfClock().start();

    @BeforeEach
    void grow() {
        Growth growth = Growth.from(START, Duration.ofMinutes(1), Duration.ofMinutes(10));
        clock.advance(Duration.ofSeconds(90)); // windows end between two samples
        sandbox.addGrowingSeries("north", growth);
        sandbox.addGrowingSeries("south", growth.late(0.05, Duration.ofHours(1)));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void secondRunGoesOnWithoutGapAndWithoutRepetition() throws Exception {
        clock.advance(Duration.ofHours(23));
        runUntilAllIsThere();
        List<Reading> first = table("north");
        clock.advance(Duration.ofHours(3)); // over midnight

        runUntilAllIsThere();

        assertThat(table("north")).startsWith(first.toArray(Reading[]::new)).hasSizeGreaterThan(first.size());
        assertThat(days("north")).containsExactly("2026-01-01.csv", "2026-01-02.csv");
        for (String series : SERIES) {
            assertThat(table(series)).isEqualTo(uploaded(series));
            assertThat(files(series)).isEqualTo(uploaded(series));
        }
    }

    @Test
    void runThatFindsNothingNewChangesNothing() throws Exception {
        clock.advance(Duration.ofHours(1));
        runUntilAllIsThere();
        sandbox.requests().reset();

        try (PollingJob job = job()) {
            job.start();
            Eventually.holds(() -> sandbox.requests().reservoirRequests() > 10, "it has polled some times");
        }

        for (String series : SERIES) {
            assertThat(files(series)).isEqualTo(uploaded(series));
            assertThat(table(series)).isEqualTo(uploaded(series));
        }
    }

    /** The database forgets the cursors as if the process had been killed before each was moved. */
    @Test
    void windowThatComesAgainIsInBothOnce() throws Exception {
        clock.advance(Duration.ofHours(1));
        runUntilAllIsThere();
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM FOURINSIGHT_CURSOR WHERE CURSOR_KEY LIKE 'polled-%/%'"))
                    .isGreaterThanOrEqualTo(2);
        }
        clock.advance(Duration.ofHours(1));

        runUntilAllIsThere();

        for (String series : SERIES) {
            assertThat(files(series)).isEqualTo(uploaded(series));
            assertThat(table(series)).isEqualTo(uploaded(series));
        }
    }

    private void runUntilAllIsThere() throws Exception {
        try (PollingJob job = job()) {
            job.start();
            for (String series : SERIES) {
                Eventually.holds(
                        () -> table(series).size() >= uploaded(series).size(), "all of " + series + " is there");
            }
        }
    }

    private PollingJob job() {
        return new PollingJob(
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
                        entry("north.series-id", "north"),
                        entry("south.series-id", "south"),
                        entry("first-day", "2026-01-01"),
                        entry("delay", "50")));
    }

    /** What the sandbox has from before the last minute, which the routes leave for later. */
    private List<Reading> uploaded(String series) {
        List<Reading> readings = new ArrayList<>();
        long end = nanos(clock.instant().minusSeconds(60));
        sandbox.samples(series).headMap(end).forEach((time, value) -> readings.add(new Reading(time, value)));
        return readings;
    }

    private List<Reading> table(String series) {
        List<Reading> readings = new ArrayList<>();
        try (var connection = database().getConnection();
                var select = connection.prepareStatement(
                        "SELECT SAMPLE_TIME, METRES FROM LEVEL WHERE SERIES_ID = ? ORDER BY SAMPLE_TIME")) {
            select.setString(1, series);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    Instant time = rows.getObject(1, OffsetDateTime.class).toInstant();
                    readings.add(new Reading(nanos(time), rows.getDouble(2)));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return readings;
    }

    private JdbcDataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + directory + "/levels;INIT=RUNSCRIPT FROM 'classpath:polling/level.sql'");
        return database;
    }

    private List<String> days(String series) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(series))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<Reading> files(String series) throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (String day : days(series)) {
            readings.addAll(Reading.readAll(directory.resolve(series).resolve(day)));
        }
        return readings;
    }

    private static long nanos(Instant time) {
        return Duration.between(Instant.EPOCH, time).toNanos();
    }
}
