package io.fourinsight.client.reservoir.csv;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes series as the reservoir's CSV: a line {@code ns,value\n} per sample, UTF-8, no header.
 *
 * <p>A number is written in the shortest text that reads back as the same number, an infinity as {@code inf} or
 * {@code -inf}, NaN as nothing. Text with a comma, a double quote or a line end is put in double quotes, those in it
 * doubled (RFC 4180); any other is written as it is.
 */
public final class TimeSeriesCsv {

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private TimeSeriesCsv() {}

    /** The CSV as a stream that encodes as it is read, in constant memory. */
    public static InputStream inputStream(TimeSeries series) {
        return new CsvInputStream(series);
    }

    /**
     * The CSV of a stream, encoded while it is read; closing it closes the stream. The caller becomes the reader of
     * the stream.
     *
     * @throws IllegalStateException if the stream has a reader already
     */
    public static InputStream inputStream(TimeSeriesStream stream) {
        return new CsvInputStream(stream.iterator(), stream::close);
    }

    public static byte[] bytes(TimeSeries series) {
        // of the right size at once: a buffer that grows would need three times the memory, in large pieces
        byte[] csv = new byte[length(series)];
        CsvEncoder encoder = new CsvEncoder(series);
        for (int at = 0; encoder.next(); at += encoder.length()) {
            System.arraycopy(encoder.buffer(), 0, csv, at, encoder.length());
        }
        return csv;
    }

    public static String string(TimeSeries series) {
        return new String(bytes(series), StandardCharsets.UTF_8);
    }

    /** Writes the CSV and leaves the stream open. */
    public static void writeTo(TimeSeries series, OutputStream out) throws IOException {
        CsvEncoder encoder = new CsvEncoder(series);
        while (encoder.next()) {
            out.write(encoder.buffer(), 0, encoder.length());
        }
    }

    private static int length(TimeSeries series) {
        long length = 0;
        CsvEncoder encoder = new CsvEncoder(series);
        while (encoder.next()) {
            length += encoder.length();
        }
        if (length > LONGEST_ARRAY) {
            throw new IllegalStateException("The CSV of the series has " + length
                    + " bytes, more than fit into one array; read it as a stream");
        }
        return (int) length;
    }
}
