package io.fourinsight.client.reservoir;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Series that belong together, each with a label, all of one window; immutable.
 *
 * <p>As JSON, both ways, it is an object with a {@link TimeSeries} for each label.
 */
public final class TimeSeriesGroup {

    private final Map<String, TimeSeries> members;

    private TimeSeriesGroup(Map<String, TimeSeries> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    /**
     * The group of these series, in the map's order.
     *
     * @throws IllegalArgumentException if there is none, or a label is empty or {@code time}, which is the times' own
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TimeSeriesGroup of(Map<String, TimeSeries> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("A group has at least one series");
        }
        members.forEach((label, series) -> {
            if (label.isBlank() || label.equalsIgnoreCase(TimeSeriesTable.TIME)) {
                throw new IllegalArgumentException("'" + label
                        + "' is not a label; allowed is any text that is not empty and not " + TimeSeriesTable.TIME);
            }
            if (series == null) { // of JSON
                throw new IllegalArgumentException("The label '" + label + "' has no series");
            }
        });
        return new TimeSeriesGroup(new LinkedHashMap<>(members));
    }

    /** The labels, in order. */
    public List<String> labels() {
        return List.copyOf(members.keySet());
    }

    /** @throws IllegalArgumentException if there is no such label */
    public TimeSeries series(String label) {
        TimeSeries series = members.get(label);
        if (series == null) {
            throw new IllegalArgumentException("'" + label + "' is not a label of the group; allowed are " + labels());
        }
        return series;
    }

    /** The series by label, in order. */
    @JsonValue
    public Map<String, TimeSeries> series() {
        return members;
    }

    /** Whether no series has a sample. */
    public boolean isEmpty() {
        return members.values().stream().allMatch(TimeSeries::isEmpty);
    }

    /**
     * All series on one column of times.
     *
     * <p>The times are those of all series. A time stays if it is more than the tolerance after the time before it, also
     * if that one does not stay: of 0, 0.6 and 1.2 with a tolerance of 1 only 0 does. Each series has its nearest sample
     * there that is not farther than the tolerance, else NaN.
     *
     * @throws IllegalArgumentException if the tolerance is negative, or a series is text
     */
    public TimeSeriesTable table(Duration tolerance) {
        if (tolerance.isNegative()) {
            throw new IllegalArgumentException(
                    "option 'tolerance': value '" + tolerance + "' is not a duration; allowed are 0 and more");
        }
        long nanos = tolerance.toNanos();
        long[] times = times(nanos);
        double[][] columns = new double[members.size()][];
        List<String> sparse = new ArrayList<>();
        int member = 0;
        for (Map.Entry<String, TimeSeries> entry : members.entrySet()) {
            TimeSeries series = entry.getValue();
            if (!series.isNumeric()) {
                throw new IllegalArgumentException(
                        "Series '" + entry.getKey() + "' holds text; a table is made of numbers");
            }
            columns[member++] = column(series, times, nanos);
            if (series.size() > 1 && nanos >= medianStep(series)) {
                sparse.add(entry.getKey());
            }
        }
        return new TimeSeriesTable(labels(), times, columns, sparse);
    }

    private long[] times(long tolerance) {
        long[] all =
                new long[members.values().stream().mapToInt(TimeSeries::size).sum()];
        int count = 0;
        for (TimeSeries series : members.values()) {
            for (int i = 0; i < series.size(); i++) {
                all[count++] = series.timestamp(i);
            }
        }
        Arrays.sort(all);
        int kept = 0;
        long before = 0;
        for (int i = 0; i < all.length; i++) {
            long time = all[i];
            if (i == 0 || isFarther(before, time, tolerance)) {
                all[kept++] = time;
            }
            before = time;
        }
        return Arrays.copyOf(all, kept);
    }

    private static double[] column(TimeSeries series, long[] times, long tolerance) {
        double[] values = new double[times.length];
        int next = 0;
        for (int i = 0; i < times.length; i++) {
            long time = times[i];
            while (next < series.size() && series.timestamp(next) < time) {
                next++;
            }
            // Earlier ones within the tolerance there are none, else the time would not have stayed.
            values[i] = next < series.size() && !isFarther(time, series.timestamp(next), tolerance)
                    ? series.number(next)
                    : Double.NaN;
        }
        return values;
    }

    /** Two times may be farther apart than a long can say. */
    private static boolean isFarther(long early, long late, long tolerance) {
        return distance(early, late) > tolerance;
    }

    private static long distance(long early, long late) {
        long distance = late - early;
        return distance < 0 ? Long.MAX_VALUE : distance;
    }

    private static long medianStep(TimeSeries series) {
        long[] steps = new long[series.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = distance(series.timestamp(i), series.timestamp(i + 1));
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }

    /** Whether labels, in their order, and series are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TimeSeriesGroup that && labels().equals(that.labels()) && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    /** Labels and what is behind them, never the samples. */
    @Override
    public String toString() {
        return "TimeSeriesGroup" + members;
    }
}
