package io.fourinsight.camel.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.fourinsight.camel.csv.CsvDialect.Choice;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes series as a file of one dialect: a line for each time that one of them has, each series in its column. */
final class CsvWriting {

    private static final String TIME = "time";
    private static final String VALUE = "value";

    private final CsvDialect dialect;
    private final CsvTimes times;
    private final CsvValues values;
    private final List<String> timeColumns;

    CsvWriting(CsvDialect dialect) {
        this.dialect = dialect;
        this.times = CsvTimes.of(dialect);
        this.values = new CsvValues(dialect.decimalComma());
        this.timeColumns = dialect.time().isEmpty() ? List.of("1") : dialect.time();
    }

    /**
     * The series in the body of a message.
     *
     * @param converter makes a series of anything else, or null
     * @throws IllegalArgumentException if there is none
     */
    static List<Series> series(Object body, Function<Object, @Nullable TimeSeries> converter) {
        if (body instanceof TimeSeriesGroup group) {
            return group.series().values().stream().map(Series::of).toList();
        }
        boolean isList = body instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(one -> one instanceof TimeSeries || one instanceof TimeSeriesStream);
        List<?> all = isList ? (List<?>) body : List.of(body);
        return all.stream().map(one -> one(one, converter)).toList();
    }

    private static Series one(Object body, Function<Object, @Nullable TimeSeries> converter) {
        if (body instanceof TimeSeriesStream stream) {
            return Series.of(stream);
        }
        TimeSeries series = body instanceof TimeSeries whole ? whole : converter.apply(body);
        if (series == null) {
            throw new IllegalArgumentException("Body: no time series to be written; allowed are TimeSeries,"
                    + " TimeSeriesStream, a List of these, TimeSeriesGroup, and what converts to a TimeSeries");
        }
        return Series.of(series);
    }

