package io.fourinsight.client.reservoir.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.text.NumberText;
import io.fourinsight.client.reservoir.upload.UploadCsv;
import io.fourinsight.client.reservoir.upload.UserCsv;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Day files and series against a sorted map of texts, which is all that they are. */
class SeriesPropertyTest {

    /** A line of a file, value as it reads. */
    record Line(long timestamp, String value) {

        String csv() {
            boolean quoted = value.matches("(?s)\".*|.*[\n\r].*");
            return timestamp + "," + (quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
        }
    }

    @Provide
    Arbitrary<List<List<Line>>> files() {
        Arbitrary<String> numbers = Arbitraries.oneOf(
                Arbitraries.doubles().map(NumberText::of),
                Arbitraries.of("", "nan", "NaN", "inf", "-inf", "-0.0", "4.9E-324", "2.50", " 7", "+3", "1e5"));
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(5).filter(SeriesPropertyTest::isEncodable),
                Arbitraries.of("open", "true", "a,b", "\"", "say \"hi\"", "a\nb", "\r", "🌊", "0x10", "1d"));
        Arbitrary<String> values = Arbitraries.frequencyOf(Tuple.of(30, numbers), Tuple.of(1, texts));
        Arbitrary<Line> numeric = Combinators.combine(Arbitraries.longs().between(-20, 20), numbers)
                .as(Line::new);
        Arbitrary<Line> any = Combinators.combine(Arbitraries.longs().between(-20, 20), values)
                .as(Line::new);
        return Arbitraries.oneOf(
                numeric.list().ofMaxSize(30).list().ofMaxSize(4),
                any.list().ofMaxSize(30).list().ofMaxSize(4));
    }

    private static boolean isEncodable(String text) {
        return new String(text.getBytes(UTF_8), UTF_8).equals(text);
    }

    @Property(tries = 2000)
    void filesOfADayAreTheMapOfTheirLines(
            @ForAll("files") List<List<Line>> files,
            @ForAll @IntRange(min = -21, max = 21) int from,
            @ForAll @IntRange(min = -21, max = 21) int to,
            @ForAll boolean crlf)
            throws IOException {
        TreeMap<Long, String> model = model(files);
        Map<Long, String> window = from < to ? model.subMap((long) from, (long) to) : Map.of();

        TimeSeries read = new CsvMerge("S", from, to).read(dayFiles(files, crlf ? "\r\n" : "\n"));

        assertSame(read, window);
        assertSamples(new CsvMerge("S", -30, 30).read(dayFiles(files, "\n")).slice(from, to), window);
    }

    @Property(tries = 1000)
    void piecesOfSortedFilesAreTheMapOfTheirLines(
            @ForAll("files") List<List<Line>> files, @ForAll @IntRange(min = 1, max = 10) int samples)
            throws IOException {
        List<List<Line>> sorted = new ArrayList<>();
        for (List<Line> file : files) {
            List<Line> lines = new ArrayList<>(file);
            lines.sort((a, b) -> Long.compare(a.timestamp(), b.timestamp()));
            sorted.add(lines);
        }
        TreeMap<Long, String> left = model(sorted);
        try (TimeSeriesStream stream =
                new TimeSeriesStream("S", new CsvMerge("S", -30, 30).pieces(dayFiles(sorted, "\n"), samples))) {
            for (TimeSeries piece : stream) {
                assertThat(piece.size()).isBetween(1, samples);
                Map<Long, String> head = new TreeMap<>(left.headMap(piece.timestamp(piece.size() - 1), true));
                assertSame(piece, head);
                left.keySet().removeAll(head.keySet());
            }
        }
        assertThat(left).isEmpty();
    }

    @Property(tries = 1000)
    void csvOfAStreamIsThatOfTheWholeSeries(
            @ForAll("files") List<List<Line>> files,
            @ForAll @IntRange(min = 1, max = 10) int samples,
            @ForAll boolean crlf)
            throws IOException {
        files.forEach(file -> file.sort((a, b) -> Long.compare(a.timestamp(), b.timestamp())));
        CsvMerge merge = new CsvMerge("S", -30, 30);
        List<CsvFile> day = dayFiles(files, crlf ? "\r\n" : "\n");
        TimeSeries whole = merge.read(day);
        StringBuilder pieces = new StringBuilder();
        for (TimeSeries piece : new TimeSeriesStream("S", merge.pieces(day, samples))) {
            pieces.append(TimeSeriesCsv.string(piece));
        }

        try (InputStream csv = TimeSeriesCsv.inputStream(new TimeSeriesStream("S", merge.pieces(day, samples)))) {
            assertThat(new String(csv.readAllBytes(), UTF_8))
                    .isEqualTo(whole.isNumeric() ? TimeSeriesCsv.string(whole) : pieces.toString());
        }
    }

