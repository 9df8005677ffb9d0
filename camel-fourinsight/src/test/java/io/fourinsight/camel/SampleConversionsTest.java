package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a route can make of a body that is a series. */
class SampleConversionsTest {

    private static final String MARCH = "fourinsight:timeseries?seriesId=" + Sandbox.STAVANGER
            + "&start=2026-03-01&end=2026-03-02&aggregationPeriod=1h&aggregationFunction=mean";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    @Test
    void bodyCanBeWrittenToAFile() throws Exception {
        context.route("file", MARCH, "file:" + folder + "?fileName=march.csv");

        assertThat(context.send("file").getException()).isNull();

        assertThat(Files.readAllLines(folder.resolve("march.csv")))
                .hasSize(24)
                .first()
                .asString()
                .startsWith("1772323200000000000,");
    }

    @Test
    void bodyCanBeSplitIntoItsSamples() throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:split").to(MARCH).split(body()).to("seda:samples");
            }
        });
        context.camel().start();

        assertThat(context.send("split").getException()).isNull();

        Sample first = context.camel().createConsumerTemplate().receiveBody("seda:samples", 1000, Sample.class);
        assertThat(first.instant()).isEqualTo("2026-03-01T00:00:00Z");
    }

    private Message series() throws Exception {
        Exchange exchange = context.route("samples", MARCH).send("samples");
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    static List<Class<?>> typesThatASeriesConvertsTo() {
        return List.of(InputStream.class, byte[].class, String.class, Iterator.class, List.class);
    }

    @ParameterizedTest
    @MethodSource("typesThatASeriesConvertsTo")
    void seriesConvertsTo(Class<?> type) throws Exception {
        Object converted = series().getBody(type);

        String csv = samplesAsCsv();
        if (converted instanceof InputStream stream) {
            assertThat(stream).hasContent(csv);
        } else if (converted instanceof byte[] bytes) {
            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(csv);
        } else if (converted instanceof String text) {
            assertThat(text).isEqualTo(csv);
        } else if (converted instanceof List<?> list) {
            assertThat(list).hasSize(24).hasOnlyElementsOfType(Sample.class);
        } else {
            assertThat((Iterator<?>) converted).toIterable().hasSize(24);
        }
    }

    private String samplesAsCsv() throws Exception {
        StringBuilder csv = new StringBuilder();
        series().getBody(TimeSeries.class).forEach(sample -> csv.append(sample.timestamp())
                .append(',')
                .append(sample.value())
                .append('\n'));
        return csv.toString();
    }

    @Test
    void seriesIsWrittenAsJson() throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:json").to(MARCH).marshal().json();
            }
        });
        context.camel().start();

        assertThat(context.send("json").getMessage().getBody(String.class))
                .startsWith("{\"seriesId\":\"" + Sandbox.STAVANGER + "\",\"samples\":[[1772323200000000000,");
    }
}
