package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the routes of docs/ingest.md that bring samples from a share and from a database, with shorter pauses. */
class IngestSourcesTest {

    private static final Path PAGE = Path.of("../../docs/ingest.md");
    private static final long JANUARY = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000;
    private static final long HOUR = 3_600_000_000_000L;

    @TempDir
    Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private Main main;

    @AfterEach
    void stop() {
        if (main != null) {
            main.stop();
        }
        sandbox.close();
    }

    private static String route(String heading) throws IOException {
        Matcher block = Pattern.compile("(?s)\n### " + heading + "\n.*?```yaml\n(.*?)```")
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as(heading).isTrue();
        return block.group(1);
    }

    private void start(String heading, Map<String, String> settings) throws Exception {
        String yaml = route(heading)
                .replace("<id>", Sandbox.EMPTY)
                .replace("file:./", "file:" + directory + "/")
                .replaceAll("(readLockCheckInterval|readLockMinAge): \\d+", "$1: 100")
                .replace("period=60000", "period=100");
        Properties properties = new Properties();
        properties.load(new StringReader(ReadyProperties.of(sandbox)));
        properties.putAll(settings);
        main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        properties.forEach((name, value) -> main.addInitialProperty(name.toString(), value.toString()));
        main.addInitialProperty(
                "camel.main.routes-include-pattern",
                "file:" + Files.writeString(directory.resolve("route.yaml"), yaml));
        main.addInitialProperty("camel.main.shutdown-timeout", "10");
        main.start();
    }

    private List<String> names(String folder) {
        try (Stream<Path> files = Files.list(Files.createDirectories(directory.resolve(folder)))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fileOnAShareIsSentAndOneThatIsBadIsLaidAside() throws Exception {
        Path share = Files.createDirectories(directory.resolve("share"));
        Files.writeString(share.resolve("bad.csv"), "Tid;Nivå\n2026-01-01 03:00;1\n2026-01-01 04:00;x\n");
        Files.writeString(share.resolve("good.csv"), "Tid;Nivå\n2026-01-01 01:00;1.5\n2026-01-01 02:00;2.5\n");

        start("A file on a share", Map.of());

        Eventually.holds(
                () -> names("share/done").size() + names("share/failed").size() == 2, "both files are dealt with");
        assertThat(names("share/done")).containsExactly("good.csv");
        assertThat(names("share/failed")).singleElement().asString().endsWith("-bad.csv");
        assertThat(sandbox.samples(Sandbox.EMPTY)).isEqualTo(Map.of(JANUARY, 1.5, JANUARY + HOUR, 2.5));
    }

    private int sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement sql = connection.createStatement()) {
            if (!statement.startsWith("select")) {
                return sql.executeUpdate(statement);
            }
            try (ResultSet rows = sql.executeQuery(statement)) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("readings") + ";AUTO_SERVER=FALSE;DB_CLOSE_DELAY=-1";
    }

    private boolean isSent() {
        try {
            return sql("select count(*) from READING where SENT = false") == 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rowsOfADatabaseAreSentOnceEach() throws Exception {
        sql(
                "create table READING (ID identity primary key, SAMPLE_TIME timestamp with time zone, METRES double precision,"
                        + " SENT boolean default false)");
        sql(
                "insert into READING (SAMPLE_TIME, METRES) values (timestamp with time zone '2026-01-01 01:00:00+01:00', 1.5),"
                        + " (timestamp with time zone '2026-01-01 01:00:00Z', 2.5),"
                        + " (timestamp with time zone '2026-01-01 02:00:00Z', null)");

        start(
                "A database",
                Map.of(
                        "camel.beans.database",
                        "#class:org.h2.jdbcx.JdbcDataSource",
                        "camel.beans.database.url",
                        url(),
                        "camel.component.sql.data-source",
                        "#bean:database"));
        Eventually.holds(this::isSent, "the rows are marked");
        assertThat(sandbox.samples(Sandbox.EMPTY)).isEqualTo(Map.of(JANUARY, 1.5, JANUARY + HOUR, 2.5));
        long uploads = sandbox.requests().under("POST", Sandbox.RESERVOIR_PATH + "timeseries/add");
        sql("insert into READING (SAMPLE_TIME, METRES) values (timestamp with time zone '2026-01-01 03:00:00Z', 3.5)");
        Eventually.holds(this::isSent, "the new row is marked");

        assertThat(sandbox.samples(Sandbox.EMPTY))
                .containsEntry(JANUARY + 3 * HOUR, 3.5)
                .hasSize(3);
        assertThat(sandbox.requests().under("POST", Sandbox.RESERVOIR_PATH + "timeseries/add"))
                .isEqualTo(uploads + 1);
    }
}
