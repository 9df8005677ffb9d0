package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import io.fourinsight.client.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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

class SpoolFolderTest {

    @TempDir
    Path directory;

    private final CamelContext context = new DefaultCamelContext();
    private final MutableClock clock = new MutableClock();
    private final SpoolFolder spool = new SpoolFolder(clock);

    @BeforeEach
    void set() {
        spool.setFolder(directory.resolve("spool").toString());
        spool.setDeadLetters(directory.resolve("dead").toString());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /** A file as old as it would be if it had been written now, by the clock. */
    private Path file(String series, String name, String csv) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("spool").resolve(series));
        Path file = Files.writeString(folder.resolve(name), csv);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        clock.advance(Duration.ofSeconds(1));
        return file;
    }

    private Exchange load(String series) throws IOException {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(series);
        spool.load(series, exchange);
        return exchange;
    }

    private static String csv(Exchange exchange) {
        return TimeSeriesCsv.string((TimeSeries) exchange.getMessage().getBody());
    }

    private List<String> files(String folder) throws IOException {
        if (!Files.exists(directory.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.resolve(folder).relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void seriesIsReadyWhenItsOldestFileIs() throws IOException {
        assertThat(spool.ready()).as("no folder").isEmpty();
        file("a", "1.csv", "1,1\n");
        clock.advance(Duration.ofMinutes(14));
        file("b", "1.csv", "1,1\n");
        assertThat(spool.ready()).isEmpty();

        clock.advance(Duration.ofMinutes(1));

        assertThat(spool.ready()).containsExactly("a");
    }

    @Test
    void seriesWithManySamplesIsReady() throws IOException {
        spool.setMaxSamples(2);
        file("a", "1.csv", "1772323200000000000,11111.111\n1772323201000000000,11111.111\n");

        assertThat(spool.ready()).containsExactly("a");
    }

    @Test
    void fileThatIsBeingWrittenIsLeftAlone() throws IOException {
        file("a", ".1.csv", "1,1");
        clock.advance(Duration.ofHours(1));

        assertThat(spool.ready()).isEmpty();
    }

    @Test
    void filesBecomeOneBodyInTheOrderOfTime() throws IOException {
        file("a", "z.csv", "5,1\n7,1\n");
        file("a", "b.csv", "1,2\n7,2\n");

        Exchange exchange = load("a");

        assertThat(csv(exchange))
                .as("of two at one time that of the later file stays")
                .isEqualTo("1,2.0\n5,1.0\n7,2.0\n");
        assertThat(exchange.getMessage().getHeader("CamelFourInsightSeriesId")).isEqualTo("a");
    }

    @Test
    void batchHasNoMoreSamplesThanItMay() throws IOException {
        spool.setMaxSamples(3);
        file("a", "1.csv", "1,1\n2,1\n");
        Path second = file("a", "2.csv", "3,1\n4,1\n");

        Exchange exchange = load("a");
        spool.remove(exchange);

        assertThat(csv(exchange)).isEqualTo("1,1.0\n2,1.0\n");
        assertThat(files("spool")).containsExactly("a/" + second.getFileName());
    }

    @Test
    void fileThatCameMeanwhileStays() throws IOException {
        file("a", "1.csv", "1,1\n");
        Exchange exchange = load("a");
        file("a", "2.csv", "2,1\n");

        spool.remove(exchange);

        assertThat(files("spool")).containsExactly("a/2.csv");
    }

    @Test
    void tornFileGoesToTheDeadLettersAndTheOthersOn() throws IOException {
        file("a", "1.csv", "1,1\n2,1.25");
        file("a", "2.csv", "3,1\n4");
        file("a", "3.csv", "");
        file("a", "4.csv", "4,x\n");
        file("a", "5.csv", "5,1\n");

        Exchange exchange = load("a");

        assertThat(csv(exchange)).isEqualTo("5,1.0\n");
        assertThat(files("spool")).containsExactly("a/5.csv");
        assertThat(files("dead"))
                .contains("a/1.csv", "a/1.csv.reason.txt", "a/2.csv", "a/3.csv", "a/4.csv")
                .hasSize(8);
        assertThat(directory.resolve("dead/a/1.csv.reason.txt")).content().contains("its last line is cut");
    }

    @Test
    void exchangeEndsWhereNoFileIsGood() throws IOException {
        file("a", "1.csv", "1");

        assertThat(load("a").isRouteStop()).isTrue();
    }

    @Test
    void refusedBatchIsKeptWithItsReason() throws IOException {
        file("a", "1.csv", "1,1\n");
        file("a", "2.csv", "2,1\n");
        Exchange exchange = load("a");
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException("status 404"));

        spool.refuse(exchange);

        assertThat(files("spool")).isEmpty();
        assertThat(files("dead")).containsExactly("a/1.csv", "a/1.csv.reason.txt", "a/2.csv", "a/2.csv.reason.txt");
        assertThat(directory.resolve("dead/a/2.csv.reason.txt")).content().contains("status 404");
    }

    @Test
    void seriesThatFailsRestsLongerEachTime() throws IOException {
        spool.setMaxPause("30s");
        spool.setMaxAge("0");
        file("a", "1.csv", "1,1\n");
        file("b", "1.csv", "1,1\n");
        Exchange exchange = load("a");
        for (int seconds : new int[] {10, 20, 30, 30}) {
            spool.postpone(exchange);
            clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(spool.ready()).as("after " + seconds).containsExactly("b");
            clock.advance(Duration.ofMillis(1));
            assertThat(spool.ready()).containsExactly("a", "b");
        }

        spool.remove(exchange);
        file("a", "2.csv", "1,1\n");
        spool.postpone(load("a"));
        clock.advance(Duration.ofSeconds(10));

        assertThat(spool.ready()).as("it began anew").contains("a");
    }

    @Test
    void missingOptionIsNamed() {
        assertThatThrownBy(() -> new SpoolFolder().ready()).hasMessageContaining("'folder' of SpoolFolder");
        assertThatThrownBy(() -> spool.setMaxSamples(0)).hasMessageContaining("maxSamples '0'");
    }
}