    /**
     * Writes the file and leaves the stream open.
     *
     * @throws IllegalArgumentException if the dialect has no way to write the series
     */
    void write(List<Series> series, OutputStream out) throws IOException {
        Charset charset = dialect.charset() == null ? StandardCharsets.UTF_8 : dialect.charset();
        OutputStreamWriter text = new OutputStreamWriter(
                out,
                charset.newEncoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(delimiter())
                .quoteCharacter(dialect.quote())
                .quoteStrategy(new Quotes())
                .lineDelimiter(LineDelimiter.LF)
                .build(text);
        int[] places = places(series);
        int width = Arrays.stream(places).max().orElse(0) + 1;
        if (!Boolean.FALSE.equals(dialect.header())) {
            csv.writeRecord(header(series, places, width));
        }
        List<Cursor> cursors = series.stream().map(Cursor::new).toList();
        Optional<Long> next = next(cursors);
        while (next.isPresent()) {
            csv.writeRecord(record(cursors, places, width, next.get()));
            next = next(cursors);
        }
        csv.flush();
        text.flush();
    }

    private char delimiter() {
        String delimiter = dialect.delimiter();
        if (delimiter == null) {
            return dialect.decimalComma() ? ';' : ',';
        }
        if (delimiter.length() != 1) {
            throw new IllegalArgumentException(
                    "option 'delimiter': value '" + delimiter + "' cannot be written; allowed is one character");
        }
        return delimiter.charAt(0);
    }

    /** The columns of the time, and behind them of each series; what has a number gets that one. */
    private int[] places(List<Series> series) {
        int[] places = new int[timeColumns.size() + series.size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < places.length; i++) {
            String column = i < timeColumns.size()
                    ? timeColumns.get(i)
                    : choice(series.get(i - timeColumns.size()))
                            .map(Choice::column)
                            .orElse("");
            if (column.matches("[1-9][0-9]{0,3}")) {
                int place = Integer.parseInt(column) - 1;
                if (Arrays.stream(places).anyMatch(taken -> taken == place)) {
                    throw new IllegalArgumentException("options 'time' and 'columns' give column " + column
                            + " to two: each needs one of its own");
                }
                places[i] = place;
            }
        }
        int free = 0;
        for (int i = 0; i < places.length; i++) {
            while (places[i] < 0) {
                int candidate = free++;
                places[i] = Arrays.stream(places).anyMatch(taken -> taken == candidate) ? -1 : candidate;
            }
        }
        return places;
    }

    private Optional<Choice> choice(Series series) {
        return dialect.columns().stream()
                .filter(choice -> series.seriesId() != null && series.seriesId().equals(choice.seriesId()))
                .findFirst();
    }

    private List<String> header(List<Series> series, int[] places, int width) {
        List<String> names = new ArrayList<>(Collections.nCopies(width, ""));
        for (int i = 0; i < places.length; i++) {
            boolean isTime = i < timeColumns.size();
            String column = isTime
                    ? timeColumns.get(i)
                    : choice(series.get(i - timeColumns.size()))
                            .map(Choice::column)
                            .orElse("");
            String fallback = isTime
                    ? TIME + (i == 0 ? "" : i + 1)
                    : Objects.requireNonNullElse(
                            series.get(i - timeColumns.size()).seriesId(), VALUE);
            names.set(places[i], column.isEmpty() || column.matches("[0-9]+") ? fallback : column);
        }
        return names;
    }

    /** The earliest time that is left. */
    private static Optional<Long> next(List<Cursor> cursors) {
        Optional<Long> earliest = Optional.empty();
        for (Cursor cursor : cursors) {
            if (cursor.hasSample() && (earliest.isEmpty() || cursor.time() < earliest.get())) {
                earliest = Optional.of(cursor.time());
            }
        }
        return earliest;
    }

    private List<String> record(List<Cursor> cursors, int[] places, int width, long time) {
        List<String> cells = new ArrayList<>(Collections.nCopies(width, ""));
        List<String> written = time(time);
        for (int i = 0; i < places.length; i++) {
            cells.set(
                    places[i],
                    i < written.size()
                            ? written.get(i)
                            : cursors.get(i - written.size()).take(time, values));
        }
        return cells;
    }

    private List<String> time(long time) {
        try {
            String text = times.text(time);
            if (timeColumns.size() == 1) {
                return List.of(text);
            }
            String[] parts = text.split("[T ]", 2);
            if (parts.length < 2 || times.nanos(parts[0] + " " + parts[1]) != time) {
                throw new DateTimeException("a time without a blank cannot be written to two columns");
            }
            return List.of(parts);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "option 'timeFormat': value '" + dialect.timeFormat() + "' cannot be written: " + e.getMessage(),
                    e);
        }
    }

    /** Quotes what would be read as something else: the word for a missing value, and the beginning of a comment. */
    private final class Quotes implements QuoteStrategy {

        @Override
        public boolean quoteValue(int line, int column, String value) {
            boolean isComment = dialect.comment() != null && !value.isEmpty() && value.charAt(0) == dialect.comment();
            return isComment || !value.isEmpty() && dialect.isMissing(value);
        }
    }

    /** A series to be written, whole or in pieces. */
    record Series(@Nullable String seriesId, Iterator<TimeSeries> pieces) {

        static Series of(TimeSeries series) {
            return new Series(series.seriesId(), List.of(series).iterator());
        }

        static Series of(TimeSeriesStream series) {
            return new Series(series.seriesId(), series.iterator());
        }
    }

    /** A series at its next sample. */
    private static final class Cursor {

        private final Iterator<TimeSeries> pieces;
        private TimeSeries piece = TimeSeries.empty(null);
        private int at;

        Cursor(Series series) {
            this.pieces = series.pieces();
        }

        boolean hasSample() {
            while (at == piece.size() && pieces.hasNext()) {
                piece = pieces.next();
                at = 0;
            }
            return at < piece.size();
        }

        long time() {
            return piece.timestamp(at);
        }

        /** The value at this time, empty if there is none. */
        String take(long time, CsvValues values) {
            if (!hasSample() || time() != time) {
                return "";
            }
            int sample = at++;
            return piece.isNumeric() ? values.text(piece.number(sample)) : piece.text(sample);
        }
    }
}
