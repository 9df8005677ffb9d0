package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.SampleInput;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.csv.CsvFile;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;

/**
 * The samples of an upload, as the reservoir's CSV.
 *
 * <p>Samples are a {@link TimeSeries}, a {@link TimeSeriesStream}, CSV (as text, bytes, stream, file or path), a map of
 * time to value or {@link Sample}s; times in CSV and maps may be all that {@link Timestamps#of} takes. They must be in
 * ascending order with no timestamp twice, but for maps, which have no order, and at times that can be read back. That is checked while the CSV is read, so
 * that nothing but the input itself needs to be in memory.
 */
public final class UploadCsv {

    private final UploadInput input;
    private final ValueType values;
    private UploadOrder order;

    private UploadCsv(UploadInput input, ValueType values) {
        this.input = input;
        this.values = values;
        this.order = new UploadOrder(values);
    }

    /**
     * The CSV of a message body; null is no sample.
     *
     * @param sort whether samples may be in any order, which takes all of them into memory: at most a million
     * @param values what they may be
     * @throws IllegalArgumentException if the body is none of the types above, saying which it is, or a map has a key that
     *     is no time or two that are the same
     */
    public static UploadCsv of(Object body, boolean sort, ValueType values) {
        UploadInput input = input(body);
        return new UploadCsv(sort ? input.sorting() : input, values);
    }

    /** CSV that can be read again, such as a cached stream; as {@link #of(Object, boolean, ValueType)} if it is a file. */
    public static UploadCsv of(String name, CsvFile.Opener opener, boolean sort, ValueType values) {
        UploadInput input = UploadCsvInput.of(name, opener);
        return new UploadCsv(sort ? input.sorting() : input, values);
    }

    private static UploadInput input(Object body) {
        if (body == null) {
            return new UploadInput.Series(TimeSeries.empty(null));
        }
        if (body instanceof TimeSeries series) {
            return new UploadInput.Series(series);
        }
        if (body instanceof TimeSeriesStream stream) {
            return new UploadInput.Stream(stream);
        }
        if (body instanceof CharSequence text) {
            String csv = text.toString();
            return UploadCsvInput.of("CSV", () -> new Utf8Stream(csv));
        }
        if (body instanceof byte[] bytes) {
            return UploadCsvInput.of("CSV", bytes);
        }
        if (body instanceof InputStream stream) {
            return UploadCsvInput.of("CSV", stream);
        }
        if (body instanceof File file) {
            return UploadCsvInput.of(file.getName(), file.toPath());
        }
        if (body instanceof Map<?, ?> map) {
            return new UploadInput.Series(SampleInput.toSeries(map));
        }
        // a path is an Iterable, too
        if (body instanceof Path path) {
            return UploadCsvInput.of(String.valueOf(path.getFileName()), path);
        }
        if (body instanceof Iterable<?> samples) {
            return new UploadInput.Samples(samples.iterator());
        }
        if (body instanceof Iterator<?> samples) {
            return new UploadInput.Samples(samples);
        }
        throw new IllegalArgumentException("Body: a " + body.getClass().getName() + " holds no samples; allowed are"
                + " TimeSeries, TimeSeriesStream, CSV as String, byte[], InputStream, File or Path, a Map of time to"
                + " value, and an Iterable or Iterator of Sample");
    }

    /**
     * The CSV, a line {@code ns,value\n} per sample; reading it fails with a {@link MalformedCsvException} at the first
     * line that is not a sample, is out of order or may not be uploaded. Closing it closes the input.
     *
     * @throws IllegalStateException if it was asked before and the input can be read only once
     */
    public InputStream stream() throws IOException {
        order = new UploadOrder(values);
        return input.open(order);
    }

    /** Whether {@link #stream} can be asked again, because the input is in memory or a file. */
    public boolean isRepeatable() {
        return input.isRepeatable();
    }

    /** Whether it is given as CSV, which is cheap to read, and not as samples, of which it has to be made. */
    boolean isCsv() {
        return input instanceof UploadCsvInput;
    }

    /** How many samples have been read of the last stream: of all of it once it has been read to its end. */
    public long samples() {
        return order.samples();
    }

    /** The timestamp of the first sample read, 0 if there is none. */
    public long firstTimestamp() {
        return order.first();
    }

    /** The timestamp of the last sample read, 0 if there is none. */
    public long lastTimestamp() {
        return order.last();
    }
}
