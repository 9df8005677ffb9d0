package io.fourinsight.camel;

import static io.fourinsight.camel.UploadRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code timeseries}, {@code operation=create} and {@code append} against the sandbox. */
class UploadTest {

    private static final String CSV = NOON + ",1.5\n" + (NOON + 1) + ",2\n";
    private static final TimeSeries SERIES = TimeSeries.of(null, new long[] {NOON, NOON + 1}, new double[] {1.5, 2});

    private final UploadRig rig = new UploadRig();

    @AfterEach
    void stop() {
        rig.close();
    }

    private void assertSamples(String seriesId, TimeSeries expected) {
        List<?> samples = rig.context.camel().getTypeConverter().convertTo(List.class, rig.data(seriesId));
        assertThat(samples).isEqualTo(rig.context.camel().getTypeConverter().convertTo(List.class, expected));
    }

    @Test
    void createPutsABlobCommitsItWaitsAndThenMakesTheSeries() throws Exception {
        rig.start("");

        Exchange exchange = rig.upload("create", CSV);

        assertThat(rig.steps())
                .containsExactly(
                        "POST files/upload",
                        "PUT uploads/*",
                        "POST files/commit",
                        "GET files/*/status",
                        "GET files/*/status",
                        "POST timeseries/create");
        assertThat(rig.puts()).singleElement().satisfies(put -> {
            assertThat(put.header("x-ms-blob-type")).contains("BlockBlob");
            assertThat(put.header("Content-MD5")).contains(md5(CSV));
            assertThat(put.header("Content-Length")).contains(Integer.toString(CSV.length()));
        });
        Map<String, Object> written = SandboxContext.map(exchange);
        assertThat(written)
                .containsOnlyKeys("FileId", "TimeSeriesId", "TimeOfFirstSample", "TimeOfLastSample")
                .containsEntry("TimeOfFirstSample", NOON);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(FourInsightConstants.RESULT_SERIES_ID, written.get("TimeSeriesId"))
                .containsEntry(FourInsightConstants.FILE_ID, written.get("FileId"))
                .containsEntry(FourInsightConstants.TIME_OF_FIRST_SAMPLE, Timestamps.instant(NOON))
                .containsEntry(FourInsightConstants.TIME_OF_LAST_SAMPLE, Timestamps.instant(NOON + 1));
        assertSamples((String) written.get("TimeSeriesId"), SERIES);
        assertThat(rig.sandbox.requests().blobRequestsWithCredentials()).isZero();
    }

