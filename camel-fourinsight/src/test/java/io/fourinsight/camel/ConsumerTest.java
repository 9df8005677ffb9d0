package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.testing.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer emits, and where its cursor stands then. */
class ConsumerTest {

    private static final Instant START = MutableClock.START;
    private static final String RAW = "operation=data&seriesId=s&initialStart=2026-01-01";
    private static final String MEANS =
            "seriesId=s&initialStart=2026-01-01&aggregationPeriod=1m&aggregationFunction=mean";

    private final ConsumerRig rig = new ConsumerRig();

    @BeforeEach
    void grow() {
        rig.sandbox.addGrowingSeries("s", Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    /** What the sandbox has of the series before a moment. */
    private List<Instant> uploaded(Instant before) {
        List<Instant> times = new ArrayList<>();
        rig.sandbox.samples("s").keySet().forEach(nanos -> times.add(Instant.ofEpochSecond(0, nanos)));
        times.removeIf(time -> !time.isBefore(before));
        return times;
    }

    @Test
    void eachSampleComesOnceInOrder() throws Exception {
        rig.start(RAW);
        rig.advance(Duration.ofMinutes(10)).poll();
        List<Instant> times = rig.takeTimes();
        rig.poll();
        assertThat(rig.take()).as("nothing is new").isEmpty();
        rig.advance(Duration.ofMinutes(10)).poll();
        times.addAll(rig.takeTimes());

        assertThat(times)
                .isEqualTo(uploaded(START.plus(Duration.ofMinutes(19))))
                .hasSizeGreaterThan(100);
    }

    @Test
    void exchangeSaysWhichWindowItIs() throws Exception {
        rig.start(RAW + "&lag=0s");
        rig.advance(Duration.ofMinutes(10)).poll();

        Exchange exchange = rig.take().get(0);
        TimeSeries samples = exchange.getMessage().getBody(TimeSeries.class);
        assertThat(ConsumerRig.header(exchange, FourInsightConstants.SERIES_ID, String.class))
                .isEqualTo("s");
        assertThat(ConsumerRig.header(exchange, FourInsightConstants.WINDOW_START, Instant.class))
                .isEqualTo(START);
        assertThat(ConsumerRig.header(exchange, FourInsightConstants.WINDOW_END, Instant.class))
                .isEqualTo(START.plus(Duration.ofMinutes(10)));
        assertThat(ConsumerRig.header(exchange, FourInsightConstants.COUNT, Integer.class))
                .isEqualTo(samples.size());
        assertThat(ConsumerRig.isRecovered(exchange)).isFalse();
        assertThat(ConsumerRig.header(exchange, FourInsightConstants.CURSOR_KEY, String.class))
                .isEqualTo("consumer/s");
        assertThat(ConsumerRig.header(exchange, FourInsightConstants.CURSOR_NEXT, String.class))
                .contains("next=" + samples.instant(samples.size() - 1).plusNanos(1));
        assertThat(exchange.getFromRouteId()).isEqualTo(ConsumerRig.ROUTE);
    }

    @Test
    void consumerThatIsBehindCatchesUpWindowByWindowInOnePoll() throws Exception {
        rig.sandbox.addGrowingSeries("s", Growth.from(START, Duration.ofMinutes(10), Duration.ofHours(6)));
        rig.advance(Duration.ofDays(3));
        rig.start(RAW + "&maxWindow=1h").poll();

        assertThat(rig.received()).hasSizeGreaterThan(60);
        assertThat(rig.takeTimes())
                .isEqualTo(uploaded(START.plus(Duration.ofDays(3)).minusSeconds(60)));
    }

    @Test
    void onlyWholePeriodsAreEmitted() throws Exception {
        rig.start(MEANS);
        rig.advance(Duration.ofSeconds(150)).poll();

        List<Exchange> first = rig.take();
        assertThat(first).hasSize(1);
        assertThat(first.get(0).getMessage().getBody(TimeSeries.class).size()).isEqualTo(1);
        rig.advance(Duration.ofMinutes(10)).poll();
        List<Instant> later = rig.takeTimes();
        assertThat(later)
                .hasSizeGreaterThan(8)
                .startsWith(START.plusSeconds(60))
                .isSorted();
    }

    @Test
    void aNewProcessGoesOnWhereTheLastOneStopped(@TempDir Path folder) throws Exception {
        String options = RAW + "&cursorUrl=jdbc:h2:file:" + folder.resolve("cursors");
        rig.start(options).advance(Duration.ofMinutes(10)).poll();
        List<Instant> times = rig.takeTimes();
        rig.stop();
        rig.advance(Duration.ofMinutes(10));
        rig.start(options).poll();
        times.addAll(rig.takeTimes());

        assertThat(times).isEqualTo(uploaded(START.plus(Duration.ofMinutes(19))));
    }

    @Test
    void beginningThatIsRelativeIsResolvedOnce(@TempDir Path folder) throws Exception {
        rig.advance(Duration.ofHours(2));
        String options = "operation=data&seriesId=silent&initialStart=now-1h&cursorUrl=jdbc:h2:file:"
                + folder.resolve("cursors");
        rig.sandbox.addGrowingSeries(
                "silent",
                Growth.from(START.plus(Duration.ofHours(1)).plusSeconds(10), Duration.ofDays(1), Duration.ofHours(6)));
        rig.start(options).poll();
        assertThat(rig.take()).isEmpty();
        rig.stop();
        rig.advance(Duration.ofHours(8));
        rig.start(options).poll();

        assertThat(rig.takeTimes()).as("the silent series has no gap").containsExactly(START.plusSeconds(3610));
    }

    @Test
    void streamIsDeliveredOnceItWasReadToItsEnd() throws Exception {
        List<Instant> times = new ArrayList<>();
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(ConsumerRig.uri(RAW + "&streaming=true"))
                        .routeId(ConsumerRig.ROUTE)
                        .process(exchange -> {
                            TimeSeriesStream stream = exchange.getMessage().getBody(TimeSeriesStream.class);
                            for (TimeSeries piece : stream) {
                                for (int i = 0; i < piece.size(); i++) {
                                    times.add(piece.instant(i));
                                }
                            }
                        });
            }
        });
        rig.advance(Duration.ofMinutes(10)).poll().poll();
        rig.advance(Duration.ofMinutes(10)).poll();

