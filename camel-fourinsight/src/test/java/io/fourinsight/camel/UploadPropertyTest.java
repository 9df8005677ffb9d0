package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.camel.builder.RouteBuilder;

/** Series created, appended to and read back through routes, against a sorted map, which is all that they are. */
class UploadPropertyTest {

    /** How samples are given to a route. */
    enum Form {
        SERIES,
        STREAM,
        TEXT,
        BYTES,
        INPUT_STREAM,
        SAMPLES,
        MAP
    }

    /** One upload; values are numbers or texts, an empty text is none. */
    record Upload(Form form, TreeMap<Long, Object> samples) {}

    private static final long DAY = 86_400_000_000_000L;
    private static final long FIRST_DAY = 20_513 * DAY;

    private static UploadRig rig;

    @BeforeContainer
    static void start() throws Exception {
        rig = new UploadRig();
        rig.sandbox.reservoir().processingPolls(0);
        rig.start("");
        rig.context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stream")
                        .to("fourinsight:timeseries?operation=data&streaming=true")
                        .convertBodyTo(TimeSeries.class);
            }
        });
    }

    @AfterContainer
    static void stop() {
        rig.close();
    }

    @Provide
    Arbitrary<Long> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(-1, 2), Arbitraries.longs().between(-6, 6))
                .as((day, offset) -> FIRST_DAY + day * DAY + offset);
    }

    @Provide
    Arbitrary<List<Upload>> uploads() {
        Arbitrary<Object> numbers = Arbitraries.oneOf(
                Arbitraries.doubles().asGeneric(),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE)
                        .asGeneric());
        // begins with what no number begins with
        Arbitrary<Object> texts = Combinators.combine(
                        Arbitraries.of("x", "\"", ",", "🌊", "é", "a\nb", "say \"hi\", "),
                        Arbitraries.strings().ofMaxLength(4).filter(UploadPropertyTest::isEncodable))
                .as((start, end) -> (Object) (start + end));
        Arbitrary<Object> any = Arbitraries.frequencyOf(Tuple.of(8, numbers), Tuple.of(1, texts));
        return Arbitraries.oneOf(list(times(), numbers), list(times(), any));
    }

    private static Arbitrary<List<Upload>> list(Arbitrary<Long> times, Arbitrary<Object> values) {
        Arbitrary<TreeMap<Long, Object>> samples =
                Arbitraries.maps(times, values).ofMaxSize(20).map(TreeMap::new);
        return Combinators.combine(Arbitraries.of(Form.class), samples)
                .as(Upload::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static boolean isEncodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    }

    @Property(tries = 150)
    void whatIsUploadedIsWhatIsRead(
            @ForAll("uploads") List<Upload> uploads, @ForAll("times") long one, @ForAll("times") long other) {
        TreeMap<Long, Object> model = new TreeMap<>();
        String id = null;
        for (Upload upload : uploads) {
            if (id == null) {
                id = rig.create(body(upload));
            } else if (!upload.samples().isEmpty()) {
                assertThat(rig.append(id, body(upload)).getException()).isNull();
            }
            upload.samples().forEach((time, value) -> {
                if (isEmpty(value)) {
                    model.putIfAbsent(time, value);
                } else {
                    model.put(time, value);
                }
            });
        }

        TimeSeries read = rig.data(id);
        TimeSeries expected = series(id, model);
        assertThat(TimeSeriesCsv.string(read)).isEqualTo(TimeSeriesCsv.string(expected));
        assertThat(read).isEqualTo(expected);
        assertThat(read("stream", id)).as("piece by piece").isEqualTo(expected);

        long start = Math.min(one, other);
        long end = Math.max(one, other) + 1;
        TimeSeries window = series(id, new TreeMap<>(model.subMap(start, end)));
        for (String route : List.of("data", "stream")) {
            assertThat(read(route, id, FourInsightConstants.START, start, FourInsightConstants.END, end))
                    .as("%s from %d to %d", route, start, end)
                    .isEqualTo(window);
        }
    }

    private static TimeSeries read(String route, String id, Object... window) {
        List<Object> headers = new ArrayList<>(List.of(FourInsightConstants.SERIES_ID, id));
        headers.addAll(List.of(window));
        return rig.upload(route, null, headers.toArray()).getMessage().getBody(TimeSeries.class);
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    private static TimeSeries series(String id, TreeMap<Long, Object> samples) {
        long[] times = samples.keySet().stream().mapToLong(Long::longValue).toArray();
        return samples.values().stream().allMatch(Double.class::isInstance)
                ? TimeSeries.of(
                        id,
                        times,
                        samples.values().stream()
                                .mapToDouble(Double.class::cast)
                                .toArray())
                : TimeSeries.of(
                        id,
                        times,
                        samples.values().stream()
                                .map(UploadPropertyTest::written)
                                .toArray(String[]::new));
    }

    /** A number as the reservoir's CSV has it. */
    private static String written(Object value) {
        return value instanceof Double number
                ? TimeSeriesCsv.string(TimeSeries.of(null, new long[] {0}, new double[] {number}))
                        .strip()
                        .substring(2)
                : value.toString();
    }

    private static Object body(Upload upload) {
        TimeSeries series = series(null, upload.samples());
        return switch (upload.form()) {
            case SERIES -> series;
            case STREAM -> new TimeSeriesStream(null, new Pieces(series));
            case TEXT -> TimeSeriesCsv.string(series);
            case BYTES -> TimeSeriesCsv.bytes(series);
            case INPUT_STREAM -> new ByteArrayInputStream(TimeSeriesCsv.bytes(series));
            case SAMPLES -> samples(upload);
            case MAP -> new LinkedHashMap<Object, Object>(upload.samples().descendingMap());
        };
    }

    private static List<Sample> samples(Upload upload) {
        List<Sample> samples = new ArrayList<>();
        for (Map.Entry<Long, Object> sample : upload.samples().entrySet()) {
            samples.add(new Sample(sample.getKey(), sample.getValue()));
        }
        return samples;
    }

    /** A series in two pieces. */
    private static final class Pieces implements TimeSeriesStream.Source {

        private final Iterator<TimeSeries> pieces;

        Pieces(TimeSeries series) {
            long middle = FIRST_DAY + DAY / 2;
            pieces = List.of(series.slice(Long.MIN_VALUE, middle), series.slice(middle, Long.MAX_VALUE))
                    .iterator();
        }

        @Override
        public TimeSeries next() {
            return pieces.hasNext() ? pieces.next() : null;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