    private static String md5(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void appendLaysSamplesOverASeries() throws Exception {
        rig.start("");
        String id = rig.create(SERIES);

        Exchange exchange = rig.append(id, Map.of(NOON + 1, 7, NOON + 2, "8"));

        assertThat(exchange.getException()).isNull();
        assertThat(rig.steps()).last().isEqualTo("POST timeseries/add");
        assertThat(SandboxContext.map(exchange))
                .containsEntry("TimeSeriesId", id)
                .containsEntry("TimeOfLastSample", NOON + 2);
        String fileId = exchange.getMessage().getHeader(FourInsightConstants.FILE_ID, String.class);
        assertThat(rig.sandbox.reservoir().adds(fileId)).isEqualTo(1);
        assertSamples(id, TimeSeries.of(id, new long[] {NOON, NOON + 1, NOON + 2}, new double[] {1.5, 7, 8}));
    }

    static Stream<Object> nothing() {
        return Stream.of("", "\n", new byte[0], List.of(), Map.of(), new ByteArrayInputStream(new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void createOfNoSamplesMakesAnEmptySeriesAndAppendOfNoneIsAnError(Object body) throws Exception {
        rig.start("");

        Exchange exchange = rig.context.sendBody("create", body, FourInsightConstants.FILE_ID, "of another message");

        assertThat(exchange.getException()).isNull();
        assertThat(rig.steps()).containsExactly("PUT timeseries/*");
        assertThat(exchange.getMessage().getHeader(FourInsightConstants.FILE_ID))
                .isNull();
        String id = exchange.getMessage().getHeader(FourInsightConstants.RESULT_SERIES_ID, String.class);
        assertThat(SandboxContext.map(exchange)).containsEntry("TimeSeriesId", id);
        assertThat(rig.data(id).isEmpty()).isTrue();

        assertThat(rig.append("S", "").getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The body holds no samples to append to series S");
    }

    /** Servers of Microsoft answer 411 to a POST or PUT that does not say how long its body is. */
    @Test
    void requestsWithoutABodySayThatTheirLengthIsZero() throws Exception {
        rig.start("");

        rig.create(null);
        rig.create(CSV);

        assertThat(rig.sandbox.requests().last().stream()
                        .filter(request -> request.path().endsWith("files/upload")
                                || request.method().equals("PUT") && request.isUnder(Sandbox.RESERVOIR_PATH)))
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.header("Content-Length")).contains("0"));
    }

    @Test
    void createWithoutABodyMakesAnEmptySeries() throws Exception {
        rig.start("");

        assertThat(rig.data(rig.create(null)).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2,1;1,1 | CSV, line 2: a timestamp before that of the sample before it; the option sort=true .*",
                "1,1;1,2 | CSV, line 2: the same timestamp as of the sample before it",
                "1,1;2 | CSV, line 2: no comma; accepted is .*",
                "1,1;2,2,3 | CSV, line 2: a second comma; .* data format fourinsightCsv .*",
                "time,value;1,1 | CSV, line 1: a header; .*"
            })
    void aBadLineIsNamedAndNothingIsAsked(String lines, String message) throws Exception {
        rig.start("");

        for (Object body : List.of(
                lines.replace(';', '\n'),
                new ByteArrayInputStream(lines.replace(';', '\n').getBytes()))) {
            assertThat(rig.append("S", body).getException())
                    .isInstanceOf(MalformedCsvException.class)
                    .hasMessageMatching(message);
        }
        assertThat(rig.steps()).isEmpty();
    }

    @Test
    void samplesInTheWrongOrderAreNamedByNumber() throws Exception {
        rig.start("");

        assertThat(rig.append("S", List.of(new Sample(2, 1.0), new Sample(1, 1.0)))
                        .getException())
                .isInstanceOf(MalformedCsvException.class)
                .hasMessageStartingWith("samples, sample 2: ");
    }

    @Test
    void sortTakesAnyOrderButNoTimestampTwice() throws Exception {
        rig.start("&sort=true");

        assertSamples(rig.create((NOON + 1) + ",2\n" + NOON + ",1.5\n"), SERIES);
        assertThat(rig.append("S", "2,1\n1,1\n2,1\n").getException())
                .isInstanceOf(MalformedCsvException.class)
                .hasMessage("CSV, line 3: the same timestamp as of an earlier sample");
    }

    @Test
    void aBodyOfAnotherTypeIsAnErrorThatNamesIt() throws Exception {
        rig.start("");

        assertThat(rig.append("S", 42).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Integer");
        assertThat(rig.append("S", List.of(42)).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Item 1 is a java.lang.Integer");
        assertThat(rig.append("S", List.of(Map.of("time", 0, "value", 1))).getException())
                .hasMessageStartingWith("Item 1 is a Map, which holds no sample; allowed are items of")
                .hasMessageEndingWith("or instead of all items one Map of time to value");
        assertThat(rig.steps()).isEmpty();
    }

    @Test
    void numbersAtTheEdgesComeBackBitByBit() throws Exception {
        rig.start("");
        double[] values = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            0.0,
            Double.MIN_VALUE,
            -4.9e-324,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            0.1 + 0.2,
            1e22
        };
        long[] times = Stream.iterate(NOON, time -> time + 1)
                .limit(values.length)
                .mapToLong(Long::longValue)
                .toArray();

        String id = rig.create(TimeSeries.of(null, times, values));

        assertThat(rig.data(id)).isEqualTo(TimeSeries.of(id, times, values));
    }

    @Test
    void textComesBackAsItWas() throws Exception {
        rig.start("");
        String[] values = {"a,b", "say \"hi\"", "two\nlines", "\r\n", "🌊", "", "2.50", "\"", "x\u2028y", "'"};
        long[] times = Stream.iterate(NOON, time -> time + 1)
                .limit(values.length)
                .mapToLong(Long::longValue)
                .toArray();

        String id = rig.create(TimeSeries.of(null, times, values));

        assertThat(rig.data(id)).isEqualTo(TimeSeries.of(id, times, values));
    }

    @Test
    void rawBodyIsTheAnswerAsItCame() throws Exception {
        rig.start("&rawBody=true");

        Exchange exchange = rig.upload("create", CSV);

        assertThat(new String((byte[]) exchange.getMessage().getBody(), StandardCharsets.UTF_8))
                .startsWith("{\"FileId\":");
        assertThat(exchange.getMessage().getHeader(FourInsightConstants.RESULT_SERIES_ID))
                .isNotNull();
    }

    @Test
    void rawBodyOfAStreamIsAStream() throws Exception {
        rig.start("&rawBody=true&streaming=true");

        Object body = rig.upload("create", CSV).getMessage().getBody();

        assertThat(body).isInstanceOfSatisfying(InputStream.class, stream -> assertThat(stream)
                .asString(StandardCharsets.UTF_8)
                .startsWith("{\"FileId\":"));
    }

    @Test
    void appendNeedsASeriesThatIsThere() throws Exception {
        rig.start("");

        assertThat(rig.context.sendBody("append", CSV).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("seriesId must be set");
        assertThat(rig.steps()).isEmpty();
        assertThat(rig.append("none", CSV).getException()).hasMessageContaining("404");
    }
}
