package io.fourinsight.camel.reservoir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes and reads series as the reservoir's CSV: a line {@code ns,value\n} per sample, UTF-8, no header.
 *
 * <p>A number is written in the shortest text that reads back as the same number, an infinity as {@code inf} or
 * {@code -inf}, NaN as nothing. Text with a comma, a double quote or a line end is put in double quotes, those in it
 * doubled (RFC 4180); any other is written as it is.
 *
 * <p>CSV that is read may also have ISO dates and date-times as timestamps. Its lines may be in any order; of two at one
 * timestamp the later stays unless it is empty.
 */
public final class TimeSeriesCsv {

    private static final String NAME = "CSV";

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

    /**
     * The series that a CSV is, without id.
     *
     * @throws MalformedCsvException if a line is not a sample
     */
    public static TimeSeries read(byte[] csv) throws IOException {
        return read(DayFile.of(CsvTimestamps.ANY, NAME, csv, csv.length));
    }

    /** As {@link #read(byte[])}, of a stream that is read to its end and left open. */
    public static TimeSeries read(InputStream csv) throws IOException {
        // into memory: it has to be read again if it turns out to be text
        return read(csv.readAllBytes());
    }

    /** As {@link #read(byte[])}, of a file. */
    public static TimeSeries read(Path csv) throws IOException {
        return read(DayFile.of(CsvTimestamps.ANY, String.valueOf(csv.getFileName()), csv));
    }

    private static TimeSeries read(DayFile csv) throws IOException {
        return new DayMerge(null, Long.MIN_VALUE, Long.MAX_VALUE).read(List.of(csv));
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