    @Property(tries = 1000)
    void seriesReadsBackFromItsCsvHoweverItIsRead(@ForAll("files") List<List<Line>> files) throws IOException {
        TimeSeries series = new CsvMerge(null, -30, 30).read(dayFiles(files, "\n"));
        byte[] csv = TimeSeriesCsv.bytes(series);

        assertThat(UserCsv.read(csv)).isEqualTo(series);
        try (InputStream upload = UploadCsv.of(new Trickle(csv), false, ValueType.AUTO).stream()) {
            assertThat(upload.readAllBytes()).isEqualTo(csv);
        }
        try (InputStream upload = UploadCsv.of(series, false, ValueType.AUTO).stream()) {
            assertThat(upload.readAllBytes()).isEqualTo(csv);
        }
        List<Sample> samples = new ArrayList<>();
        series.forEach(samples::add);
        try (InputStream upload = UploadCsv.of(samples, false, ValueType.AUTO).stream()) {
            assertThat(upload.readAllBytes()).isEqualTo(csv);
        }
    }

    @Property(tries = 500)
    void slicesPutTogetherAreTheSeries(
            @ForAll("files") List<List<Line>> files, @ForAll @IntRange(min = -21, max = 21) int at) throws IOException {
        TimeSeries series = new CsvMerge("S", -30, 30).read(dayFiles(files, "\n"));

        assertThat(TimeSeries.concat("S", List.of(series.slice(-30, at), series.slice(at, 30))))
                .isEqualTo(series);
        assertThat(TimeSeries.concat("S", List.of(series.slice(at, 30), series.slice(-30, at))))
                .isEqualTo(series);
    }

    /** What the rules say, as plainly as possible. */
    private static TreeMap<Long, String> model(List<List<Line>> files) {
        TreeMap<Long, String> model = new TreeMap<>();
        for (List<Line> file : files) {
            for (Line line : file) {
                if (isEmpty(line.value())) {
                    model.putIfAbsent(line.timestamp(), line.value());
                } else {
                    model.put(line.timestamp(), line.value());
                }
            }
        }
        return model;
    }

    private static boolean isEmpty(String value) {
        return value.matches("(?i)[ \t-\r]*([+-]?nan)?[ \t-\r]*");
    }

    private static void assertSame(TimeSeries series, Map<Long, String> model) {
        assertThat(series.isNumeric())
                .isEqualTo(model.values().stream().noneMatch(value -> NumberText.isText(NumberText.parse(value))));
        assertSamples(series, model);
    }

    private static void assertSamples(TimeSeries series, Map<Long, String> model) {
        assertThat(series.size()).isEqualTo(model.size());
        int i = 0;
        for (Map.Entry<Long, String> sample : new TreeMap<>(model).entrySet()) {
            assertThat(series.timestamp(i)).isEqualTo(sample.getKey());
            if (series.isNumeric()) {
                assertThat(Double.doubleToLongBits(series.number(i)))
                        .isEqualTo(Double.doubleToLongBits(NumberText.parse(sample.getValue())));
            } else {
                assertThat(series.text(i)).isEqualTo(sample.getValue());
            }
            i++;
        }
    }

    private static List<CsvFile> dayFiles(List<List<Line>> files, String lineEnd) {
        List<CsvFile> dayFiles = new ArrayList<>();
        for (List<Line> file : files) {
            StringBuilder csv = new StringBuilder();
            file.forEach(line -> csv.append(line.csv()).append(lineEnd));
            dayFiles.add(CsvMergeTest.file("day-" + dayFiles.size(), csv.toString()));
        }
        return dayFiles;
    }

    /** Gives a byte at a time, as a network may. */
    private static final class Trickle extends ByteArrayInputStream {

        Trickle(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int count) {
            return super.read(target, offset, Math.min(count, 1));
        }
    }
}
