package io.fourinsight.camel.csv;

import io.fourinsight.camel.csv.CsvFormatException.Fault;
import io.fourinsight.camel.csv.CsvLayout.Column;
import io.fourinsight.camel.csv.CsvRecords.Row;
import io.fourinsight.camel.csv.LocalTimes.UnclearTime;
import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads one file, record by record, into the columns of its series. A bad record leaves nothing behind. */
final class CsvReading {

    private final String file;
    private final CsvDialect dialect;
    private final BadLines faults;
    private final CsvTimes times;
    private final CsvValues values;
    private boolean any;
    private long last;
    private long lastLine;

    CsvReading(String file, CsvDialect dialect, BadLines faults) {
        this.file = file;
        this.dialect = dialect;
        this.faults = faults;
        this.times = CsvTimes.of(dialect);
        this.values = new CsvValues(dialect.decimalComma());
    }

    /**
     * What the columns make of the file, which is closed.
     *
     * @throws CsvFormatException if the file is not as the options say
     */
    <T> T read(InputStream content, Target<T> target) throws IOException {
        long line = 0;
        try (InputStream input = content) {
            CsvLines lines = CsvLines.open(input, dialect.charset());
            try {
                return read(lines, target);
            } finally {
                line = lines.number();
            }
        } catch (Fault e) {
            throw new CsvFormatException(file, e);
        } catch (EOFException | ZipException e) {
            throw new CsvFormatException(
                    file, new Fault(line + 1, null, null, "the gzip data is damaged or ends too early", e));
        }
    }

    private <T> T read(CsvLines lines, Target<T> target) throws IOException, Fault {
        for (int i = 0; i < dialect.skipLines(); i++) {
            lines.next();
        }
        CsvRecords records = new CsvRecords(lines, dialect, CsvLayout.delimiter(lines, dialect), faults);
        Row row = records.next();
        if (row == null) {
            throw new Fault(lines.number() + 1, null, null, "no record in the file");
        }
        CsvLayout layout = CsvLayout.of(row, dialect, times, values);
        try (Columns<T> columns = target.open(layout.columns())) {
            Cells cells = new Cells(layout);
            if (layout.header() != null) {
                row = records.next();
            }
            while (row != null) {
                try {
                    long time = time(row, layout);
                    cells.read(row);
                    columns.add(time, cells.numbers, cells.texts);
                    passed(time, row);
                } catch (Fault e) {
                    faults.bad(e, String.join(" | ", row.cells()));
                }
                row = records.next();
            }
            faults.end();
            return columns.complete();
        }
    }

    private long time(Row row, CsvLayout layout) throws Fault {
        int size = row.size();
        if (layout.isHeader(row)) {
            throw new Fault(row.line(), null, "header", "the header once more");
        }
        for (int extra = layout.width(); extra < size; extra++) {
            if (!row.cells()[extra].isBlank()) {
                throw new Fault(row.line(), null, "delimiter", size + " columns instead of " + layout.width());
            }
        }
        if (size < layout.width()) {
            throw new Fault(
                    row.line(),
                    null,
                    "delimiter",
                    size + " columns instead of " + layout.width() + ": a line cut short?");
        }
        try {
            long time = times.nanos(layout.timeText(row));
            check(time, row, layout);
            return time;
        } catch (DateTimeException e) {
            String option = e instanceof UnclearTime ? "ambiguousTime" : "timeFormat";
            throw new Fault(row.line(), layout.timeLabel(), option, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new Fault(row.line(), layout.timeLabel(), "timeFormat", "a time out of range", e);
        }
    }

    private void check(long time, Row row, CsvLayout layout) throws Fault {
        if (time < DataQuery.FIRST_START || time >= DataQuery.LAST_END) {
            throw new Fault(
                    row.line(),
                    layout.timeLabel(),
                    "timeFormat",
                    "a time that cannot be read back from the service, which has samples from "
                            + Timestamps.instant(DataQuery.FIRST_START) + " to before "
                            + Timestamps.instant(DataQuery.LAST_END));
        }
        if (any && time <= last) {
            throw new Fault(
                    row.line(),
                    layout.timeLabel(),
                    "timeZone",
                    (time == last ? "the same time as" : "a time before that") + " of line " + lastLine);
        }
    }

    private void passed(long time, Row row) {
        times.passed(time);
        any = true;
        last = time;
        lastLine = row.line();
    }

    /** The values of one record, NaN or null where there is none. */
    private final class Cells {

        private final List<Column> columns;
        private final double[] numbers;
        private final @Nullable String[] texts;

        Cells(CsvLayout layout) {
            columns = layout.columns();
            numbers = new double[columns.size()];
            texts = new String[columns.size()];
        }

        void read(Row row) throws Fault {
            for (int i = 0; i < numbers.length; i++) {
                Column column = columns.get(i);
                String cell = row.cells()[column.index()];
                // words in quotes are words, whatever they are
                boolean isWord = column.text() && row.quoted()[column.index()] && !cell.isEmpty();
                boolean isMissing = !isWord && dialect.isMissing(cell);
                texts[i] = column.text() && !isMissing ? cell : null;
                numbers[i] = column.text() || isMissing ? Double.NaN : number(cell.strip(), row, column);
            }
        }

        private double number(String cell, Row row, Column column) throws Fault {
            double number = values.number(cell);
            if (Double.isNaN(number)) {
                throw new Fault(row.line(), column.label(), values.hint(cell), values.reason(cell));
            }
            return number;
        }
    }

    /** Makes the place for the values of a file, once its columns are known. */
    interface Target<T> {
        Columns<T> open(List<Column> columns) throws IOException;
    }

    /** Takes records in ascending order; closed without being complete it leaves nothing. */
    interface Columns<T> extends AutoCloseable {

        /** @param texts the words, null for a column of numbers and where there is none */
        void add(long time, double[] numbers, @Nullable String[] texts) throws IOException;

        /** What becomes of the records, all of which have been added. */
        T complete() throws IOException;

        @Override
        void close() throws IOException;
    }
}
