package io.fourinsight.camel;

import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.SampleInput;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Converter;

/**
 * Turns series into what other components take, the reservoir's CSV or their samples one by one, and what those give
 * into series.
 */
@Converter(generateLoader = true)
public final class TimeSeriesConverters {

    private TimeSeriesConverters() {}

    /** CSV, encoded while it is read. */
    @Converter
    public static InputStream toInputStream(TimeSeries series) {
        return TimeSeriesCsv.inputStream(series);
    }

    @Converter
    public static byte[] toByteArray(TimeSeries series) {
        return TimeSeriesCsv.bytes(series);
    }

    @Converter
    public static String toString(TimeSeries series) {
        return TimeSeriesCsv.string(series);
    }

    @Converter
    public static Iterator<Sample> toIterator(TimeSeries series) {
        return series.iterator();
    }

    @Converter
    public static List<Sample> toList(TimeSeries series) {
        List<Sample> samples = new ArrayList<>(series.size());
        series.forEach(samples::add);
        return samples;
    }

    /** CSV, encoded while it is read; closing it closes the series. */
    @Converter
    public static InputStream toInputStream(TimeSeriesStream series) {
        return TimeSeriesCsv.inputStream(series);
    }

    /** The CSV of all pieces, which must fit into memory. */
    @Converter
    public static byte[] toByteArray(TimeSeriesStream series) throws IOException {
        try (InputStream csv = TimeSeriesCsv.inputStream(series)) {
            return csv.readAllBytes();
        }
    }

    /** As {@link #toByteArray(TimeSeriesStream)}. */
    @Converter
    public static String toString(TimeSeriesStream series) throws IOException {
        return new String(toByteArray(series), StandardCharsets.UTF_8);
    }

    /** The pieces, one after the other. */
    @Converter
    public static Iterator<TimeSeries> toIterator(TimeSeriesStream series) {
        return series.iterator();
    }

    /** The pieces, which must fit into memory. */
    @Converter
    public static List<TimeSeries> toList(TimeSeriesStream series) {
        // a second reader fails here, before it would close the stream under the first
        Iterator<TimeSeries> pieces = series.iterator();
        try (series) {
            List<TimeSeries> list = new ArrayList<>();
            pieces.forEachRemaining(list::add);
            return list;
        }
    }

    /** All pieces as one series. */
    @Converter
    public static TimeSeries toTimeSeries(TimeSeriesStream series) {
        return series.readAll();
    }

    @Converter
    public static TimeSeries toTimeSeries(String csv) throws IOException {
        return TimeSeriesCsv.read(csv.getBytes(StandardCharsets.UTF_8));
    }

    @Converter
    public static TimeSeries toTimeSeries(byte[] csv) throws IOException {
        return TimeSeriesCsv.read(csv);
    }

    @Converter
    public static TimeSeries toTimeSeries(InputStream csv) throws IOException {
        try (csv) {
            return TimeSeriesCsv.read(csv);
        }
    }

    @Converter
    public static TimeSeries toTimeSeries(File csv) throws IOException {
        return TimeSeriesCsv.read(csv.toPath());
    }

    /** From times to values; the order of the map does not matter. */
    @Converter
    public static TimeSeries toTimeSeries(Map<?, ?> samples) {
        return SampleInput.toSeries(samples);
    }

    /** Of {@link Sample}s in any order. */
    @Converter
    public static TimeSeries toTimeSeries(Iterable<?> samples) {
        return SampleInput.toSeries(samples);
    }
}
