package io.fourinsight.client.reservoir.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** The parser by itself is the yardstick. */
class UsualSamplesTest {

    private static final String USUAL = "{\"Timestamp\":\"2026-01-31T23:59:58Z\",\"Value\":1.5}";

    /** What came of a page: the series and the link, or the error. */
    private interface Reading {
        AggregatePageReader.Read of(InputStream page, TimeSeries.Builder target) throws IOException;
    }

    private static String outcome(InputStream page, Reading reading) {
        TimeSeries.Builder target = TimeSeries.builder("S");
        try {
            AggregatePageReader.Read read = reading.of(page, target);
            TimeSeries series = target.build();
            return read + " " + describe(series);
        } catch (IOException e) {
            return e + " after " + describe(target.build());
        }
    }

    private static String describe(TimeSeries series) {
        return IntStream.range(0, series.size())
                .mapToObj(i -> series.timestamp(i) + "="
                        + (series.isNumeric()
                                ? Long.toHexString(Double.doubleToRawLongBits(series.number(i)))
                                : series.text(i)))
                .collect(Collectors.joining(","));
    }

    private static void isReadAlike(byte[] page, int most) {
        assertThat(outcome(pieces(page, most), AggregatePageReader::read))
                .isEqualTo(outcome(new ByteArrayInputStream(page), AggregatePageReader::parse));
    }

    @Property(tries = 3000)
    void everyPageIsReadAsTheParserReadsIt(
            @ForAll("pages") String page, @ForAll @IntRange(min = 1, max = 300) int most) {
        isReadAlike(page.getBytes(StandardCharsets.UTF_8), most);
    }

    @Property(tries = 1500)
    void everyCutPageIsTheSameError(@ForAll("pages") String page, @ForAll @IntRange(max = 99) int percent) {
        byte[] whole = page.getBytes(StandardCharsets.UTF_8);
        isReadAlike(Arrays.copyOf(whole, whole.length * percent / 100), 50);
    }

    @Property(tries = 1500)
    void everyPageWithAnotherByteIsReadAsTheParserReadsIt(
            @ForAll("pages") String page, @ForAll @IntRange(max = 999) int permille, @ForAll byte other) {
        byte[] changed = page.getBytes(StandardCharsets.UTF_8);
        changed[changed.length * permille / 1000] = other;
        isReadAlike(changed, 1000);
    }

    @Example
    void blocksEndAnywhereInASample() {
        for (int shift = 0; shift < 60; shift++) {
            String page = "{\"value\":[" + "{\"Timestamp\":\"2026-01-31T23:59:58Z\",\"Value\":0."
                    + "1".repeat(1 + shift % 20) + "}," + (USUAL + ",").repeat(3000 + shift) + "{\"Timestamp\":7}]}";
            isReadAlike(page.getBytes(StandardCharsets.UTF_8), 1 << 20);
        }
    }

