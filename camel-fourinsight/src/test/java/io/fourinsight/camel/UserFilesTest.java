package io.fourinsight.camel;

import static io.fourinsight.camel.UploadRig.CREATE;
import static io.fourinsight.camel.UploadRig.NOON;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.testing.LogWatch;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users' CSV on its way into the reservoir: one file is one answer, in whichever form and charset it comes. */
class UserFilesTest {

    private static final String TEXT = NOON + ",Ålesund\n" + (NOON + 1) + ",\"blå, 5 °C\"\n";

    private final UploadRig rig = new UploadRig();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        rig.close();
    }

    private void addRoutes() throws Exception {
        rig.context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:converted").convertBodyTo(TimeSeries.class).to(CREATE);
                from("direct:asText").convertBodyTo(String.class).to(CREATE);
                from("direct:asStream")
                        .convertBodyTo(InputStream.class)
                        .removeProperty(
                                Exchange.CHARSET_NAME) // Camel has decoded the file, and still names its charset
                        .to(CREATE);
                from("direct:unmarshalled")
                        .to("dataformat:fourinsightCsv:unmarshal?valueType=text&timeFormat=ns&header=false")
                        .to(CREATE);
                from("direct:asBytes").convertBodyTo(byte[].class).to(CREATE);
            }
        });
    }

    private List<Object> bodies(byte[] csv) throws Exception {
        File file = Files.write(folder.resolve("log.csv"), csv).toFile();
        GenericFile<Object> remote = new GenericFile<>();
        remote.setFile(new Object());
        remote.setFileName("log.csv");
        remote.setBody(csv);
        return List.of(csv, new ByteArrayInputStream(csv), file, file.toPath(), remote);
    }

    private void assertCreated(Exchange exchange, String what) {
        assertThat(exchange.getException()).as(what).isNull();
        String id = exchange.getMessage().getHeader(FourInsightConstants.RESULT_SERIES_ID, String.class);
        assertThat(rig.data(id))
                .as(what)
                .isEqualTo(TimeSeries.of(id, new long[] {NOON, NOON + 1}, new String[] {"Ålesund", "blå, 5 °C"}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16", "UTF-8"})
    void fileEndpointSaysTheCharset(String charset) throws Exception {
        List<String> routes = List.of("create", "converted", "asText", "asBytes", "asStream", "unmarshalled");
        for (String route : routes) {

            Files.write(
                    Files.createDirectory(folder.resolve(route)).resolve("log.csv"),
                    TEXT.getBytes(Charset.forName(charset)));
        }
        addRoutes();
        rig.context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String route : routes) {
                    from("file:" + folder.resolve(route) + "?noop=true&initialDelay=0&delay=10&charset=" + charset)
                            .to("direct:" + route)
                            .to("mock:" + route);
                }
            }
        });
        rig.start("");

        for (String route : routes) {
            MockEndpoint mock = rig.context.camel().getEndpoint("mock:" + route, MockEndpoint.class);
            mock.expectedMessageCount(1);
            mock.assertIsSatisfied();
            assertCreated(mock.getExchanges().get(0), route);
        }
    }

    @Test
    void exchangeSaysTheCharsetOfBytesHoweverTheyCome() throws Exception {
        addRoutes();
        rig.start("");

        for (Charset charset : List.of(ISO_8859_1, UTF_16, UTF_8)) {
            for (String route : List.of("create", "converted", "asText")) {
                for (Object body : bodies(TEXT.getBytes(charset))) {
                    if (!(body instanceof Path) || route.equals("create")) {
                        assertCreated(
                                rig.context.sendBody(route, body, Exchange.CHARSET_NAME, charset.name()),
                                charset + " " + route + " " + body.getClass());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-01T00:00:00,250,1.25 | a second comma; ",
                "time,value;1,1 | a header; accepted is a line time,value for each sample, without a header, ",
                "2026-01-01 00:00:00,1 | a blank between date and time, where a T is needed; accepted is ",
                "2026-10-25T02:30:00,1;2026-10-25T02:30:00,2 | the same timestamp as of the sample before it",
                "2,1;1,1 | a timestamp before that of the sample before it",
                "-9223372036854775808,1 | the time ",
            })
    void oneFileIsOneErrorInEveryForm(String lines, String reason) throws Exception {
        addRoutes();
        rig.start("");

        for (String route : List.of("create", "converted")) {
            for (Object body : bodies(lines.replace(';', '\n').getBytes(UTF_8))) {
                if (!(body instanceof Path) || route.equals("create")) {
                    Throwable error = rig.context.sendBody(route, body).getException();
                    while (!(error instanceof MalformedCsvException) && error.getCause() != null) {
                        error = error.getCause();
                    }
                    assertThat(error)
                            .as(route + " " + body.getClass())
                            .isInstanceOf(MalformedCsvException.class)
                            .hasMessageMatching("(CSV|log.csv), line [12]: .*")
                            .hasMessageContaining(reason.strip());
                }
            }
        }
        assertThat(rig.steps()).isEmpty();
    }

    @Test
    void timesThatMayBeOfAnotherUnitAreOneWarning() throws Exception {
        rig.start("");
        String seconds = "1767225600,1\n1767225601,2\n";
        String dates = "20260101,1\n20260102,2\n";

        try (LogWatch log = new LogWatch(Level.WARN, line -> line.contains("timeFormat"))) {
            TimeSeries created = rig.data(rig.create(seconds));
            rig.create(rig.context.camel().getTypeConverter().convertTo(TimeSeries.class, dates));
            rig.create(TEXT);

            assertThat(created.timestamp(0)).isEqualTo(1_767_225_600);
            assertThat(log.found()).hasSize(2);
            assertThat(log.found().get(0))
                    .contains("UploadClient Upload to a new series: All samples are in the first");
            assertThat(log.found().get(1)).contains("look like dates written as numbers, such as 20260101");
        }
    }
}
