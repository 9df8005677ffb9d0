package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import io.fourinsight.client.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link SpoolFolder#store} keeps, and in which files. */
class SpoolStoreTest {

    private static final long TIME = 1_772_323_200_000_000_000L;

    @TempDir
    Path directory;

    private final CamelContext context = new DefaultCamelContext();
    private final MutableClock clock = new MutableClock();
    private final SpoolFolder spool = new SpoolFolder(clock);

    @BeforeEach
    void set() {
        set(spool, context);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void set(SpoolFolder folder, CamelContext camel) {
        folder.setFolder(directory.toString());
        folder.setDeadLetters(directory.resolve("dead").toString());
        folder.setCamelContext(camel);
    }

    private void store(SpoolFolder folder, String seriesId, Object time, Object value) throws IOException {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(FourInsightConstants.SERIES_ID, seriesId);
        exchange.getMessage().setHeader(SampleAggregation.TIME, time);
        exchange.getMessage().setBody(value);
        folder.store(exchange);
    }

    private void store(long time, double value) throws IOException {
        store(spool, "a", TIME + time, value);
    }

    /** The next batch of the series, as it would be appended. */
    private String batch() throws IOException {
        Exchange exchange = new DefaultExchange(context);
        spool.load("a", exchange);
        spool.remove(exchange);
        return TimeSeriesCsv.string((TimeSeries) exchange.getMessage().getBody());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("a"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String line(long time, String value) {
        return TIME + time + "," + value + "\n";
    }

    @Test
    void samplesAreReadyWhenTheFirstHasWaited() throws IOException {
        store(1, 1.5);
        clock.advance(Duration.ofMinutes(14));
        store(2, 2.5);
        assertThat(spool.ready()).isEmpty();
        clock.advance(Duration.ofMinutes(1));

        assertThat(spool.ready()).containsExactly("a");
        store(3, 3.5);
        assertThat(batch()).as("what came meanwhile waits").isEqualTo(line(1, "1.5") + line(2, "2.5"));
        assertThat(spool.ready()).isEmpty();
        clock.advance(Duration.ofMinutes(15));
        assertThat(spool.ready()).containsExactly("a");
        assertThat(batch()).isEqualTo(line(3, "3.5"));
    }

    @Test
    void samplesOfAnyOrderAreSortedAndTheLaterStays() throws IOException {
        store(7, 1);
        store(5, 2);
        store(7, 3);
        clock.advance(Duration.ofMinutes(15));

        assertThat(spool.ready()).containsExactly("a");
        assertThat(batch()).isEqualTo(line(5, "2.0") + line(7, "3.0"));
    }

    @Test
    void manySamplesAreReadyAtOnce() throws IOException {
        spool.setMaxSamples(2);
        for (int time = 1; time <= 4; time++) {
            store(time, 11_111.111); // more bytes than a sample is taken for
        }

        assertThat(spool.ready()).containsExactly("a");
        assertThat(batch()).isEqualTo(line(1, "11111.111") + line(2, "11111.111"));
        assertThat(spool.ready()).as("the next two").containsExactly("a");
    }

    @Test
    void tornLineOfAKilledProcessIsTakenAway() throws IOException {
        Files.createDirectories(directory.resolve("a"));
        Files.writeString(directory.resolve("a/0000000000001-000000.open"), line(1, "1.0") + TIME + "2,1.");
        Files.writeString(directory.resolve("a/0000000000002-000000.open"), "17");
        store(3, 3);

        assertThat(spool.ready()).as("old by its name").containsExactly("a");

        assertThat(batch()).isEqualTo(line(1, "1.0"));
        assertThat(files()).as("the file of this process").hasSize(1).allMatch(name -> name.endsWith(".open"));
    }

    @Test
    void sortingThatWasCutOffIsDoneAgain() throws IOException {
        Files.createDirectories(directory.resolve("a"));
        Files.writeString(directory.resolve("a/0000000000001-000000.open"), line(2, "2.0") + line(1, "1.0"));
        Files.writeString(directory.resolve("a/.0000000000001-000000.open"), line(1, "1.0"));

        spool.ready();

        assertThat(batch()).isEqualTo(line(1, "1.0") + line(2, "2.0"));
        assertThat(files()).isEmpty();
    }

    @Test
    void fileThatCannotBeSortedNowHoldsUpNoOtherSeries() throws IOException {
        Files.createDirectories(directory.resolve("a/.0000000000001-000000.open")); // in the place of the sorted file
        Files.writeString(directory.resolve("a/0000000000001-000000.open"), line(2, "2.0") + line(1, "1.0"));
        Files.createDirectories(directory.resolve("b"));
        Files.writeString(directory.resolve("b/0000000000001-000000.open"), line(1, "1.0"));

        assertThat(spool.ready()).containsExactly("b");

        Files.delete(directory.resolve("a/.0000000000001-000000.open"));
        assertThat(spool.ready()).containsExactly("a", "b");
        assertThat(batch()).isEqualTo(line(1, "1.0") + line(2, "2.0"));
    }

    @Test
    void fileThatSomebodyHasChangedBecomesADeadLetter() throws IOException {
        Files.createDirectories(directory.resolve("a"));
        Files.writeString(directory.resolve("a/mine.open"), "what is this\n");

        assertThat(spool.ready()).containsExactly("a");

        Exchange exchange = new DefaultExchange(context);
        spool.load("a", exchange);
        assertThat(exchange.isRouteStop()).isTrue();
        assertThat(directory.resolve("dead/a/mine.csv")).content().isEqualTo("what is this\n");
    }

    @Test
    void sampleAfterOneThatWasNotStoredIsInAnotherFile() throws IOException {
        store(1, 1);
        Path file = directory.resolve("a").resolve(files().get(0));
        Files.move(file, directory.resolve("elsewhere"));

        assertThatThrownBy(() -> store(2, 2)).isInstanceOf(IOException.class);
        store(2, 2);

        Files.move(directory.resolve("elsewhere"), file);
        clock.advance(Duration.ofMinutes(15));
        spool.ready();
        assertThat(batch()).isEqualTo(line(1, "1.0") + line(2, "2.0"));
    }

    @Test
    void folderBelongsToOneContextUntilItStops() throws Exception {
        store(1, 1);
        CamelContext other = new DefaultCamelContext();
        try {
            SpoolFolder second = new SpoolFolder(clock);
            set(second, other);
            other.start();

            assertThatThrownBy(() -> store(second, "a", TIME, 2)).hasMessageContaining("give each its own");
            assertThatThrownBy(second::ready).hasMessageContaining("give each its own");

            context.start();
            context.stop();
            store(second, "a", TIME, 2);
        } finally {
            other.stop();
        }
        assertThat(files()).hasSize(2);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "..", "../a", "a/b", "a\\b", ".lock", "a b"})
    void seriesMustBeAnId(String seriesId) {
        assertThatThrownBy(() -> store(spool, seriesId, TIME, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CamelFourInsightSeriesId");
    }

    @Test
    void messageWithoutTimeOrNumberLeavesNothing() {
        assertThatThrownBy(() -> store(spool, "a", null, 1)).hasMessageContaining("no time");
        assertThatThrownBy(() -> store(spool, "a", TIME, "n/a")).hasMessageContaining("no number");

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void expressionsFindTimeAndValue() throws IOException {
        spool.setTime("${body[at]}");
        spool.setTimeUnit("s");
        spool.setValue("${body[level]}");
        store(spool, "a", null, "{\"at\":1772323200,\"level\":0.25}");
        clock.advance(Duration.ofMinutes(15));

        spool.ready();
        assertThat(batch()).isEqualTo(line(0, "0.25"));
    }
}