    @Example
    void usualSamplesAreNotLeftToTheParser() throws IOException {
        String page = "{\"value\":[" + USUAL + "," + USUAL.replace("1.5", "null") + "," + USUAL.replace("Z", "+00:00")
                + "," + USUAL.replace("1.5", "-9.53e-05") + "," + USUAL.replace("1.5", "12") + "],\"x\":1}";
        UsualSamples usual = new UsualSamples(
                new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)), TimeSeries.builder("S"));
        usual.read();

        assertThat(usual.samples()).isEqualTo(5);
        assertThat(new String(usual.rest().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"value\":[[]],\"x\":1}");
    }

    @Example
    void errorBehindUsualSamplesSaysWhereInThePageItIs() {
        String page = "{\"value\":[" + USUAL + "," + USUAL + ",{\"Timestamp\":2,\"Value\":[]}]}";

        assertThatThrownBy(() -> AggregatePageReader.read(
                        new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)), TimeSeries.builder("S")))
                .hasMessageContaining(" at byte 132, after 2 samples");
    }

    /** A stream that gives no more than so many bytes at once. */
    private static InputStream pieces(byte[] page, int most) {
        return new FilterInputStream(new ByteArrayInputStream(page)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, most));
            }
        };
    }

    @Provide
    Arbitrary<String> pages() {
        Arbitrary<String> samples = Arbitraries.frequencyOf(Tuple.of(8, usual()), Tuple.of(1, unusual()))
                .list()
                .ofMaxSize(12)
                .map(list -> String.join(",", list));
        Arbitrary<String> heads = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just("{\"value\":[")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "{\"Value\":[", " {\"value\":[", "{\"value\" : [ ", "{\"x\":1,\"value\":[", "[")));
        Arbitrary<String> tails = Arbitraries.of(
                "]}",
                "],\"@odata.nextLink\":\"https://next\"}",
                "],\"value\":[{\"Timestamp\":9}]}",
                ",]}",
                "]",
                "",
                " ] } ",
                "]}x",
                "],\"x\":[{\"æ\":1e5}],\"@odata.nextLink\":7}");
        return Combinators.combine(heads, samples, tails).as((head, list, tail) -> head + list + tail);
    }

    private Arbitrary<String> usual() {
        return Combinators.combine(times(), numbers())
                .as((time, number) -> "{\"Timestamp\":\"" + time + "\",\"Value\":" + number + "}");
    }

    private Arbitrary<String> times() {
        return Arbitraries.of(List.of(
                "2026-01-31T23:59:58Z",
                "2026-01-31T23:59:59.5Z",
                "2026-02-01T00:00:00+00:00",
                "2026-02-01T00:00:00.1234567+00:00",
                "2026-02-01T02:00:00+02:00",
                "2026-02-30T00:00:00Z",
                "2026-02-01",
                "1767225603000000000",
                "1500-01-01T00:00:00Z",
                "",
                "T",
                "2026-01-31T23:59:58\\u005a",
                "2026-01-31T23:59:58Z[UTC]"));
    }

    private Arbitrary<String> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.doubles().between(-1000, 1000).ofScale(3).map(String::valueOf),
                Arbitraries.bigDecimals().ofScale(30).map(String::valueOf),
                Arbitraries.of(
                        "null",
                        "-0",
                        "0",
                        "-0.0",
                        "00",
                        "-",
                        "1.",
                        ".5",
                        "1e5",
                        "1E+5",
                        "1e-",
                        "1e400",
                        "4.9e-324",
                        "9.53e-05",
                        "+1",
                        "NaN",
                        "1d",
                        "0x1",
                        "nul",
                        "true",
                        "\"a\"",
                        "\"1.50\"",
                        "[1]",
                        "{}",
                        "1 ",
                        "123456789012345678",
                        "1234567890123456789",
                        "0.12345678901234567890123456789012345"));
    }

    private Arbitrary<String> unusual() {
        return Arbitraries.of(
                "{ \"Timestamp\":\"2026-01-31T23:59:58Z\",\"Value\":1.5}",
                "{\"Value\":1.5,\"Timestamp\":\"2026-01-31T23:59:58Z\"}",
                "{\"timestamp\":\"2026-01-31T23:59:58Z\",\"value\":1.5}",
                "{\"Timestamp\":\"2026-01-31T23:59:58Z\",\"Value\":1.5,\"x\":{\"y\":[1]}}",
                "{\"Timestamp\":\"2026-01-31T23:59:58Z\"}",
                "{\"Timestamp\":5,\"Value\":1.5}",
                "{\"Value\":1.5}",
                "{\"Timestamp\":\"2026-01-31T23:59:58Z\",\"Value\":\"høy\"}",
                "{\"Timestamp\":\"2026-01-31T23:59:58Z\",\"\\u0056alue\":1.5}",
                "{}",
                "[]",
                "7",
                "null");
    }
}
