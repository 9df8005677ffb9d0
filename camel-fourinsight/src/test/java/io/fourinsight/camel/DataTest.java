package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code timeseries}, {@code operation=data} against the sandbox. */
class DataTest {

    private static final String DATA = "fourinsight:timeseries?operation=data";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final long NOON = 1_772_366_400_000_000_000L;

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        context.configuration().setRetryBackoff(Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private Exchange send(Object... headers) {
        return context.send("data", headers);
    }

    private static TimeSeries series(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(TimeSeries.class);
    }

    private void files(String... bodies) {
        sandbox.addDayFiles(
                "S",
                DAY,
                Stream.of(bodies)
                        .map(body -> body.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new));
    }

    @Test
    void everythingIsReadIfNoWindowIsGiven() throws Exception {
        Exchange exchange =
                context.route("data", DATA + "&seriesId=" + Sandbox.STAVANGER).send("data");

        TimeSeries samples = series(exchange);
        assertThat(samples.size()).isEqualTo(365 * 144);
        assertThat(samples.instant(0)).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(FourInsightConstants.RESULT_SERIES_ID, Sandbox.STAVANGER)
                .containsEntry(FourInsightConstants.COUNT, 365 * 144)
                .containsEntry(FourInsightConstants.TIME_OF_FIRST_SAMPLE, Instant.parse("2026-01-01T00:00:00Z"))
                .containsEntry(FourInsightConstants.TIME_OF_LAST_SAMPLE, Instant.parse("2026-12-31T23:50:00Z"))
                .doesNotContainKeys(FourInsightConstants.WINDOW_START, FourInsightConstants.WINDOW_END);
    }

    @Test
    void theWindowIsThatOfTheHeadersBeforeThatOfTheOptions() throws Exception {
        context.route("data", DATA + "&seriesId=none&start=2020-01-01&end=2021-01-01");
        Instant start = Instant.parse("2026-06-01T00:00:00Z");

        Exchange exchange = send(
                FourInsightConstants.SERIES_ID,
                Sandbox.ACCELERATION_X,
                FourInsightConstants.START,
                start,
                FourInsightConstants.END,
                "2026-06-01T00:01:00Z");

        assertThat(series(exchange).size()).isEqualTo(60);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(FourInsightConstants.WINDOW_START, start)
                .containsEntry(FourInsightConstants.WINDOW_END, start.plusSeconds(60));
    }

    @Test
    void seriesOfNoSampleAndOfOne() throws Exception {
        context.route("data", DATA);
        Exchange none = send(FourInsightConstants.SERIES_ID, Sandbox.EMPTY, FourInsightConstants.COUNT, 7);
        assertThat(series(none).isEmpty()).isTrue();
        assertThat(none.getMessage().getHeader(FourInsightConstants.COUNT)).isEqualTo(0);

        sandbox.addSeries("one", new long[] {NOON}, new double[] {-0.0});
        assertThat(series(send(FourInsightConstants.SERIES_ID, "one")))
                .isEqualTo(TimeSeries.of("one", new long[] {NOON}, new double[] {-0.0}));
    }

    @Test
    void startAtEndIsAnError() throws Exception {
        context.route("data", DATA + "&seriesId=S&start=2026-03-01");

        assertThat(send(FourInsightConstants.END, "2026-03-01T00:00:00Z").getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("start must be before end, but start is 2026-03-01T00:00:00Z and end is"
                        + " 2026-03-01T00:00:00Z");
        assertThatThrownBy(() -> context.route("wrong", DATA + "&seriesId=S&start=2026-03-01&end=2026-03-01"))
                .hasStackTraceContaining("start must be before end");
        assertThat(sandbox.requests().under(Sandbox.RESERVOIR_PATH)).isZero();
    }

    @Test
    void laterFilesOfADayWinAndTextStaysAsItWasWritten() throws Exception {
        files(NOON + ",1.50\n" + (NOON + 1) + ",2\n", (NOON + 1) + ",\"a,b\"\n" + (NOON + 2) + ",\n");
        context.route("data", DATA + "&seriesId=S");

        assertThat(series(send()))
                .isEqualTo(TimeSeries.of("S", new long[] {NOON, NOON + 1, NOON + 2}, new String[] {"1.50", "a,b", ""}));
    }

    @Test
    void rawBodyIsCsvWithStreamingAsAStream() throws Exception {
        files(NOON + ",1.50\n" + (NOON + 1) + ",2\n");
        String csv = NOON + ",1.5\n" + (NOON + 1) + ",2.0\n";
        context.route("data", DATA + "&seriesId=S&rawBody=true");
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stream")
                        .streamCache(false)
                        .to(DATA + "&seriesId=S&rawBody=true&streaming=true")
                        .process(exchange -> {
                            InputStream body =
                                    (InputStream) exchange.getMessage().getBody();
                            exchange.getMessage().setBody(new String(body.readAllBytes(), StandardCharsets.UTF_8));
                        });
            }
        });

