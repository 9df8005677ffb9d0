package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.example.FaultyDatabase.Fault;
import io.fourinsight.camel.example.FaultyDatabase.Step;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.Eventually;
import io.fourinsight.client.testing.MutableClock;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The route of docs/polling.md that moves the cursor in its own transaction, interrupted at each step of it. */
class ExactlyOnceTest {

    private static final Path PAGE = Path.of("../../docs/polling.md");
    private static final String SECTION = "## Exactly once into your database";

    @TempDir
    private Path directory;

    private final MutableClock clock = new MutableClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).datesOfClock().start();

    /** A table that takes each row as often as it comes. */
    @BeforeEach
    void prepare() throws SQLException {
        clock.advance(Duration.ofMinutes(241));
        sandbox.addGrowingSeries("s", Growth.from(MutableClock.START, Duration.ofMinutes(5), Duration.ofMinutes(10)));
        try (Connection connection = database(directory).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE LEVEL (SERIES_ID VARCHAR(100) NOT NULL,"
                    + " SAMPLE_TIME TIMESTAMP(9) WITH TIME ZONE NOT NULL, METRES DOUBLE PRECISION)");
        }
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** The first transaction inserts the cursor, the second one updates it. */
    @ParameterizedTest
    @CsvSource({
        "BEFORE_INSERT, EXCEPTION, 1",
        "BEFORE_INSERT, CUT,       2",
        "BEFORE_CURSOR, EXCEPTION, 1",
        "BEFORE_CURSOR, EXCEPTION, 2",
        "BEFORE_CURSOR, CUT,       2",
        "BEFORE_COMMIT, EXCEPTION, 1",
        "BEFORE_COMMIT, CUT,       2",
        "AFTER_COMMIT,  EXCEPTION, 1",
        "AFTER_COMMIT,  EXCEPTION, 2",
        "AFTER_COMMIT,  CUT,       2"
    })
    void eachSampleIsThereOnceThoughATransactionFailed(Step step, Fault fault, int transaction) throws Exception {
        FaultyDatabase faulty = new FaultyDatabase(database(directory), step, fault, transaction);

        runUntilAllIsThere(faulty);

        assertThat(faulty.isOver()).as("the fault happened").isTrue();
        assertThat(table()).isEqualTo(uploaded());
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void eachSampleIsThereOnceThoughTheProcessWasKilled(Step step) throws Exception {
        try (ChildJvm child = new ChildJvm(
                Child.class,
                directory.toString(),
                sandbox.tokenUrl().toString(),
                sandbox.reservoirUrl().toString(),
                step.name())) {
            assertThat(child.line()).as("it has ended by the fault alone").isNull();
        }
        assertThat(table()).hasSizeLessThan(uploaded().size());

        runUntilAllIsThere(new FaultyDatabase(database(directory), step, Fault.HALT, 0));

        assertThat(table()).isEqualTo(uploaded());
    }

    /** Runs the route in a process of its own, which halts in the second transaction. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            FaultyDatabase faulty =
                    new FaultyDatabase(database(Path.of(arguments[0])), Step.valueOf(arguments[3]), Fault.HALT, 2);
            job(Path.of(arguments[0]), arguments[1], arguments[2], faulty).run();
            ChildJvm.say("ended"); // never
        }
    }

    private void runUntilAllIsThere(FaultyDatabase faulty) throws Exception {
        Main main = job(
                directory, sandbox.tokenUrl().toString(), sandbox.reservoirUrl().toString(), faulty);
        try {
            main.start();
            Eventually.holds(() -> table().size() >= uploaded().size(), "all is there");
        } finally {
            main.stop();
        }
    }

    /** The route and the properties of the page, on this database. */
    private static Main job(Path directory, String tokenUrl, String reservoirUrl, FaultyDatabase faulty)
            throws IOException {
        Path routes = directory.resolve("levels.yaml");
        String present = "cursorDataSource: \"#database\"\n";
        Files.writeString(
                routes, block("yaml").replace(present, present + "        delay: 50\n        maxWindow: 1h\n"));
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        Properties properties = new Properties();
        properties.load(new StringReader(block("properties")));
        properties.stringPropertyNames().stream()
                .filter(name -> !name.startsWith("camel.beans.database"))
                .forEach(name -> main.addInitialProperty(name, properties.getProperty(name)));
        main.bind("database", faulty.dataSource());
        main.addInitialProperty("camel.main.routes-include-pattern", "file:" + routes);
        main.addInitialProperty("camel.component.fourinsight.token-url", tokenUrl);
        main.addInitialProperty("camel.component.fourinsight.reservoir-url", reservoirUrl);
        main.addInitialProperty("camel.component.fourinsight.client-id", Sandbox.CLIENT_ID);
        main.addInitialProperty("camel.component.fourinsight.client-secret", Sandbox.CLIENT_SECRET);
        main.addInitialProperty("series-id", "s");
        main.addInitialProperty("first-day", "2026-01-01");
        return main;
    }

    /** The first block of that language in the section. */
    private static String block(String language) throws IOException {
        String page = Files.readString(PAGE);
        String fence = "```" + language + "\n";
        int begin = page.indexOf(fence, page.indexOf(SECTION)) + fence.length();
        return page.substring(begin, page.indexOf("```", begin));
    }

    private static JdbcDataSource database(Path directory) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + directory.resolve("levels"));
        return database;
    }

    private List<Reading> uploaded() {
        List<Reading> readings = new ArrayList<>();
        sandbox.samples("s").forEach((time, value) -> readings.add(new Reading(time, value)));
        return readings;
    }

    private List<Reading> table() {
        List<Reading> readings = new ArrayList<>();
        try (Connection connection = database(directory).getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT SAMPLE_TIME, METRES FROM LEVEL ORDER BY SAMPLE_TIME")) {
            while (rows.next()) {
                Instant time = rows.getObject(1, OffsetDateTime.class).toInstant();
                readings.add(new Reading(Duration.between(Instant.EPOCH, time).toNanos(), rows.getDouble(2)));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return readings;
    }
}
