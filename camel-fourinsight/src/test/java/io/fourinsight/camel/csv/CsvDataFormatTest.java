package io.fourinsight.camel.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data format in routes: by name, as an endpoint, as a bean. */
class CsvDataFormatTest {

    private static final String CONTENT = "time;hs\n2026-01-01;1,5\n";

    private final CamelContext context = new DefaultCamelContext();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        context.stop();
    }

    private void routes(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }

    private Exchange send(Object body) {
        return context.createFluentProducerTemplate()
                .to("direct:in")
                .withProcessor(exchange -> exchange.getMessage().setBody(body))
                .send();
    }

    @Test
    void isFoundByName() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").unmarshal().custom("fourinsightCsv");
            }
        });

        assertThat(send("2026-01-01,1\n").getMessage().getBody(TimeSeries.class).size())
                .isEqualTo(1);
    }

    @Test
    void isAnEndpoint() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("dataformat:fourinsightCsv:unmarshal?delimiter=;&decimalComma=true")
                        .to("dataformat:fourinsightCsv:marshal?timeFormat=ms&header=false");
            }
        });

        assertThat(send(CONTENT.getBytes(StandardCharsets.UTF_8)).getMessage().getBody(String.class))
                .isEqualTo("1767225600000,1.5\n");
    }

    @Test
    void isABeanInYaml() throws Exception {
        context.start();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        ResourceHelper.fromString(
                                "route.yaml",
                                """
                - beans:
                    - name: logger
                      type: io.fourinsight.camel.csv.FourInsightCsvDataFormat
                      properties: { delimiter: ";", decimalComma: true }
                - from:
                    uri: direct:in
                    steps:
                      - unmarshal: { custom: { ref: logger } }
                """));

        assertThat(send(CONTENT).getMessage().getBody(TimeSeries.class).number(0))
                .isEqualTo(1.5);
    }

    /** Whatever the charset of the bytes that it would be converted to. */
    @Test
    void textNeedsNoCharset() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .setProperty(Exchange.CHARSET_NAME, constant("ISO-8859-1"))
                        .to("dataformat:fourinsightCsv:unmarshal?charset=UTF-16LE");
            }
        });

        assertThat(send("time,\u00b0C\n2026-01-01,1\n")
                        .getMessage()
                        .getBody(TimeSeries.class)
                        .seriesId())
                .isEqualTo("\u00b0C");
    }

    @Test
    void fileWithACharsetIsRead() throws Exception {
        Files.write(folder.resolve("log.csv"), "time;\u00b0C\n2026-01-01;1\n".getBytes(StandardCharsets.ISO_8859_1));
        BlockingQueue<Object> bodies = new LinkedBlockingQueue<>();
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?charset=ISO-8859-1&initialDelay=0")
                        .to("dataformat:fourinsightCsv:unmarshal")
                        .process(exchange -> bodies.add(exchange.getMessage().getBody()));
            }
        });

        assertThat(bodies.poll(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(TimeSeries.class, series -> assertThat(series.seriesId())
                        .isEqualTo("\u00b0C"));
    }

    @Test
    void fileIsNamedInErrors() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .setHeader(Exchange.FILE_NAME, constant("bay.csv"))
                        .unmarshal()
                        .custom("fourinsightCsv");
            }
        });

        assertThat(send("2026-01-01,x\n").getException())
                .isInstanceOf(CsvFormatException.class)
                .hasMessage("bay.csv, line 1, column '2': not a number; see the option valueType");
    }

    @Test
    void badLinesGoToTheirEndpoint() throws Exception {
        BlockingQueue<Object> bodies = new LinkedBlockingQueue<>();
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("dataformat:fourinsightCsv:unmarshal?onBadLine=skip&badLines=direct:bad");
                from("direct:bad")
                        .process(exchange -> bodies.add(exchange.getMessage().getBody()));
            }
        });

        assertThat(send("2026-01-01,1\n2026-01-02,x\n").getException()).isNull();
        assertThat((List<?>) bodies.remove()).hasSize(1).first().asString().contains("line=2");
        assertThat(bodies).isEmpty();
    }

    @Test
    void streamsLastAsLongAsTheExchange() throws Exception {
        BlockingQueue<Object> sizes = new LinkedBlockingQueue<>();
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("dataformat:fourinsightCsv:unmarshal?streaming=true")
                        .split(body())
                        .filter(exchange -> "a".equals(stream(exchange).seriesId()))
                        .process(
                                exchange -> sizes.add(stream(exchange).readAll().size()));
            }
        });

        Exchange done = send("time,a,b\n2026-01-01,1,2\n2026-01-02,3,4\n");

        assertThat(done.getException()).isNull();
        assertThat(sizes).containsExactly(2);
        TimeSeriesStream unread =
                (TimeSeriesStream) done.getMessage().getBody(List.class).get(1);
        assertThatThrownBy(unread::readAll)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private static TimeSeriesStream stream(Exchange exchange) {
        return exchange.getMessage().getBody(TimeSeriesStream.class);
    }
}
