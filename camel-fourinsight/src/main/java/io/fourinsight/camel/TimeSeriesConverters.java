package io.fourinsight.camel;

import io.fourinsight.camel.operation.BodyCharset;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.SampleInput;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import io.fourinsight.client.reservoir.upload.UserCsv;
import io.fourinsight.client.reservoir.upload.Utf8Stream;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

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

    /** Of CSV, which must be as {@code append} takes it: in order, with no time twice. */
    @Converter
    public static TimeSeries toTimeSeries(String csv) throws IOException {
        return UserCsv.read(csv.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #toTimeSeries(String)}; bytes are in UTF-8, unless the exchange says otherwise. */
    @Converter
    public static TimeSeries toTimeSeries(byte[] csv, @Nullable Exchange exchange) throws IOException {
        return BodyCharset.isUtf8(exchange)
                ? UserCsv.read(csv)
                : UserCsv.read(BodyCharset.utf8(new ByteArrayInputStream(csv), exchange));
    }

    /** As {@link #toTimeSeries(byte[], Exchange)}. */
    @Converter
    public static TimeSeries toTimeSeries(InputStream csv, @Nullable Exchange exchange) throws IOException {
        try (csv) {
            return UserCsv.read(BodyCharset.utf8(csv, exchange));
        }
    }

    /** As {@link #toTimeSeries(byte[], Exchange)}. */
    @Converter
    public static TimeSeries toTimeSeries(File csv, @Nullable Exchange exchange) throws IOException {
        if (BodyCharset.isUtf8(exchange)) {
            return UserCsv.read(csv);
        }
        try (InputStream bytes = Files.newInputStream(csv.toPath())) {
            return UserCsv.read(BodyCharset.utf8(bytes, exchange));
        }
    }

    /** As {@link #toTimeSeries(String)}; this is what a file becomes first if its endpoint names a charset. */
    @Converter
    public static TimeSeries toTimeSeries(Reader csv) throws IOException {
        try (InputStream bytes = new Utf8Stream(csv)) {
            return UserCsv.read(bytes);
        }
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
