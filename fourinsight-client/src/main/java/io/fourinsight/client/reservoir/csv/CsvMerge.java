package io.fourinsight.client.reservoir.csv;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes series of day files.
 *
 * <p>The files of a day are given in ascending order of precedence: at each timestamp the last one that has a value
 * there decides, and within a file the last line. NaN or nothing is no value, it stays only where there is no other.
 * The result is ascending and unique whatever the order of lines.
 *
 * <p>Values are numbers if each one in the window is, else text as it was written: {@code 2.50} stays {@code 2.50}.
 * Since that shows only at the first word, the files are then read once more. Immutable, for any number of threads.
 */
public final class CsvMerge {

    private final @Nullable String seriesId;
    private final long from;
    private final long to;
    private final ValueType values;

    /**
     * For the samples of a series in a window.
     *
     * @param from first nanosecond of the window, since the epoch
     * @param to first nanosecond after it; {@link Long#MAX_VALUE} is no end, so that the last nanosecond is in it
     */
    public CsvMerge(@Nullable String seriesId, long from, long to) {
        this(seriesId, from, to, ValueType.AUTO);
    }

    /**
     * As {@link #CsvMerge(String, long, long)}.
     *
     * @param values what they may be; a word that a later line replaces by a number does not count
     */
    public CsvMerge(@Nullable String seriesId, long from, long to, ValueType values) {
        this.seriesId = seriesId;
        this.from = from;
        this.to = to;
        this.values = values;
    }

    /**
     * The samples of one day, as numbers if each of them is one.
     *
     * @throws MalformedCsvException if a file has a line that is not a sample, inside the window or outside
     */
    public TimeSeries read(List<CsvFile> files) throws IOException {
        return columns(files).toSeries(seriesId).recorded();
    }

    /** As {@link #read}, before the samples are put into arrays of their own. */
    public SampleColumns columns(List<CsvFile> files) throws IOException {
        SampleColumns columns = SampleColumns.lastValue();
        for (CsvFile file : files) {
            try (CsvLineReader lines = file.open()) {
                if (!addNumbers(lines, columns)) {
                    return numbersOrTexts(files);
                }
            }
        }
        return columns;
    }

    private SampleColumns numbersOrTexts(List<CsvFile> files) throws IOException {
        SampleColumns texts = texts(files);
        if (values == ValueType.NUMBER && !texts.isNumeric()) {
            throw noNumber(files, texts.firstWord());
        }
        return texts;
    }

    /** The line whose value has become that of the sample: the last one there that is no number. */
    private static MalformedCsvException noNumber(List<CsvFile> files, long timestamp) throws IOException {
        MalformedCsvException found = null;
        for (CsvFile file : files) {
            try (CsvLineReader lines = file.open()) {
                while (lines.next()) {
                    if (lines.timestamp() == timestamp && !lines.readNumber()) {
                        found = lines.malformed(ValueType.NO_NUMBER);
                    }
                }
            }
        }
        return Objects.requireNonNull(found); // or no text would have been seen
    }

    private boolean isInWindow(long timestamp) {
        return timestamp >= from && (timestamp < to || to == Long.MAX_VALUE);
    }

    /** Adds the samples of a file up to the first that is text; false if there is one. */
    private boolean addNumbers(CsvLineReader lines, SampleColumns columns) throws IOException {
        while (lines.next()) {
            long timestamp = lines.timestamp();
            if (isInWindow(timestamp)) {
                if (!lines.readNumber()) {
                    return false;
                }
                columns.add(timestamp, lines.number());
            }
        }
        return true;
    }

    private SampleColumns texts(List<CsvFile> files) throws IOException {
        SampleColumns columns = SampleColumns.lastValue();
        for (CsvFile file : files) {
            try (CsvLineReader lines = file.open()) {
                while (lines.next()) {
                    long timestamp = lines.timestamp();
                    if (isInWindow(timestamp)) {
                        columns.add(timestamp, lines.text());
                    }
                }
            }
        }
        return columns;
    }

    /**
     * One series of all days.
     *
     * <p>If some turned out to be text and others not, the others are read again as text, so that the whole is as it was
     * written.
     *
     * @param days what {@link #columns} made of each day, in ascending order, where they overlap a later one decides; each is
     *     let go of once it is in the series
     * @param again gives the files of a day once more
     */
    public TimeSeries whole(List<SampleColumns> days, Again again) throws IOException {
        if (SampleColumns.followOneAnother(days)) {
            return SampleColumns.join(seriesId, days).recorded();
        }
        BitSet textDays = new BitSet();
        for (int day = 0; day < days.size(); day++) {
            textDays.set(day, !days.get(day).isNumeric());
        }
        SampleColumns whole = SampleColumns.lastValue();
        for (int day = 0; day < days.size(); day++) {
            SampleColumns samples = days.set(day, null);
            boolean asWritten = textDays.isEmpty() || textDays.get(day) || samples.size() == 0;
            whole.addAll(asWritten ? samples : texts(again.files(day)));
        }
        return whole.toSeries(seriesId).recorded();
    }

    /**
     * The samples of one day in pieces, numbers or text each, without having the day in memory.
     *
     * <p>A piece of numbers ends where text begins. The lines of each file must be in ascending order: unlike
     * {@link #read} this cannot sort, and fails at the line that is not.
     *
     * @param samples how many samples a piece holds at most
     */
    public TimeSeriesStream.Source pieces(List<CsvFile> files, int samples) throws IOException {
        return CsvPieces.open(files, seriesId, from, to, samples, values);
    }

    /** Gives the files of a day that were read before. */
    public interface Again {

        /** @param day the day's place in the list of days */
        List<CsvFile> files(int day) throws IOException;
    }
}
