package io.fourinsight.client.reservoir.csv;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.text.NumberText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Merges the sorted files of one day piece by piece, with one sample of each file in mind. */
final class CsvPieces implements TimeSeriesStream.Source {

    /** Text can be of any length, so a piece of text ends also when it holds that many characters. */
    private static final long LONGEST_TEXT = 4 * 1024 * 1024;

    private final @Nullable String seriesId;
    private final long to;
    private final int samples;

    /** In order of precedence. */
    private final List<SortedFile> files;

    /** Those that have not been read to their end. */
    private final List<SortedFile> left;

    private final ValueType values;
    private boolean textMode;

    /** The sample that was merged last, a number unless there is text. */
    private long timestamp;

    private double number;
    private @Nullable String text;

    /** The error of the line that the text came from, if text is one. */
    private @Nullable MalformedCsvException noNumber;

    private boolean pending;

    private CsvPieces(List<SortedFile> files, @Nullable String seriesId, long to, int samples, ValueType values) {
        this.files = List.copyOf(files);
        this.left = new ArrayList<>(files);
        this.seriesId = seriesId;
        this.to = to;
        this.samples = samples;
        this.values = values;
    }

    static CsvPieces open(
            List<CsvFile> files, @Nullable String seriesId, long from, long to, int samples, ValueType values)
            throws IOException {
        List<SortedFile> opened = new ArrayList<>();
        try {
            for (CsvFile file : files) {
                opened.add(new SortedFile(file.open()));
            }
            CsvPieces pieces = new CsvPieces(opened, seriesId, to, samples, values);
            for (SortedFile file : opened) {
                if (!file.skipTo(from)) {
                    pieces.left.remove(file);
                }
            }
            return pieces;
        } catch (IOException | RuntimeException e) {
            closeAll(opened, e);
            throw e;
        }
    }

    @Override
    public @Nullable TimeSeries next() throws IOException {
        SampleColumns columns = SampleColumns.lastValue();
        long characters = 0;
        textMode = false;
        while (columns.size() < samples && characters < LONGEST_TEXT && (pending || merge())) {
            if (text != null && noNumber != null) {
                throw noNumber;
            }
            boolean textBegins = text != null && !textMode;
            pending = textBegins && columns.size() > 0;
            if (pending) {
                break;
            }
            textMode |= textBegins;
            if (textMode) {
                String value = Objects.requireNonNull(text); // set by every line from the first text on
                characters += value.length();
                columns.add(timestamp, value);
            } else {
                columns.add(timestamp, number);
            }
        }
        return columns.size() == 0 ? null : columns.toSeries(seriesId);
    }

    /** Merges the lines at the earliest timestamp that is left into one sample; false if there is none. */
    private boolean merge() throws IOException {
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < left.size(); i++) {
            earliest = Math.min(earliest, left.get(i).timestamp());
        }
        if (left.isEmpty() || earliest >= to && to < Long.MAX_VALUE) {
            return false;
        }
        timestamp = earliest;
        boolean first = true;
        int i = 0;
        while (i < left.size()) {
            SortedFile file = left.get(i);
            boolean more = true;
            while (more && file.timestamp() == earliest) {
                take(file.lines(), first);
                first = false;
                more = file.next();
            }
            if (more) {
                i++;
            } else {
                left.remove(i);
            }
        }
        return true;
    }

    /** Takes the value of a line over the one so far, unless it is empty. */
    private void take(CsvLineReader line, boolean first) throws IOException {
        if (textMode) {
            String value = line.text();
            text = first || !NumberText.isEmpty(value) ? value : text;
        } else if (!line.readNumber()) {
            text = line.text();
            noNumber = values == ValueType.NUMBER ? line.malformed(ValueType.NO_NUMBER) : null;
        } else if (first || !Double.isNaN(line.number())) {
            number = line.number();
            text = null;
        }
    }

    /** Closes the files also if one of them cannot be; possibly while another thread is reading them. */
    @Override
    public void close() throws IOException {
        IOException failure = new IOException("Day files cannot be closed");
        closeAll(files, failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static void closeAll(List<SortedFile> files, Exception failure) {
        for (SortedFile file : files) {
            try {
                file.lines().close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