        assertThat(send().getMessage().getBody()).isEqualTo(csv.getBytes(StandardCharsets.UTF_8));
        assertThat(context.send("stream").getMessage().getBody()).isEqualTo(csv);
        assertThat(context.component().runtime().streams().size()).isZero();
    }

    @Test
    void aStreamIsWrittenToAFile() throws Exception {
        context.route(
                "data", DATA + "&seriesId=" + Sandbox.BERGEN + "&streaming=true", "file:" + folder + "?fileName=b.csv");

        Exchange exchange = send(FourInsightConstants.COUNT, 7);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(FourInsightConstants.COUNT)).isNull();
        List<String> lines = Files.readAllLines(folder.resolve("b.csv"));
        assertThat(lines).hasSize(365 * 144);
        context.route("whole", DATA + "&seriesId=" + Sandbox.BERGEN + "&rawBody=true");
        assertThat(Files.readAllBytes(folder.resolve("b.csv")))
                .isEqualTo(context.send("whole").getMessage().getBody(byte[].class));
        assertThat(context.component().runtime().streams().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWordIsAnErrorWithItsLineIfValuesAreToBeNumbers(boolean streaming) throws Exception {
        context.route(
                "data",
                DATA + "&valueType=number&seriesId=" + Sandbox.STATUS_TEXT + "&streaming=" + streaming,
                "file:" + folder + "?fileName=n.csv&tempFileName=n.tmp");

        assertThat(context.send("data").getException())
                .hasStackTraceContaining(", line 1: the value is not a number, and valueType=number allows no other");
        assertThat(folder.resolve("n.csv")).doesNotExist();
    }

    @Test
    void aStreamIsClosedWhenItsExchangeIsDoneReadOrNot() throws Exception {
        AtomicReference<Iterator<TimeSeries>> pieces = new AtomicReference<>();
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:data")
                        .to(DATA + "&streaming=true&seriesId=" + Sandbox.BERGEN)
                        .process(exchange -> {
                            pieces.set(exchange.getMessage()
                                    .getBody(TimeSeriesStream.class)
                                    .iterator());
                            pieces.get().next();
                        });
            }
        });
        context.camel().start();

        assertThat(send().getException()).isNull();

        assertThatThrownBy(pieces.get()::hasNext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed before its end");
        assertThat(context.component().runtime().streams().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDamagedFileIsAnErrorThatNamesItAndLeavesNoFileBehind(boolean streaming) throws Exception {
        files(NOON + ",1\n" + NOON + "1\n");
        context.route(
                "data",
                DATA + "&seriesId=S&streaming=" + streaming,
                "file:" + folder + "?fileName=b.csv&tempFileName=tmp");

        Throwable failure = send().getException();

        assertThat(failure).isNotNull();
        assertThat(Stream.iterate(failure, e -> e != null, Throwable::getCause))
                .anySatisfy(
                        e -> assertThat(e).isInstanceOf(IOException.class).hasMessageMatching("days/.+, line 2: .+"));
        assertThat(folder.resolve("b.csv")).doesNotExist();
    }

    @Test
    void aWrongMd5AndACutFileAreErrors() throws Exception {
        files(NOON + ",1\n" + (NOON + 1) + ",2\n");
        context.route("data", DATA + "&seriesId=S");
        sandbox.reservoir().wrongMd5(true);
        assertThat(send().getException())
                .isExactlyInstanceOf(IOException.class)
                .hasMessageMatching("Day file days/.+ is damaged: .*");

        sandbox.reservoir().wrongMd5(false);
        sandbox.faults().cutAnswer(1, Sandbox.DAY_FILE_PATH, 3);
        assertThat(series(send()).size()).as("asked for again").isEqualTo(2);

        sandbox.faults().cutAnswer(4, Sandbox.DAY_FILE_PATH, 3);
        assertThat(send().getException())
                .isExactlyInstanceOf(IOException.class)
                .hasMessageMatching("Day file days/.+ did not arrive: .*");
    }

    @Test
    void aStoreThatAnswersWithAnErrorIsThatError() throws Exception {
        files(NOON + ",1\n");
        context.route("data", DATA + "&seriesId=S");
        sandbox.faults().answerNext(1, Sandbox.DAY_FILE_PATH, Response.of(404));

        assertThat(send().getException()).isInstanceOfSatisfying(HttpOperationFailedException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(404);
            assertThat(e.getUri()).contains(Sandbox.DAY_FILE_PATH).doesNotContain("?");
        });
    }

    @Test
    void unknownSeriesIsNotFound() throws Exception {
        context.route("data", DATA + "&seriesId=" + "00000000-0000-0000-0000-000000000000");

        assertThat(send().getException())
                .isInstanceOfSatisfying(HttpOperationFailedException.class, e -> assertThat(e.getStatusCode())
                        .isEqualTo(404));
    }

    @Test
    void cachedFilesAreNotFetchedAgain() throws Exception {
        String uri = DATA + "&seriesId=" + Sandbox.WAVE_HEIGHT + "&cache=true&cacheSize=10MiB&cacheDirectory="
                + folder.resolve("cache");
        context.route("data", uri);
        TimeSeries first = series(send());
        long fetched = sandbox.requests().under(Sandbox.DAY_FILE_PATH);
        assertThat(fetched).isEqualTo(365);

        assertThat(series(send())).isEqualTo(first);

        assertThat(sandbox.requests().under(Sandbox.DAY_FILE_PATH)).isEqualTo(fetched);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"parallelism=0", "parallelism=33", "cacheSize=much", "cacheSize=-1", "cacheSize=99999999TiB"})
    void wrongOptionsFailWhenTheRouteIsBuilt(String option) {
        assertThatThrownBy(() -> context.route("wrong", DATA + "&" + option))
                .hasStackTraceContaining(option.replace("=", " '") + "' must be ");
    }

    @Test
    void aCacheDirectoryThatCannotBeUsedFailsWhenTheRouteStarts() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> context.route("wrong", DATA + "&cache=true&cacheDirectory=" + file))
                .hasStackTraceContaining("cacheDirectory '" + file + "' cannot be used");
    }

    @Test
    void theOperationCanBeChosenByTheMessage() throws Exception {
        context.route("data", "fourinsight:timeseries?seriesId=" + Sandbox.EMPTY);

        assertThat(series(send(FourInsightConstants.OPERATION, "data"))).isEmpty();
    }
}
