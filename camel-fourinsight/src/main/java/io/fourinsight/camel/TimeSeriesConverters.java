package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.Sample;
import io.fourinsight.camel.reservoir.TimeSeries;
import io.fourinsight.camel.reservoir.TimeSeriesCsv;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Converter;

/** Turns series into what other components take: the reservoir's CSV, or their samples one by one. */
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
}
