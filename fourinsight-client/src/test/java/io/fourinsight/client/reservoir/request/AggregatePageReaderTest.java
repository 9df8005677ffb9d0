package io.fourinsight.client.reservoir.request;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatePageReaderTest {

    private static final long NEW_YEAR = 1_767_225_600_000_000_000L;

    private final TimeSeries.Builder builder = TimeSeries.builder("S");

    @Test
    void pageGivesItsSamplesAndTheNextLink() throws IOException {
        String next = read("{\"value\":[{\"Timestamp\":\"2026-01-01T00:00:00+00:00\",\"Value\":1.5},"
                + "{\"Timestamp\":\"2026-01-01T00:00:01Z\",\"Value\":-2}],"
                + "\"@odata.nextLink\":\"https://reservoir/next?a=b\"}");

        assertThat(next).isEqualTo("https://reservoir/next?a=b");
        assertThat(builder.build())
                .containsExactly(new Sample(NEW_YEAR, 1.5), new Sample(NEW_YEAR + 1_000_000_000, -2.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\":[]}", "{\"value\":[],\"@odata.nextLink\":null}", " {\"Value\" : [ ] }\n"})
    void pageWithoutLinkIsTheLast(String page) throws IOException {
        assertThat(read(page)).isNull();
        assertThat(builder.build()).isEmpty();
    }

    @Test
    void caseOrderAndUnknownFieldsDoNotMatter() throws IOException {
        String next = read("{\"@ODATA.NEXTLINK\":\"n\",\"@odata.count\":1,\"x\":{\"value\":[{\"Timestamp\":1}]},"
                + "\"VALUE\":[{\"y\":[1,{\"Value\":9}],\"value\":3,\"timestamp\":7,\"z\":null}],\"w\":true}");

        assertThat(next).isEqualTo("n");
        assertThat(builder.build()).containsExactly(new Sample(7, 3.0));
    }

    @Test
    void nothingOfASampleIsTakenOverIntoTheNext() throws IOException {
        read(
                "{\"value\":[{\"Timestamp\":1,\"Value\":\"a\"},{\"Timestamp\":2},{\"Timestamp\":3,\"Value\":4.5},{\"Timestamp\":5},"
                        + "{\"timestamp\":6,\"VALUE\":7},{\"VALUE\":8,\"timestamp\":9},{\"Timestamp\":10,\"x\":11,\"Value\":12,\"y\":13}]}");

        assertThat(builder.build())
                .containsExactly(
                        new Sample(1, "a"),
                        new Sample(2, ""),
                        new Sample(3, "4.5"),
                        new Sample(5, ""),
                        new Sample(6, "7.0"),
                        new Sample(9, "8.0"),
                        new Sample(10, "12.0"));
        assertThatThrownBy(() -> read("{\"value\":[{\"Timestamp\":1},{\"Value\":1}]}"))
                .hasMessageContaining("a field Timestamp");
    }

    @Test
    void timestampIsIsoTextOrNanoseconds() throws IOException {
        read(
                "{\"value\":[{\"Timestamp\":-5,\"Value\":1},{\"Timestamp\":\"2026-01-01T00:00:00.123456789Z\",\"Value\":2},"
                        + "{\"Timestamp\":\"2026-01-01T02:00:01.5+02:00\",\"Value\":3},"
                        + "{\"Timestamp\":\"2026-01-01T00:00:02\",\"Value\":4},{\"Timestamp\":\"1767225603000000000\",\"Value\":5}]}");

        assertThat(builder.build())
                .extracting(Sample::timestamp)
                .containsExactly(
                        -5L,
                        NEW_YEAR + 123_456_789,
                        NEW_YEAR + 1_500_000_000,
                        NEW_YEAR + 2_000_000_000,
                        NEW_YEAR + 3_000_000_000L);
    }

    @Test
    void emptyAggregationIsNan() throws IOException {
        read("{\"value\":[{\"Timestamp\":1,\"Value\":null},{\"Timestamp\":2},{\"Timestamp\":3,\"Value\":\"NaN\"},"
                + "{\"Timestamp\":4,\"Value\":\"\"},{\"Timestamp\":5,\"Value\":\"4.5\"}]}");

        TimeSeries series = builder.build();
        assertThat(series.isNumeric()).isTrue();
        assertThat(series)
                .extracting(Sample::value)
                .containsExactly((Object) Double.NaN, Double.NaN, Double.NaN, Double.NaN, 4.5);
    }

    @Test
    void wordsAndBooleansAreText() throws IOException {
        read(
                "{\"value\":[{\"Timestamp\":1,\"Value\":true},{\"Timestamp\":2,\"Value\":false},"
                        + "{\"Timestamp\":3,\"Value\":\"høy\"},{\"Timestamp\":4,\"Value\":1.5},{\"Timestamp\":5,\"Value\":null}]}");

        assertThat(builder.build())
                .extracting(Sample::value)
                .containsExactly((Object) "true", "false", "høy", "1.5", "");
    }

    @Test
    void numbersKeepTheirBits() throws IOException {
        read("{\"value\":[{\"Timestamp\":1,\"Value\":0.1},{\"Timestamp\":2,\"Value\":-0.0},"
                + "{\"Timestamp\":3,\"Value\":4.9E-324},{\"Timestamp\":4,\"Value\":1.7976931348623157e308},"
                + "{\"Timestamp\":5,\"Value\":9007199254740993},{\"Timestamp\":6,\"Value\":18446744073709551616}]}");

        assertThat(builder.build()).isEqualTo(TimeSeries.of("S", new long[] {1, 2, 3, 4, 5, 6}, new double[] {
            0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 9007199254740992.0, 0x1p64
        }));
    }

    @Test
    void samplesOfThePagesAreMerged() throws IOException {
        read("{\"value\":[{\"Timestamp\":2,\"Value\":2},{\"Timestamp\":3,\"Value\":3}]}");
        read("{\"value\":[{\"Timestamp\":3,\"Value\":30},{\"Timestamp\":1,\"Value\":1}]}");

        assertThat(builder.build()).containsExactly(new Sample(1, 1.0), new Sample(2, 2.0), new Sample(3, 30.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "[{\"Timestamp\":1,\"Value\":1}]",
                "\"SECRET\"",
                "{}",
                "{\"error\":\"SECRET\"}",
                "{\"value\":null}",
                "{\"value\":{}}",
                "{\"value\":\"SECRET\"}",
                "{\"value\":[1]}",
                "{\"value\":[null]}",
                "{\"value\":[[1,2]]}",
                "{\"value\":[{}]}",
                "{\"value\":[{\"Value\":1}]}",
                "{\"value\":[{\"Timestamp\":null,\"Value\":1}]}",
                "{\"value\":[{\"Timestamp\":1.5,\"Value\":1}]}",
                "{\"value\":[{\"Timestamp\":9223372036854775808,\"Value\":1}]}",
                "{\"value\":[{\"Timestamp\":\"SECRET\",\"Value\":1}]}",
                "{\"value\":[{\"Timestamp\":\"2026-02-30T00:00:00Z\",\"Value\":1}]}",
                "{\"value\":[{\"Timestamp\":\"0001-01-01T00:00:00Z\",\"Value\":1}]}",
                "{\"value\":[{\"Timestamp\":1,\"Value\":[1]}]}",
                "{\"value\":[{\"Timestamp\":1,\"Value\":{\"SECRET\":1}}]}",
                "{\"value\":[{\"Timestamp\":1,\"Value\":NaN}]}",
                "{\"value\":[{\"Timestamp\":1,\"Value\":SECRET}]}",
                "{\"value\":[],\"@odata.nextLink\":7}",
                "{\"value\":[],\"@odata.nextLink\":[\"SECRET\"]}",
                "{\"value\":[]}{\"value\":[]}",
                "{\"value\":[]} SECRET",
                "<html><body>SECRET</body></html>",
            })
    void anythingElseIsAnErrorThatDoesNotQuoteThePage(String page) {
        assertThatThrownBy(() -> read(page))
                .isExactlyInstanceOf(MalformedPageException.class)
                .hasMessageStartingWith("Page of aggregates: expected ")
                .hasMessageNotContaining("SECRET")
                .hasNoCause();
    }

    @Test
    void errorSaysWhatAndWhere() {
        assertThatThrownBy(() -> read("{\"value\":[{\"Timestamp\":1,\"Value\":1},{\"Timestamp\":2,\"Value\":[]}]}"))
                .hasMessage("Page of aggregates: expected a number, text, boolean or null as Value"
                        + " at byte 60, after 1 samples");
    }

    @Test
    void pageCutShortAnywhereIsAnError() {
        byte[] page = ("{\"value\":[{\"Timestamp\":\"2026-01-01T00:00:00+00:00\",\"Value\":1.5,\"é\":[{}]},"
                        + "{\"Timestamp\":2,\"Value\":\"hø\\u00e6\"}],\"@odata.nextLink\":\"https://next\"}")
                .getBytes(UTF_8);
        for (int length = 0; length < page.length; length++) {
            InputStream cut = new ByteArrayInputStream(page, 0, length);
            assertThatThrownBy(() -> AggregatePageReader.read(cut, builder))
                    .as("cut at %d", length)
                    .isExactlyInstanceOf(MalformedPageException.class)
                    .hasNoCause();
        }
    }

    @Test
    void bytesThatAreNoTextAreAnError() {
        byte[] invalid = "{\"value\":[{\"Timestamp\":1,\"Value\":\"?\"}]}".getBytes(UTF_8);
        invalid[invalid.length - 5] = (byte) 0xff;
        byte[] oddEncoding = {0, 0, '{', 0, 0, 0, '}', 0};

        for (byte[] page : Arrays.asList(invalid, oddEncoding, new byte[64])) {
            assertThatThrownBy(() -> AggregatePageReader.read(new ByteArrayInputStream(page), builder))
                    .isExactlyInstanceOf(MalformedPageException.class)
                    .hasNoCause();
        }
    }

    @Test
    void failureOfTheStreamIsPassedOn() {
        SocketTimeoutException failure = new SocketTimeoutException("slow");
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
        InputStream page = new SequenceInputStream(new ByteArrayInputStream("{\"value\":[".getBytes(UTF_8)), failing);

        assertThatThrownBy(() -> AggregatePageReader.read(page, builder)).isSameAs(failure);
    }

    @Test
    void streamIsLeftOpen() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream page = new FilterInputStream(new ByteArrayInputStream("{\"value\":[]}".getBytes(UTF_8))) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        AggregatePageReader.read(page, builder);

        assertThat(closed).isFalse();
    }

    @Test
    void encodingIsRecognized() throws IOException {
        byte[] page = "{\"value\":[{\"Timestamp\":1,\"Value\":\"høy\"}]}".getBytes(UTF_16BE);
        AggregatePageReader.read(new ByteArrayInputStream(page), builder);

        assertThat(builder.build().text(0)).isEqualTo("høy");
    }

    private String read(String page) throws IOException {
        return AggregatePageReader.read(new ByteArrayInputStream(page.getBytes(UTF_8)), builder)
                .nextLink();
    }
}
