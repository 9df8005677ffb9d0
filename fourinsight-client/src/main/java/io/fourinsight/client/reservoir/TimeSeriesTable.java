package io.fourinsight.client.reservoir;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.fourinsight.client.reservoir.text.NumberText;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The series of a group on one ascending column of times; immutable. {@link TimeSeriesGroup#table} makes it.
 *
 * <p>As JSON it is {@code {"labels":["Ax",…],"rows":[[ns,value,…],…]}}, with values as a {@link TimeSeries} writes them.
 */
@JsonSerialize(using = TimeSeriesSerializer.OfTable.class)
public final class TimeSeriesTable implements Iterable<Map<String, @Nullable Object>> {

    static final String TIME = "time";

    /** So many rows of CSV are in memory at once, of a stream. */
    private static final int ROWS_OF_CHUNK = 1_000;

    private final List<String> labels;
    private final long[] times;
    private final double[][] columns;
    private final List<String> sparse;

    TimeSeriesTable(List<String> labels, long[] times, double[][] columns, List<String> sparse) {
        this.labels = labels;
        this.times = times;
        this.columns = columns;
        this.sparse = List.copyOf(sparse);
    }

    /** The labels of the columns, in order. */
    public List<String> labels() {
        return labels;
    }

    /** Series of which samples are lost, since the tolerance is not smaller than their usual step. */
    public List<String> labelsWithLostSamples() {
        return sparse;
    }

    /** How many rows there are. */
    public int size() {
        return times.length;
    }

    /** Nanoseconds since the epoch, UTC; a copy. */
    public long[] timestamps() {
        return times.clone();
    }

    long timestamp(int row) {
        return times[row];
    }

    double number(int row, int column) {
        return columns[column][row];
    }

    public Instant instant(int row) {
        return Timestamps.instant(times[row]);
    }

    /**
     * The values of a series, NaN where it has none; a copy.
     *
     * @throws IllegalArgumentException if there is no such label
     */
    public double[] column(String label) {
        int column = labels.indexOf(label);
        if (column < 0) {
            throw new IllegalArgumentException("'" + label + "' is not a label of the table; allowed are " + labels);
        }
        return columns[column].clone();
    }

    /** A map for each row, as a batch of statements takes it: the time as an {@link Instant}, and null for NaN. */
    public List<Map<String, @Nullable Object>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(times.length);
        for (int row = 0; row < times.length; row++) {
            rows.add(row(row));
        }
        return rows;
    }

    /** One of the {@link #rows}. */
    public Map<String, @Nullable Object> row(int row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(TIME, instant(row));
        for (int column = 0; column < columns.length; column++) {
            double value = columns[column][row];
            values.put(labels.get(column), Double.isNaN(value) ? null : value);
        }
        return values;
    }

    /** The {@link #rows} one by one, so that not all of them are in memory at once. */
    @Override
    public Iterator<Map<String, @Nullable Object>> iterator() {
        return IntStream.range(0, times.length).mapToObj(this::row).iterator();
    }

    /** CSV with a header, the times in ISO form. */
    public String csv() {
        return csv(true);
    }

    /** CSV with a header, the times as nanoseconds since the epoch. */
    public String csvWithNanos() {
        return csv(false);
    }

    /** What {@link #csv()} gives, in UTF-8, made while it is read. */
    public InputStream csvStream() {
        return new SequenceInputStream(new Enumeration<>() {

            private int next = -ROWS_OF_CHUNK;

            @Override
            public boolean hasMoreElements() {
                return next < times.length;
            }

            @Override
            public InputStream nextElement() {
                String chunk = next < 0 ? header() : csv(next, Math.min(next + ROWS_OF_CHUNK, times.length), true);
                next += ROWS_OF_CHUNK;
                return new ByteArrayInputStream(chunk.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private String csv(boolean iso) {
        return header() + csv(0, times.length, iso);
    }

    private String header() {
        StringBuilder header = new StringBuilder(TIME);
        labels.forEach(label -> header.append(',').append(quoted(label)));
        return header.append('\n').toString();
    }

    private String csv(int from, int to, boolean iso) {
        StringBuilder csv = new StringBuilder();
        for (int row = from; row < to; row++) {
            csv.append(iso ? instant(row).toString() : Long.toString(times[row]));
            for (double[] column : columns) {
                csv.append(',').append(NumberText.of(column[row]));
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String label) {
        return label.matches("[^\",\r\n]*") ? label : '"' + label.replace("\"", "\"\"") + '"';
    }

    /** What it is of, never the values. */
    @Override
    public String toString() {
        return "TimeSeriesTable[" + labels + ", " + times.length + " rows]";
    }
}
