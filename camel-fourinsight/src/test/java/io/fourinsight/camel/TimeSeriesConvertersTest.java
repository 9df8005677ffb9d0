package io.fourinsight.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.reservoir.MalformedCsvException;
import io.fourinsight.camel.reservoir.Sample;
import io.fourinsight.camel.reservoir.TimeSeries;
import io.fourinsight.camel.reservoir.TimeSeriesStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
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
        assertThat(convert(List.class, stream())).isEqualTo(List.of(SERIES.slice(1, 3), SERIES.slice(3, 4)));
        assertThat(convert(TimeSeries.class, stream()).seriesId()).isEqualTo("S");
        assertThat(convert(TimeSeries.class, stream())).containsExactlyElementsOf(SERIES);
        TimeSeriesStream stream = stream();
        assertThat(convert(Iterator.class, stream)).isSameAs(stream);
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
                .hasMessageStartingWith("CSV, line 2: timestamp is not an ISO date");
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
                .extracting(message -> (Object) message.getBody())
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
