package io.fourinsight.camel.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.fourinsight.camel.csv.CsvFormatException.Fault;
import io.fourinsight.camel.csv.CsvLines.Line;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of lines. A library splits them; it is given one line at a time, so that after a bad record it can begin
 * anew at the next line.
 */
final class CsvRecords {

    private final CsvLines lines;
    private final CsvDialect dialect;
    private final String delimiter;
    private final Faults faults;
    private final Feed feed = new Feed();
    private @Nullable Iterator<Row> rows;

    CsvRecords(CsvLines lines, CsvDialect dialect, String delimiter, Faults faults) {
        this.lines = lines;
        this.dialect = dialect;
        this.delimiter = delimiter;
        this.faults = faults;
    }

    /** The next record that is one, null at the end. */
    @Nullable
    Row next() throws IOException {
        while (true) {
            feed.record.clear();
            try {
                if (rows == null) {
                    rows = rows();
                }
                return rows.hasNext() ? rows.next().at(feed.record.get(0).number()) : null;
            } catch (CsvParseException | UncheckedIOException e) {
                Fault fault = fault(e);
                String text = feed.record.get(0).text();
                // the other lines may be records of their own
                lines.giveBack(feed.record.subList(1, feed.record.size()));
                feed.rest = "";
                rows = null;
                faults.bad(fault, text);
            }
        }
    }

    private Fault fault(RuntimeException e) throws IOException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BrokenRecord broken) {
                return broken.fault;
            }
            if (cause instanceof IOException failure) {
                throw failure;
            }
        }
        return new Fault(feed.record.get(0).number(), null, "quote", "text after a closing quote");
    }

    private Iterator<Row> rows() {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(dialect.quote())
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(new RowHandler(), feed)
                .iterator();
    }

    /** Hears of lines that are bad. */
    interface Faults {

        /** @throws IOException if this is one too many */
        void bad(Fault fault, String text) throws IOException;
    }

    /**
     * A record, with the number of the line that it begins in.
     *
     * @param quoted which cells stood in quotes
     */
    record Row(long line, String[] cells, boolean[] quoted) {

        Row at(long number) {
            return new Row(number, cells, quoted);
        }

        int size() {
            return cells.length;
        }
    }

    private static final class RowHandler extends AbstractBaseCsvCallbackHandler<Row> {

        private final List<String> cells = new ArrayList<>();
        private boolean[] quoted = new boolean[16];

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells.clear();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean isQuoted) {
            if (index == quoted.length) {
                quoted = Arrays.copyOf(quoted, 2 * index);
            }
            quoted[index] = isQuoted;
            cells.add(new String(buffer, offset, length));
        }

        @Override
        protected Row buildRecord() {
            return new Row(0, cells.toArray(new String[0]), Arrays.copyOf(quoted, cells.size()));
        }
    }

    /** A record that the library must not read on. */
    private static final class BrokenRecord extends IOException {

        private static final long serialVersionUID = 1;

        final Fault fault;

        BrokenRecord(Fault fault) {
            super(fault.getMessage(), fault);
            this.fault = fault;
        }
    }

    /**
     * Hands over a line at a time. It is asked for the next one only when the library has used up the last: then a further
     * line belongs to the same record, since a quote is open.
     */
    private final class Feed extends Reader {

        private final List<Line> record = new ArrayList<>();
        private String rest = "";
        private int length;

        @Override
        public int read(char[] target, int offset, int room) throws IOException {
            if (rest.isEmpty()) {
                Line line = record.isEmpty() ? first() : further();
                if (line == null) {
                    return -1;
                }
                record.add(line);
                // a CR at the end of what it has, which may be half of an end, the library does not read in every case
                boolean isPlain = !line.end().equals("\r\n") || delimiter.length() > 1;
                rest = line.text() + (isPlain ? "\n" : line.end());
                length += rest.length();
            }
            int count = Math.min(room, rest.length());
            rest.getChars(0, count, target, offset);
            rest = rest.substring(count);
            return count;
        }

        private @Nullable Line first() throws IOException {
            length = 0;
            Line line = lines.next();
            while (line != null && (isPassedOver(line) || isBad(line))) {
                line = lines.next();
            }
            return line;
        }

        private boolean isPassedOver(Line line) {
            return dialect.isPassedOver(line.text());
        }

        private boolean isBad(Line line) throws IOException {
            Fault fault = line.fault(lines.charset());
            if (fault != null) {
                faults.bad(fault, line.text());
            }
            return fault != null;
        }

        private Line further() throws IOException {
            long begin = record.get(0).number();
            Line line = lines.next();
            if (line == null) {
                throw new BrokenRecord(new Fault(begin, null, "quote", "a quote is not closed before the end"));
            }
            if (line.fault(lines.charset()) != null || length + line.text().length() > CsvLines.LONGEST) {
                record.add(line);
                throw new BrokenRecord(new Fault(
                        begin, null, "quote", "a quote is not closed within " + CsvLines.LONGEST + " characters"));
            }
            return line;
        }

        @Override
        public void close() {
            // the lines are closed by their owner
        }
    }
}
