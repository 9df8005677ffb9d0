package io.fourinsight.camel.sandbox.reservoir;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The series as somebody sees them who looks at the sandbox itself: where they lie in time, and their samples in columns. */
public final class SeriesViews {

    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * Where a series lies in time.
     *
     * @param version another one after each change
     * @param first milliseconds since the epoch, like the last one; they mean nothing if it is empty
     */
    public record Span(String id, String version, boolean empty, double first, double last) {}

    /**
     * The samples of a series.
     *
     * @param times milliseconds since the epoch
     * @param values NaN where there is no number
     * @param older how many samples before these were left out
     */
    public record Columns(double[] times, double[] values, int older) {}

    /** A sample as CSV has it, its time in milliseconds since the epoch. */
    public record Text(double time, String value) {}

    private final SeriesStore store;
    private final ReservoirSwitches switches;
    private final Clock clock;

    public SeriesViews(SeriesStore store, ReservoirSwitches switches, Clock clock) {
        this.store = store;
        this.switches = switches;
        this.clock = clock;
    }

    /** What clients have written through the API. */
    public Writes writes() {
        return store.writes();
    }

    /** All series, in no order. */
    public List<Span> spans() {
        return store.all().stream().map(SeriesViews::span).toList();
    }

    /** The version of a series, see {@link Span}. */
    public String version(String id) {
        return version(store.get(id));
    }

    private static String version(Series series) {
        // The end too: what is computed by the clock has no files to tell it by.
        return series.version() + "-" + series.lastTimestamp();
    }

    private static Span span(Series series) {
        long first = series.firstTimestamp();
        long last = series.lastTimestamp();
        return new Span(series.id(), version(series), last < first, first / NANOS_PER_MILLI, last / NANOS_PER_MILLI);
    }

    /** The last samples as they are, of all files. */
    public Columns samples(String id, int most) {
        Samples samples = all(id);
        int from = Math.max(0, samples.size() - most);
        double[] times = new double[samples.size() - from];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = samples.timestamp(from + i) / NANOS_PER_MILLI;
            values[i] = samples.number(from + i);
        }
        return new Columns(times, values, from);
    }

    /** What the API would answer for the last samples that it sees, which are those of new files only. */
    public Columns aggregates(String id, String period, String function, int most) {
        Samples samples = store.get(id).samplesUploadedSince(switches.fastPathStart(clock.instant()));
        Period length = Period.parse(period);
        AggregationFunction result = AggregationFunction.parse(function);
        if (samples.isEmpty()) {
            return new Columns(new double[0], new double[0], 0);
        }
        int from = Math.max(0, samples.size() - most);
        long first = samples.timestamp(from);
        long end = samples.timestamp(samples.size() - 1) + 1;
        Aggregation aggregation = new Aggregation(first, end, length, result, false, Integer.MAX_VALUE);
        List<Aggregation.Window> windows = aggregation.page(samples, first).windows();
        return new Columns(
                windows.stream()
                        .mapToDouble(window -> window.start() / NANOS_PER_MILLI)
                        .toArray(),
                windows.stream().mapToDouble(Aggregation.Window::value).toArray(),
                from);
    }

    /** The last samples, as text. */
    public List<Text> texts(String id, int most) {
        Samples samples = all(id);
        return IntStream.range(Math.max(0, samples.size() - most), samples.size())
                .mapToObj(i -> new Text(samples.timestamp(i) / NANOS_PER_MILLI, samples.text(i)))
                .toList();
    }

    private Samples all(String id) {
        // Keeps what it has merged: a page that watches a series asks again with every file.
        return store.get(id).samplesUploadedSince(Instant.MIN);
    }
}