        assertThat(times).isEqualTo(uploaded(START.plus(Duration.ofMinutes(19))));
    }

    @Test
    void streamThatWasReadHalfComesAgain() throws Exception {
        List<Integer> pieces = new ArrayList<>();
        rig.advance(Duration.ofDays(2));
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(ConsumerRig.uri(RAW + "&streaming=true&maxWindow=2d"))
                        .routeId(ConsumerRig.ROUTE)
                        .process(exchange -> {
                            TimeSeriesStream stream = exchange.getMessage().getBody(TimeSeriesStream.class);
                            pieces.add(stream.iterator().next().size());
                        });
            }
        });
        rig.poll();
        rig.advance(Duration.ofMinutes(1)).poll();

        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(0)).isEqualTo(pieces.get(1));
    }

    @Test
    void routeFromOneSeriesToAnotherWritesToTheOther() throws Exception {
        rig.sandbox.addSeries("copy", new long[0], new double[0]);
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(ConsumerRig.uri(RAW))
                        .routeId(ConsumerRig.ROUTE)
                        .to("fourinsight:timeseries?operation=append&seriesId=copy");
            }
        });
        rig.advance(Duration.ofMinutes(10)).poll();

        assertThat(rig.sandbox.samples("copy")).hasSizeGreaterThan(50);
    }

    @Test
    void groupBehindAConsumerIsReadAndNotTheSeriesThatWasPolled() throws Exception {
        List<Object> bodies = new ArrayList<>();
        String read = "fourinsight:timeseries?operation=data&start=2026-01-01&end=2026-01-02";
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(ConsumerRig.uri(RAW))
                        .routeId(ConsumerRig.ROUTE)
                        .to(read + "&series=a:s")
                        .process(exchange -> bodies.add(exchange.getMessage().getBody()))
                        .setHeader(FourInsightConstants.SERIES, constant("b:s"))
                        .to(read)
                        .process(exchange -> bodies.add(exchange.getMessage().getBody()));
            }
        });
        rig.advance(Duration.ofMinutes(10)).poll();

        assertThat(bodies).hasSizeGreaterThan(1).hasOnlyElementsOfType(TimeSeriesGroup.class);
    }

    @Test
    void sampleThatArrivesLateComesInAnExchangeOfItsOwn() throws Exception {
        rig.sandbox.addGrowingSeries(
                "late",
                Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1))
                        .late(0.2, Duration.ofHours(3)));
        rig.start("operation=data&seriesId=late&initialStart=2026-01-01");
        List<Instant> live = new ArrayList<>();
        List<Instant> recovered = new ArrayList<>();
        for (int minute = 0; minute < 300; minute += 10) {
            rig.advance(Duration.ofMinutes(10)).poll();
            for (Exchange exchange : rig.take()) {
                List<Instant> times = instants(exchange.getMessage().getBody(TimeSeries.class));
                (ConsumerRig.isRecovered(exchange) ? recovered : live).addAll(times);
            }
        }

        List<Instant> all = new ArrayList<>(live);
        all.addAll(recovered);
        List<Instant> uploaded = new ArrayList<>();
        rig.sandbox.samples("late").keySet().forEach(nanos -> uploaded.add(Instant.ofEpochSecond(0, nanos)));
        uploaded.removeIf(time -> time.isAfter(START.plus(Duration.ofMinutes(290))));
        assertThat(live).isSorted().doesNotHaveDuplicates();
        assertThat(recovered).isNotEmpty();
        assertThat(all).doesNotHaveDuplicates().containsAll(uploaded);
    }

    @Test
    void lateStreamThatWasReadHalfComesAgain() throws Exception {
        rig.sandbox.addGrowingSeries(
                "late",
                Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1))
                        .late(0.2, Duration.ofHours(3)));
        List<List<Instant>> recovered = new ArrayList<>();
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(ConsumerRig.uri("operation=data&seriesId=late&initialStart=2026-01-01&streaming=true"))
                        .routeId(ConsumerRig.ROUTE)
                        .filter(exchange -> ConsumerRig.isRecovered(exchange))
                        .process(exchange -> {
                            TimeSeriesStream stream = exchange.getMessage().getBody(TimeSeriesStream.class);
                            recovered.add(instants(stream.iterator().next()));
                        });
            }
        });
        for (int minute = 0; minute < 120 && recovered.size() < 2; minute += 10) {
            rig.advance(Duration.ofMinutes(10)).poll();
        }

        assertThat(recovered).hasSize(2);
        assertThat(recovered.get(1)).containsAll(recovered.get(0));
    }

    private static List<Instant> instants(TimeSeries samples) {
        return IntStream.range(0, samples.size()).mapToObj(samples::instant).toList();
    }

    @Test
    void periodsWithLateSamplesComeAgain() throws Exception {
        rig.sandbox.addGrowingSeries(
                "late",
                Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1))
                        .late(0.05, Duration.ofHours(1)));
        rig.start("seriesId=late&initialStart=2026-01-01&aggregationPeriod=1m&aggregationFunction=mean");
        List<Instant> recovered = new ArrayList<>();
        for (int minute = 0; minute < 120; minute += 10) {
            rig.advance(Duration.ofMinutes(10)).poll();
            rig.take().stream()
                    .filter(ConsumerRig::isRecovered)
                    .forEach(exchange -> recovered.add(
                            ConsumerRig.header(exchange, FourInsightConstants.WINDOW_START, Instant.class)));
        }

        assertThat(recovered).isNotEmpty();
    }
}
