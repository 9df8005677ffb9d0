package io.fourinsight.camel.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Each series that is written in a dialect is read back in it. */
class CsvRoundTripTest {

    private static final Exchange EXCHANGE = new DefaultExchange(new DefaultCamelContext());

    /** How files look. */
    record Looks(
            String delimiter,
            String quote,
            String charset,
            String comment,
            String header,
            String time,
            String zone,
            boolean decimalComma) {}

    /** A format of times, and the nanoseconds that it distinguishes. */
    record Format(String pattern, long step) {}

    private static final List<Format> FORMATS = List.of(
            new Format("auto", 1),
            new Format("ns", 1),
            new Format("us", 1),
            new Format("ms", 1),
            new Format("s", 1),
            new Format("excel", 1_000_000),
            new Format("excel1904", 1_000_000),
            new Format("dd.MM.yyyy HH:mm:ss", 1_000_000_000),
            new Format("M/d/yyyy h:mm:ss.SSS a", 1_000_000),
            new Format("yyyyMMdd HHmmss.SSSSSSSSS", 1));

    @Provide
    Arbitrary<Looks> looks() {
        return Combinators.combine(
                        Arbitraries.of("auto", ",", ";", "tab", "|"),
                        Arbitraries.of("\"", "'"),
                        Arbitraries.of("UTF-8", "UTF-16LE"),
                        Arbitraries.of("#", "", "%"),
                        Arbitraries.of("auto", "true", "false"),
                        Arbitraries.of("", "when", "2", "date+clock", "4+2"),
                        Arbitraries.of("UTC", "+05:30", "Europe/Oslo"),
                        Arbitraries.of(true, false))
                .as(Looks::new)
                .filter(looks -> !looks.header().equals("false") || looks.time().matches("[0-9+]*"));
    }

    @Provide
    Arbitrary<Format> formats() {
        return Arbitraries.of(FORMATS);
    }

