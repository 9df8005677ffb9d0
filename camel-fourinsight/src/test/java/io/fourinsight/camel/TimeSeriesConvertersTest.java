package io.fourinsight.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSeriesConvertersTest {

    private static final String CSV = "1,1.5\n2,\n3,-0.0\n";
    private static final TimeSeries SERIES =
            TimeSeries.of(null, new long[] {1, 2, 3}, new double[] {1.5, Double.NaN, -0.0});

    private final CamelContext context = new DefaultCamelContext();
    private int closed;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        context.setStreamCaching(true);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void streamBecomesTheCsvOfItsPiecesAndIsClosed() throws IOException {
        assertThat(convert(String.class, stream())).isEqualTo(CSV);
        assertThat(convert(byte[].class, stream())).isEqualTo(CSV.getBytes(UTF_8));
        try (InputStream csv = convert(InputStream.class, stream())) {
            assertThat(csv.readAllBytes()).isEqualTo(CSV.getBytes(UTF_8));
        }
        assertThat(closed).isEqualTo(3);
    }

    @Test
    void streamBecomesItsPiecesOrOneSeries() {
        assertThat((List<?>) convert(List.class, stream())).isEqualTo(List.of(SERIES.slice(1, 3), SERIES.slice(3, 4)));
        assertThat(convert(TimeSeries.class, stream()).seriesId()).isEqualTo("S");
        assertThat(convert(TimeSeries.class, stream())).containsExactlyElementsOf(SERIES);
        assertThat((Iterator<?>) convert(Iterator.class, stream()))
                .toIterable()
                .isEqualTo(List.of(SERIES.slice(1, 3), SERIES.slice(3, 4)));
    }

    @Test
    void seriesBecomesItsCsvOrItsSamples() throws IOException {
        assertThat(convert(String.class, SERIES)).isEqualTo(CSV);
        assertThat(convert(byte[].class, SERIES)).isEqualTo(CSV.getBytes(UTF_8));
        try (InputStream csv = convert(InputStream.class, SERIES)) {
            assertThat(csv.readAllBytes()).isEqualTo(CSV.getBytes(UTF_8));
        }
        List<Sample> samples = List.of(new Sample(1, 1.5), new Sample(2, null), new Sample(3, -0.0));
        assertThat((List<?>) convert(List.class, SERIES)).isEqualTo(samples);
        Iterator<?> iterator = convert(Iterator.class, SERIES);
        samples.forEach(sample -> assertThat(iterator.next()).isEqualTo(sample));
        assertThat(iterator.hasNext()).isFalse();
    }

    @Test
    void timesOfEveryKindAreTheSameTimes() {
        long noon = 1_772_366_400_000_000_000L;
        TimeSeries expected = TimeSeries.of(null, new long[] {noon}, new double[] {7});

        for (Object time : List.of(
                noon,
                Long.toString(noon),
                Instant.ofEpochSecond(noon / 1_000_000_000),
                ZonedDateTime.parse("2026-03-01T13:00:00+01:00[Europe/Oslo]"),
                "2026-03-01T12:00:00Z",
                "2026-03-01T13:00:00+01:00")) {
            assertThat(convert(TimeSeries.class, Map.of(time, 7)))
                    .as(time.getClass() + " in a map")
                    .isEqualTo(expected);
            if (time instanceof String text) {
                assertThat(convert(TimeSeries.class, text + ",7"))
                        .as(text + " in CSV")
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void routeWritesASeriesAsJsonAndReadsItBack() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:json")
                        .marshal()
                        .json()
                        .convertBodyTo(String.class)
                        .to("mock:json")
                        .unmarshal()
                        .json(TimeSeries.class);
            }
        });

        for (TimeSeries series : List.of(
                TimeSeries.of("S", new long[] {1, 2, 3}, new double[] {1.5, Double.NaN, Double.NEGATIVE_INFINITY}),
                TimeSeries.of("S", new long[] {1, 2}, new String[] {"2.50", "a,\"ø\"\n"}),
                TimeSeries.empty(null))) {
            assertThat(context.createProducerTemplate().requestBody("direct:json", (Object) series))
                    .isEqualTo(series);
        }
        assertThat(context.getEndpoint("mock:json", MockEndpoint.class).getExchanges())
                .extracting(exchange -> exchange.getMessage().getBody(String.class))
                .containsExactly(
                        "{\"seriesId\":\"S\",\"samples\":[[1,1.5],[2,null],[3,\"-Infinity\"]]}",
                        "{\"seriesId\":\"S\",\"samples\":[[1,\"2.50\"],[2,\"a,\\\"ø\\\"\\n\"]]}",
                        "{\"seriesId\":null,\"samples\":[]}");
    }

    @Test
    void everyFormOfSamplesBecomesASeries() throws IOException {
        Path file = Files.writeString(folder.resolve("samples.csv"), CSV);
        Map<Object, Object> map =
                Map.of(3L, -0.0, Instant.ofEpochSecond(0, 1), "1.5", "1970-01-01T00:00:00.000000002", "");
        List<Sample> samples = List.of(new Sample(3, -0.0), new Sample(1, 1.5), new Sample(2, null));

        for (Object body : List.of(
                CSV,
                CSV.getBytes(UTF_8),
                new ByteArrayInputStream(CSV.getBytes(UTF_8)),
                new InputStreamCache(CSV.getBytes(UTF_8)),
                file.toFile(),
                map,
                samples,
                new LinkedHashSet<>(samples),
                SERIES)) {
            assertThat(convert(TimeSeries.class, body))
                    .as(body.getClass().getName())
                    .isEqualTo(SERIES);
        }
    }

    @Test
    void csvThatIsNoSeriesIsAnErrorWithTheLine() {
        assertThatThrownBy(() -> convert(TimeSeries.class, "1,1\nx,2\n"))
                .isInstanceOf(TypeConversionException.class)
                .hasRootCauseInstanceOf(MalformedCsvException.class)
                .rootCause()
                .hasMessageStartingWith("CSV, line 2: a header; accepted is a line");
    }

    @Test
    void routeWritesAStreamToAFileAndReadsItBack() throws Exception {
        List<TimeSeries> read = new ArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:write").to("file:" + folder + "?fileName=out.csv");
                from("file:" + folder + "?initialDelay=0&delay=10&noop=true")
                        .convertBodyTo(TimeSeries.class)
                        .process(exchange -> read.add(exchange.getMessage().getBody(TimeSeries.class)))
                        .to("mock:read");
            }
        });
        MockEndpoint mock = context.getEndpoint("mock:read", MockEndpoint.class);
        mock.expectedMinimumMessageCount(1);
        context.createProducerTemplate().sendBody("direct:write", stream());

        mock.assertIsSatisfied();
        assertThat(read).containsExactly(SERIES);
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void routeSplitsAStreamIntoItsPiecesWithoutCachingIt() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:split").split(body()).streaming().to("mock:pieces");
            }
        });
        MockEndpoint mock = context.getEndpoint("mock:pieces", MockEndpoint.class);
        TimeSeriesStream stream = stream();
        context.createProducerTemplate().sendBody("direct:split", stream);

        assertThat(mock.getExchanges())
                .extracting(Exchange::getMessage)
                .extracting(Message::getBody)
                .containsExactly(SERIES.slice(1, 3), SERIES.slice(3, 4));
        assertThat(closed).isEqualTo(1);
    }

    private <T> T convert(Class<T> type, Object body) {
        return context.getTypeConverter().convertTo(type, body);
    }

    private TimeSeriesStream stream() {
        Iterator<TimeSeries> pieces =
                List.of(SERIES.slice(1, 3), SERIES.slice(3, 4)).iterator();
        return new TimeSeriesStream("S", new TimeSeriesStream.Source() {
            @Override
            public TimeSeries next() {
                return pieces.hasNext() ? pieces.next() : null;
            }

            @Override
            public void close() {
                closed++;
            }
        });
    }
}
