package io.fourinsight.camel.reservoir;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

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
public final class DayMerge {

    private final String seriesId;
    private final long from;
    private final long to;

    /**
     * For the samples of a series in a window.
     *
     * @param from first nanosecond of the window, since the epoch
     * @param to first nanosecond after it; {@link Long#MAX_VALUE} is no end, so that the last nanosecond is in it
     */
    public DayMerge(String seriesId, long from, long to) {
        this.seriesId = seriesId;
        this.from = from;
        this.to = to;
    }

    /**
     * The samples of one day, as numbers if each of them is one.
     *
     * @throws MalformedCsvException if a file has a line that is not a sample, inside the window or outside
     */
    public TimeSeries read(List<DayFile> files) throws IOException {
        SampleColumns columns = SampleColumns.lastValue();
        for (DayFile file : files) {
            try (CsvLineReader lines = file.open()) {
                columns.expect(lines.expected());
                if (!addNumbers(lines, columns)) {
                    return texts(files).toSeries(seriesId);
                }
            }
        }
        return columns.toSeries(seriesId);
    }

    /** The samples of one day as they lie in its file; null if that is more than one, or has to be understood first. */
    PlainCsv plain(DayReading.Day day) throws IOException {
        if (day.onlyContent() == null) {
            return null;
        }
        try (InputStream file = day.onlyContent().open()) {
            return PlainCsv.find(file, from, to);
        }
    }

    /** The samples of one day as text, also if each of them is a number; only a series without samples is numeric. */
    public TimeSeries readText(List<DayFile> files) throws IOException {
        return texts(files).toTextSeries(seriesId);
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

    private SampleColumns texts(List<DayFile> files) throws IOException {
        SampleColumns columns = SampleColumns.lastValue();
        for (DayFile file : files) {
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
     * @param days what {@link #read} made of each day, in ascending order; where they overlap a later one decides
     * @param again gives the files of a day once more
     */
    public TimeSeries whole(List<TimeSeries> days, Again again) throws IOException {
        boolean anyText = days.stream().anyMatch(day -> !day.isEmpty() && !day.isNumeric());
        if (!anyText) {
            return TimeSeries.concat(seriesId, days);
        }
        List<TimeSeries> texts = new ArrayList<>(days);
        for (int day = 0; day < texts.size(); day++) {
            if (!texts.get(day).isEmpty() && texts.get(day).isNumeric()) {
                texts.set(day, readText(again.files(day)));
            }
        }
        return TimeSeries.concat(seriesId, texts);
    }

    /**
     * The samples of one day in pieces, numbers or text each, without having the day in memory.
     *
     * <p>A piece of numbers ends where text begins. The lines of each file must be in ascending order: unlike
     * {@link #read} this cannot sort, and fails at the line that is not.
     *
     * @param samples how many samples a piece holds at most
     */
    public TimeSeriesStream.Source pieces(List<DayFile> files, int samples) throws IOException {
        return DayPieces.open(files, seriesId, from, to, samples);
    }

    /** Gives the files of a day that were read before. */
    public interface Again {

        /** @param day the day's place in the list of days */
        List<DayFile> files(int day) throws IOException;
    }
}