    @Provide
    Arbitrary<TreeMap<Long, Double>> numbers() {
        Arbitrary<Long> steps = Arbitraries.longs().between(0, 20_000_000_000L);
        Arbitrary<Double> values = Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.of(0.0, -0.0, 1.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-320));
        return Arbitraries.maps(steps, values).ofMaxSize(12).map(TreeMap::new);
    }

    @Provide
    Arbitrary<TreeMap<Long, String>> texts() {
        Arbitrary<String> words = Arbitraries.oneOf(
                Arbitraries.of(
                        "NA", "null", "#x", "%", " ", " ok ", "a,b;c\td|e", "\"", "'", "\r\n", "\r", "x\ny", "1,5"),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(5).excludeChars('\0'));
        return Arbitraries.maps(
                        Arbitraries.longs().between(0, 20_000_000_000L),
                        words.filter(CsvRoundTripTest::isText).map(CsvRoundTripTest::withoutLoneReturns))
                .ofMaxSize(6)
                .map(TreeMap::new);
    }

    /** Half of a pair is in no charset. */
    private static boolean isText(String word) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(word);
    }

    /** Which are line ends as any other, and are read as LF. */
    private static String withoutLoneReturns(String word) {
        return word.replaceAll("\r(?!\n)", "\n");
    }

    @Property(tries = 1000)
    void writtenIsRead(
            @ForAll("looks") Looks looks,
            @ForAll("formats") Format format,
            @ForAll("numbers") TreeMap<Long, Double> numbers,
            @ForAll("texts") TreeMap<Long, String> texts,
            @ForAll boolean streaming)
            throws Exception {
        FourInsightCsvDataFormat data = new FourInsightCsvDataFormat();
        data.setDelimiter(looks.delimiter());
        data.setQuote(looks.quote());
        data.setCharset(looks.charset());
        data.setComment(looks.comment());
        data.setHeader(looks.header());
        data.setTime(looks.time());
        data.setTimeZone(looks.zone());
        data.setDecimalComma(looks.decimalComma());
        data.setTimeFormat(format.pattern());
        data.setLocale("en-US");
        data.setStreaming(streaming);
        boolean twoColumns = looks.time().contains("+");
        List<String> taken =
                looks.time().isEmpty() ? List.of("1") : List.of(looks.time().split("\\+"));
        List<String> free =
                Stream.of("1", "2", "3", "4").filter(n -> !taken.contains(n)).toList();
        data.setColumns(
                looks.header().equals("false")
                        ? free.get(0) + "=id-n," + free.get(1) + ":text=id-t"
                        : "wave height=id-n,state:text=id-t");
        if (twoColumns && !format.pattern().contains(" ") && !format.pattern().equals("auto")) {
            return;
        }
        TimeSeries.Builder n = TimeSeries.builder("id-n");
        numbers.forEach((time, value) -> n.add(at(time, format), value));
        TimeSeries number = n.build();
        SampleColumns t = SampleColumns.lastReceived();
        texts.forEach((time, value) -> t.add(at(time, format), value));
        TimeSeries text = t.toTextSeries("id-t");

        ByteArrayOutputStream file = new ByteArrayOutputStream();
        data.marshal(EXCHANGE, List.of(number, text), file);
        if (number.isEmpty() && text.isEmpty()) {
            return;
        }
        Object body = data.unmarshal(EXCHANGE, new ByteArrayInputStream(file.toByteArray()));

        List<TimeSeries> read = CsvRig.<Object>list(body).stream()
                .map(one -> one instanceof TimeSeriesStream stream ? stream.readAll() : (TimeSeries) one)
                .filter(one -> !one.isEmpty())
                .toList();
        assertThat(read)
                .as(file.toString(Charset.forName(looks.charset())))
                .isEqualTo(List.of(number, text).stream()
                        .filter(one -> !one.isEmpty())
                        .toList());
    }

    private static long at(long time, Format format) {
        long nanos = CsvRig.nanos("2026-06-01T10:00:00Z") + time;
        return nanos - nanos % format.step();
    }

    @Example
    void isoTimesHaveTheOffsetOfTheZone() throws Exception {
        CsvRig rig = new CsvRig(format -> {
            format.setTimeZone("Europe/Oslo");
            format.setDecimalComma(true);
        });
        TimeSeries series = TimeSeries.of("hs", new long[] {CsvRig.nanos("2026-07-01T10:00:00Z")}, new double[] {1.5});

        assertThat(rig.written(series)).isEqualTo("time;hs\n2026-07-01T12:00:00+02:00;1,5\n");
    }

    @Example
    void seriesShareTheirTimes() throws Exception {
        TimeSeries a = TimeSeries.of("a", new long[] {0, 1_000_000_000}, new double[] {1, 2});
        TimeSeries b = TimeSeries.of("b", new long[] {1_000_000_000, 2_000_000_000}, new String[] {"x", "y,z"});

        assertThat(CsvRig.plain().written(List.of(a, b)))
                .isEqualTo("time,a,b\n"
                        + "1970-01-01T00:00:00Z,1.0,\n"
                        + "1970-01-01T00:00:01Z,2.0,x\n"
                        + "1970-01-01T00:00:02Z,,\"y,z\"\n");
    }

    /** A format of seconds would make of a quarter of a second none. */
    @Example
    void timeThatWouldBecomeAnotherIsRefused() {
        CsvRig rig = new CsvRig(format -> format.setTimeFormat("yyyy-MM-dd HH:mm:ss"));

        assertThatThrownBy(() -> rig.written(TimeSeries.of("a", new long[] {250_000_000}, new double[] {1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("option 'timeFormat'")
                .hasMessageContaining("1970-01-01T00:00:00.250Z");
    }

    @Example
    void whatHoldsNoSeriesIsRefused() {
        assertThatThrownBy(() -> CsvRig.plain().written(new Object())).isInstanceOf(Exception.class);
    }
}
