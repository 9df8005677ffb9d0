package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.runtime.RuntimeServices;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.testing.LogWatch;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resource {@code timeseries} with its operations {@code samples} and {@code info}. */
class SamplesTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final String HOURLY = "&aggregationPeriod=1h&aggregationFunction=mean";
    private static final String SERIES = "fourinsight:timeseries?seriesId=";
    private static final String MARCH = SERIES + Sandbox.STAVANGER + "&start=2026-03-01&end=2026-03-02" + HOURLY;

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        sandbox = Sandbox.builder().clock(clock).start();
        context = new SandboxContext(
                sandbox, new FourInsightComponent(null, new RuntimeServices(clock, new Random(1), duration -> {})));
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private Message message(String uri, Object... headers) throws Exception {
        Exchange exchange = context.route("samples", uri).send("samples", headers);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    private TimeSeries samples(String uri, Object... headers) throws Exception {
        return message(uri, headers).getBody(TimeSeries.class);
    }

    @Test
    void bodyIsTheSeriesOfTheWindowAndHeadersSayWhatItIs() throws Exception {
        Message message = message(MARCH);

        TimeSeries samples = message.getBody(TimeSeries.class);
        assertThat(samples.seriesId()).isEqualTo(Sandbox.STAVANGER);
        assertThat(samples.size()).isEqualTo(24);
        assertThat(samples.instant(0)).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(samples.instant(23)).isEqualTo("2026-03-01T23:00:00Z");
        assertThat(message.getHeader(FourInsightConstants.RESULT_SERIES_ID)).isEqualTo(Sandbox.STAVANGER);
        assertThat(message.getHeader(FourInsightConstants.WINDOW_START))
                .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(message.getHeader(FourInsightConstants.WINDOW_END)).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(message.getHeader(FourInsightConstants.COUNT)).isEqualTo(24);
        assertThat(message.getHeader(FourInsightConstants.TIME_OF_FIRST_SAMPLE)).isEqualTo(samples.instant(0));
        assertThat(message.getHeader(FourInsightConstants.TIME_OF_LAST_SAMPLE)).isEqualTo(samples.instant(23));
    }

    @Test
    void aggregatesAreThoseOfTheWaterLevels() throws Exception {
        TimeSeries samples = samples(MARCH);

        Map<Long, double[]> means = new TreeMap<>();
        try (InputStream file = Sandbox.class.getResourceAsStream("reservoir/water-level-stavanger-2026.csv.gz");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> {
                int comma = line.indexOf(',');
                long hour = Math.floorDiv(Long.parseLong(line.substring(0, comma)), HOUR) * HOUR;
                double[] sum = means.computeIfAbsent(hour, h -> new double[2]);
                sum[0] += Double.parseDouble(line.substring(comma + 1));
                sum[1]++;
            });
        }
        for (Sample sample : samples) {
            double[] sum = means.get(sample.timestamp());
            assertThat((Double) sample.value()).isCloseTo(sum[0] / sum[1], within(1e-12));
        }
    }

    @Test
    void handComputedSeriesComesAsComputed() throws Exception {
        long midnight =
                TimeUnit.SECONDS.toNanos(Instant.parse("2026-06-01T00:00:00Z").getEpochSecond());
        sandbox.addSeries(
                "small",
                new long[] {midnight, midnight + HOUR / 2, midnight + HOUR, midnight + 3 * HOUR},
                new double[] {1, 2, 10, -4.5});

        Message message = message(SERIES + "small&start=2026-06-01&end=2026-06-02" + HOURLY);

        assertThat(message.getBody(String.class))
                .isEqualTo(midnight + ",1.5\n" + (midnight + HOUR) + ",10.0\n" + (midnight + 3 * HOUR) + ",-4.5\n");
    }

    @Test
    void emptyPeriodsAreNaNIfAskedFor() throws Exception {
        long midnight =
                TimeUnit.SECONDS.toNanos(Instant.parse("2026-06-01T00:00:00Z").getEpochSecond());
        sandbox.addSeries("small", new long[] {midnight, midnight + 2 * HOUR}, new double[] {1, 2});

        TimeSeries samples = samples(SERIES
                + "small&start=2026-06-01T00:00:00Z&end=2026-06-01T03:00:00Z&includeEmptyAggregations=true" + HOURLY);

        assertThat(samples.size()).isEqualTo(3);
        assertThat(samples.number(1)).isNaN();
    }

    @Test
    void allPagesAreRead() throws Exception {
        TimeSeries whole = samples(MARCH);
        sandbox.requests().reset();

        TimeSeries paged = context.route("paged", MARCH + "&maxPageSize=7")
                .send("paged")
                .getMessage()
                .getBody(TimeSeries.class);

        assertThat(paged).isEqualTo(whole);
        assertThat(sandbox.requests().reservoirRequests()).isEqualTo(4);
    }

    @Test
    void brokenPageIsAnErrorAndNoPartialResult() throws Exception {
        context.route("paged", MARCH + "&maxPageSize=7&maxRetries=0");
        sandbox.faults().answerNext(1, Sandbox.RESERVOIR_PATH, page(sandbox));
        sandbox.faults().answerNext(1, Sandbox.RESERVOIR_PATH, Response.of(500));

        Exchange exchange = context.send("paged");

        assertThat(exchange.getException()).isNotNull();
        assertThat(exchange.getMessage().getBody()).isNull();
    }

    private static Response page(Sandbox sandbox) {
        return Response.json(
                200,
                Map.of(
                        "value",
                        List.of(Map.of("Timestamp", "2026-03-01T00:00:00+00:00", "Value", 1)),
                        "@odata.nextLink",
                        sandbox.reservoirUrl() + "next"));
    }

    @Test
    void headersOfTheMessageWinOverOptions() throws Exception {
        TimeSeries samples = samples(
                MARCH,
                FourInsightConstants.SERIES_ID,
                Sandbox.BERGEN,
                FourInsightConstants.START,
                "2026-04-01",
                FourInsightConstants.END,
                ZonedDateTime.parse("2026-04-01T02:00:00Z"),
                FourInsightConstants.AGGREGATION_PERIOD,
                "30m",
                FourInsightConstants.AGGREGATION_FUNCTION,
                "Max");

        assertThat(samples.seriesId()).isEqualTo(Sandbox.BERGEN);
        assertThat(samples.size()).isEqualTo(4);
        assertThat(samples.instant(0)).isEqualTo("2026-04-01T00:00:00Z");
    }

    @Test
    void headersThatWeSetAreNotReadBack() throws Exception {
        TimeSeries samples = samples(
                MARCH,
                FourInsightConstants.RESULT_SERIES_ID,
                "another",
                FourInsightConstants.WINDOW_START,
                Instant.EPOCH,
                FourInsightConstants.WINDOW_END,
                Instant.EPOCH);

        assertThat(samples.seriesId()).isEqualTo(Sandbox.STAVANGER);
        assertThat(samples.size()).isEqualTo(24);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "now-2h",
                "2026-07-01T10:00:00Z",
                "2026-07-01T12:00:00%2B02:00",
                "2026-07-01T12:00:00+02:00",
                "1782900000000000000"
            })
    void endIsNowUnlessItIsSet(String start) throws Exception {
        Message message = message(SERIES + Sandbox.STAVANGER + "&start=" + start + HOURLY);

        assertThat(message.getHeader(FourInsightConstants.WINDOW_START))
                .isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
        assertThat(message.getHeader(FourInsightConstants.WINDOW_END)).isEqualTo(NOW);
        assertThat(message.getBody(TimeSeries.class).size()).isEqualTo(2);
    }

    @Test
    void relativeTimesAreThoseOfCompletePeriods() throws Exception {
        TimeSeries samples = samples(SERIES + Sandbox.STAVANGER + "&start=now-1d&end=now-5m" + HOURLY);

        assertThat(samples.size()).isEqualTo(24);
        assertThat(samples.instant(23)).isEqualTo("2026-07-01T10:00:00Z");
    }

    @Test
    void windowShorterThanAPeriodIsTheLastCompleteOne() throws Exception {
        Message message = message(SERIES + Sandbox.STAVANGER + "&start=now-15m&end=now-5m" + HOURLY);

        assertThat(message.getHeader(FourInsightConstants.WINDOW_START))
                .isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
        assertThat(message.getHeader(FourInsightConstants.WINDOW_END)).isEqualTo(Instant.parse("2026-07-01T11:00:00Z"));
        assertThat(message.getBody(TimeSeries.class).size()).isEqualTo(1);
    }

    @Test
    void relativeTimeInAHeaderIsAlignedToThePeriodInAHeader() throws Exception {
        Message message = message(
                SERIES + Sandbox.STAVANGER + "&start=now-3h" + HOURLY,
                FourInsightConstants.END,
                "now-5m",
                FourInsightConstants.AGGREGATION_PERIOD,
                "2h");

        assertThat(message.getHeader(FourInsightConstants.WINDOW_START))
                .isEqualTo(Instant.parse("2026-07-01T06:00:00Z"));
        assertThat(message.getHeader(FourInsightConstants.WINDOW_END)).isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"&start=now-65m&end=now-5m&alignTimes=false", "&start=now/h-65m&end=now/h-5m"})
    void timesStayAsTheyAreIfAskedForOrRounded(String times) throws Exception {
        Message message = message(SERIES + Sandbox.STAVANGER + times + HOURLY);

        assertThat(message.getHeader(FourInsightConstants.WINDOW_START))
                .isEqualTo(Instant.parse("2026-07-01T10:55:00Z"));
        assertThat(message.getHeader(FourInsightConstants.WINDOW_END)).isEqualTo(Instant.parse("2026-07-01T11:55:00Z"));
    }

    @Test
    void nothingIsAskedForBeforeTheFirstPeriodIsComplete() throws Exception {
        Message message = message(SERIES + Sandbox.STAVANGER + "&start=2026-07-01T11:30:00Z&end=now-5m"
                + "&aggregationPeriod=1h&aggregationFunction=mean");

        assertThat(message.getBody(TimeSeries.class)).isEqualTo(TimeSeries.empty(Sandbox.STAVANGER));
        assertThat(message.getHeader(FourInsightConstants.COUNT)).isEqualTo(0);
        assertThat(message.getHeader(FourInsightConstants.WINDOW_END)).isEqualTo(Instant.parse("2026-07-01T11:30:00Z"));
        assertThat(sandbox.requests().reservoirRequests()).isZero();
    }

    @Test
    void emptyResultOfSamplesThatAreTooOldIsExplainedByAWarningThatNamesData() throws Exception {
        try (LogWatch log = new LogWatch(line -> line.contains("operation=data"))) {
            assertThat(samples(SERIES + Sandbox.OLD + "&start=2025-01-01&end=2025-02-01" + HOURLY)
                            .isEmpty())
                    .isTrue();

            context.send("samples");

            assertThat(log.found())
                    .as("once, not with every exchange")
                    .singleElement()
                    .asString()
                    .contains(Sandbox.OLD, "90 days");
        }
    }

    @Test
    void emptyResultOfAnEmptySeriesIsNoCauseForAWarning() throws Exception {
        try (LogWatch log = new LogWatch(line -> line.contains("operation=data"))) {
            Message message = message(SERIES + Sandbox.EMPTY + "&start=now-1d" + HOURLY);

            assertThat(message.getBody(TimeSeries.class).isEmpty()).isTrue();
            assertThat(message.getHeaders()).doesNotContainKey(FourInsightConstants.TIME_OF_FIRST_SAMPLE);
            assertThat(log.found()).isEmpty();
        }
    }

    @Test
    void infoIsAMap() throws Exception {
        Message message = message(SERIES + Sandbox.STAVANGER + "&operation=info");

        assertThat(SandboxContext.map(message.getExchange())).containsEntry("TimeSeriesId", Sandbox.STAVANGER);
        assertThat(message.getHeader(FourInsightConstants.RESULT_SERIES_ID)).isEqualTo(Sandbox.STAVANGER);
    }
}
