package io.fourinsight.client.reservoir.day;

import static io.fourinsight.client.reservoir.day.StoredDays.DAY;
import static io.fourinsight.client.reservoir.day.StoredDays.SERIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** Any of the files of some days against maps of their lines. */
class DayFilePropertyTest {

    private static final int DAYS = 3;

    /** Times of a day that have samples, at its beginning and end. */
    private static final long[] TIMES = {0, 1, 2, 3, 4, 5, DAY - 3, DAY - 2, DAY - 1};

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

    @AfterContainer
    static void stop() {
        THREADS.shutdownNow();
    }

    private record Line(long time, String value) {}

    private final Random random = new Random();

    /** Lines in any order by the path of their file, in the listing's order. */
    private final Map<String, List<Line>> files = new LinkedHashMap<>();

    private static long day(String path) {
        return Long.parseLong(path.split("-")[0]);
    }

    private void makeUp() {
        files.clear();
        boolean words = random.nextInt(3) == 0;
        for (int day = 0; day < DAYS; day++) {
            for (int file = random.nextInt(4); file > 0; file--) {
                List<Line> lines = new ArrayList<>();
                for (int line = random.nextInt(8); line > 0; line--) {
                    lines.add(new Line(day * DAY + TIMES[random.nextInt(TIMES.length)], value(words)));
                }
                files.put(day + "-" + file, lines);
            }
        }
    }

    private String value(boolean words) {
        int kind = random.nextInt(10);
        return kind < 3 ? "" : kind == 3 && words ? "word" : random.nextInt(100) + ".50";
    }

    private void store(StoredDays days) {
        files.forEach((path, lines) -> {
            StringBuilder csv = new StringBuilder();
            lines.forEach(line ->
                    csv.append(line.time()).append(',').append(line.value()).append('\n'));
            days.add(day(path), path, csv.toString());
        });
    }

    /** Of each day some of its files, in the listing's order. */
    private List<ListedDay> some(SeriesFiles listed) {
        List<ListedDay> some = new ArrayList<>();
        for (ListedDay day : listed.days()) {
            some.add(new ListedDay(
                    day.day(),
                    day.files().stream().filter(file -> random.nextBoolean()).toList()));
        }
        return some;
    }

    private static void lay(SortedMap<Long, String> samples, List<Line> lines, Predicate<Line> counted) {
        lines.stream()
                .filter(counted)
                .forEach(line ->
                        samples.merge(line.time(), line.value(), (old, fresh) -> fresh.isEmpty() ? old : fresh));
    }

    private static TimeSeries series(SortedMap<Long, String> samples) {
        return TimeSeries.of(
                SERIES,
                samples.keySet().stream().mapToLong(Long::longValue).toArray(),
                samples.values().toArray(String[]::new));
    }

    private long time() {
        return random.nextInt(DAYS) * DAY + TIMES[random.nextInt(TIMES.length)];
    }

    @Property(tries = 150)
    void givenFilesAreReadAsTheMapOfTheirLines(@ForAll long seed) throws IOException {
        random.setSeed(seed);
        makeUp();
        try (StoredDays days = new StoredDays()) {
            store(days);
            DayFileClient client = days.files(DayFileCache.none(), THREADS, 2);
            List<ListedDay> given = some(client.list(SERIES, 0, DAYS, days.rig().caller()));
            long start = time();
            DataQuery window = new DataQuery(SERIES, start, Math.max(start + 1, time()));
            SortedMap<Long, String> samples = new TreeMap<>();
            List<FileSpan> spans = new ArrayList<>();
            for (ListedDay day : given) {
                for (ListedFile file : day.files()) {
                    List<Line> lines = files.get(file.path());
                    lay(samples, lines, line -> line.time() >= window.start() && line.time() < window.end());
                    spans.add(new FileSpan(
                            day.day(), file.version(), first(lines, Long.MIN_VALUE), first(lines, window.end())));
                }
            }

            FilesRead read = client.read(window, given, days.rig().caller());

            assertThat(read).isEqualTo(new FilesRead(series(samples), spans));
            FilesRead.Pieces pieces = client.open(window, given, days.rig().caller());
            assertSame(new TimeSeriesStream(SERIES, pieces).readAll(), series(samples));
            assertThat(pieces.files()).isEqualTo(spans);
            assertThat(pieces.last()).isEqualTo(read.last());
        }
    }

    private static long first(List<Line> lines, long from) {
        return lines.stream()
                .mapToLong(Line::time)
                .filter(time -> time >= from)
                .min()
                .orElse(FileSpan.NONE);
    }

    /** Of a stream, each piece says by itself whether it is text. */
    private static void assertSame(TimeSeries stream, TimeSeries whole) {
        if (whole.isNumeric()) {
            assertThat(stream).isEqualTo(whole);
        } else {
            assertThat(times(stream)).isEqualTo(times(whole));
        }
    }

    private static List<Long> times(TimeSeries series) {
        List<Long> times = new ArrayList<>();
        series.forEach(sample -> times.add(sample.timestamp()));
        return times;
    }

    @Property(tries = 150)
    void lateFilesAreReadAsTheMapOfTheirLinesWithValues(@ForAll long seed) throws IOException {
        random.setSeed(seed);
        makeUp();
        try (StoredDays days = new StoredDays()) {
            store(days);
            DayFileClient client = days.files(DayFileCache.none(), THREADS, 2);
            long start = time();
            SortedMap<Long, String> samples = new TreeMap<>();
            List<LateFile> late = new ArrayList<>();
            for (ListedDay day : some(client.list(SERIES, 0, DAYS, days.rig().caller()))) {
                for (ListedFile file : day.files()) {
                    long end = time();
                    late.add(new LateFile(file, end));
                    lay(samples, files.get(file.path()), line -> line.time() >= start && line.time() < end);
                }
            }
            samples.values().removeIf(String::isEmpty);

            TimeSeries read = client.readLate(
                    SERIES, start, late, ValueType.AUTO, days.rig().caller());

            assertThat(read).isEqualTo(series(samples));
            TimeSeriesStream stream = new TimeSeriesStream(
                    SERIES,
                    client.openLate(
                            SERIES, start, late, ValueType.AUTO, days.rig().caller()));
            assertSame(stream.readAll(), series(samples));
        }
    }

    /** All files of all days are the series, as it is read whole. */
    @Property(tries = 100)
    void allFilesTogetherAreTheSeries(@ForAll long seed) throws IOException {
        random.setSeed(seed);
        makeUp();
        try (StoredDays days = new StoredDays()) {
            store(days);
            long start = time();
            DataQuery window = new DataQuery(SERIES, start, Math.max(start + 1, time()));
            DayFileClient client = days.files(DayFileCache.none(), THREADS, 2);
            List<ListedDay> listed =
                    client.list(SERIES, 0, DAYS, days.rig().caller()).days();

            assertThat(client.read(window, listed, days.rig().caller()).samples())
                    .isEqualTo(days.client(DayFileCache.none(), THREADS, 2)
                            .read(window, days.rig().caller()));
        }
    }
}
