package io.fourinsight.camel;

import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.reservoir.TimeSeriesTable;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Turns groups of series and their tables into what other components take: CSV with a header, or a map for each row.
 *
 * <p>Of a group without a table it is the one with each time that a series has, a tolerance of 0.
 */
@Converter(generateLoader = true)
public final class TimeSeriesGroupConverters {

    private TimeSeriesGroupConverters() {}

    @Converter
    public static TimeSeriesTable toTable(TimeSeriesGroup group) {
        return group.table(Duration.ZERO);
    }

    /** CSV, encoded while it is read. */
    @Converter
    public static InputStream toInputStream(TimeSeriesTable table) {
        return table.csvStream();
    }

    @Converter
    public static InputStream toInputStream(TimeSeriesGroup group) {
        return toInputStream(toTable(group));
    }

    @Converter
    public static byte[] toByteArray(TimeSeriesTable table) {
        return table.csv().getBytes(StandardCharsets.UTF_8);
    }

    @Converter
    public static byte[] toByteArray(TimeSeriesGroup group) {
        return toByteArray(toTable(group));
    }

    @Converter
    public static String toString(TimeSeriesTable table) {
        return table.csv();
    }

    @Converter
    public static String toString(TimeSeriesGroup group) {
        return toString(toTable(group));
    }

    @Converter
    public static List<Map<String, @Nullable Object>> toList(TimeSeriesTable table) {
        return table.rows();
    }

    @Converter
    public static List<Map<String, @Nullable Object>> toList(TimeSeriesGroup group) {
        return toList(toTable(group));
    }

    /** The rows one by one, so that not all of them are in memory at once. */
    @Converter
    public static Iterator<Map<String, @Nullable Object>> toIterator(TimeSeriesTable table) {
        return table.iterator();
    }

    @Converter
    public static Iterator<Map<String, @Nullable Object>> toIterator(TimeSeriesGroup group) {
        return toIterator(toTable(group));
    }
}
