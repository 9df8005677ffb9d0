package io.fourinsight.client.reservoir.csv;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /**
     * The series that a CSV is, without id.
     *
     * @throws MalformedCsvException if a line is not a sample
     */
    public static TimeSeries read(byte[] csv) throws IOException {
        return read(CsvFile.of(CsvTimestamps.ANY, NAME, csv, csv.length));
    }

    /** As {@link #read(byte[])}, of a stream that is read to its end and left open. */
    public static TimeSeries read(InputStream csv) throws IOException {
        // into memory: it has to be read again if it turns out to be text
        ByteChunks bytes = new ByteChunks();
        bytes.fill(csv, Long.MAX_VALUE);
        return read(CsvFile.of(CsvTimestamps.ANY, NAME, bytes::open));
    }

    /** As {@link #read(byte[])}, of a file. */
    public static TimeSeries read(Path csv) throws IOException {
        return read(CsvFile.of(CsvTimestamps.ANY, String.valueOf(csv.getFileName()), csv));
    }

    private static TimeSeries read(CsvFile csv) throws IOException {
        return new CsvMerge(null, Long.MIN_VALUE, Long.MAX_VALUE).read(List.of(csv));
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
