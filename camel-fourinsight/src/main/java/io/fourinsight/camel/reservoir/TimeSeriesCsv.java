package io.fourinsight.camel.reservoir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes series as the reservoir's CSV: a line {@code ns,value\n} per sample, UTF-8, no header.
 *
 * <p>A number is written in the shortest text that reads back as the same number, an infinity as {@code inf} or
 * {@code -inf}, NaN as nothing. Text with a comma, a double quote or a line end is put in double quotes, those in it
 * doubled (RFC 4180); any other is written as it is.
 */
public final class TimeSeriesCsv {

    private static final int USUAL_BYTES_PER_SAMPLE = 40;

    private TimeSeriesCsv() {}

    /** The CSV as a stream that encodes as it is read, in constant memory. */
    public static InputStream inputStream(TimeSeries series) {
        return new CsvInputStream(series);
    }

    public static byte[] bytes(TimeSeries series) {
        return toMemory(series).toByteArray();
    }

    public static String string(TimeSeries series) {
        return toMemory(series).toString(StandardCharsets.UTF_8);
    }

    /** Writes the CSV and leaves the stream open. */
    public static void writeTo(TimeSeries series, OutputStream out) throws IOException {
        CsvEncoder encoder = new CsvEncoder(series);
        while (encoder.next()) {
            out.write(encoder.buffer(), 0, encoder.length());
        }
    }

    private static ByteArrayOutputStream toMemory(TimeSeries series) {
        long estimate = (long) series.size() * USUAL_BYTES_PER_SAMPLE;
        ByteArrayOutputStream memory = new ByteArrayOutputStream((int) Math.min(estimate, Integer.MAX_VALUE - 8));
        try {
            writeTo(series, memory);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        return memory;
    }
}
