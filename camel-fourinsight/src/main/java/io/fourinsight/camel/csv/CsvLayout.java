package io.fourinsight.camel.csv;

import io.fourinsight.camel.csv.CsvDialect.Choice;
import io.fourinsight.camel.csv.CsvFormatException.Fault;
import io.fourinsight.camel.csv.CsvLines.Line;
import io.fourinsight.camel.csv.CsvRecords.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where in the records of one file the time is and where the values are.
 *
 * @param header the cells of the header, null without one
 * @param width how many cells a record has
 * @param time one column or two
 */
record CsvLayout(@Nullable List<String> header, int width, int[] time, List<Column> columns) {

    /** So many lines are looked at for the delimiter. */
    private static final int LOOK_AHEAD = 20;

    /** The likelier ones first: commas are also in numbers and in words. */
    private static final List<String> DELIMITERS = List.of("\t", ";", ",");

    /**
     * A column of values.
     *
     * @param index its place, from 0
     * @param label what errors call it
     * @param seriesId null if neither the option nor a header tells
     */
    record Column(int index, String label, @Nullable String seriesId, boolean text) {}

    /** The delimiter that splits most of the first lines alike; these are given back. */
    static String delimiter(CsvLines lines, CsvDialect dialect) throws IOException, Fault {
        if (dialect.delimiter() != null) {
            return dialect.delimiter();
        }
        List<Line> read = new ArrayList<>();
        List<Line> used = new ArrayList<>();
        int characters = 0;
        Line line = lines.next();
        while (line != null) {
            read.add(line);
            characters += line.text().length();
            if (!dialect.isPassedOver(line.text())) {
                used.add(line);
            }
            boolean enough = used.size() == LOOK_AHEAD || characters > CsvLines.LONGEST;
            line = enough ? null : lines.next();
        }
        lines.giveBack(read);
        String best = null;
        int most = 0;
        for (String candidate : DELIMITERS) {
            int alike = alike(used, candidate, dialect.quote());
            if (alike > most) {
                most = alike;
                best = candidate;
            }
        }
        if (best == null) {
            throw new Fault(
                    used.isEmpty() ? 1 : used.get(0).number(),
                    null,
                    used.isEmpty() ? null : "delimiter",
                    used.isEmpty() ? "the file is empty" : "no comma, semicolon or tab separates columns");
        }
        return best;
    }

    /** How many lines have the same number of delimiters outside of quotes, of those that have any. */
    private static int alike(List<Line> lines, String delimiter, char quote) {
        Map<Integer, Integer> lengths = new HashMap<>();
        for (Line line : lines) {
            boolean quoted = false;
            int count = 0;
            for (int at = 0; at < line.text().length(); at++) {
                char one = line.text().charAt(at);
                quoted ^= one == quote;
                count += !quoted && one == delimiter.charAt(0) ? 1 : 0;
            }
            if (count > 0) {
                lengths.merge(count, 1, Integer::sum);
            }
        }
        return lengths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Finds the columns by the first record. */
    static CsvLayout of(Row first, CsvDialect dialect, CsvTimes times, CsvValues values) throws Fault {
        boolean header = dialect.header() == null ? isHeader(first, dialect, times, values) : dialect.header();
        List<String> names =
                header ? Arrays.stream(first.cells()).map(String::strip).toList() : null;
        Finder finder = new Finder(first, names);
        int[] time = time(dialect, finder);
        return new CsvLayout(names, first.size(), time, finder.columns(dialect, time));
    }

    private static int[] time(CsvDialect dialect, Finder finder) throws Fault {
        List<String> wanted = dialect.time();
        if (wanted.isEmpty()) {
            return new int[] {0};
        }
        String both = String.join("+", wanted);
        if (wanted.size() == 2 && finder.hasName(both)) {
            return new int[] {finder.index(both, "time")};
        }
        int[] time = new int[wanted.size()];
        for (int i = 0; i < time.length; i++) {
            time[i] = finder.index(wanted.get(i), "time");
        }
        return time;
    }

    /** A header has neither a time where the time is, nor a number anywhere; what begins like a time is a bad one. */
    private static boolean isHeader(Row first, CsvDialect dialect, CsvTimes times, CsvValues values) throws Fault {
        boolean byNumber = dialect.time().stream().allMatch(CsvLayout::isNumber);
        if (!byNumber) {
            return true;
        }
        int[] time = time(dialect, new Finder(first, null));
        String text = timeText(first, time);
        boolean looksLikeTime = text.matches("(?s)[0-9].*") || isTime(text, times);
        boolean hasNumber = Arrays.stream(first.cells())
                .anyMatch(cell -> !dialect.isMissing(cell) && !Double.isNaN(values.number(cell.strip())));
        return !looksLikeTime && !hasNumber;
    }

    private static boolean isTime(String text, CsvTimes times) {
        try {
            times.nanos(text);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isNumber(String column) {
        return column.matches("[1-9][0-9]{0,5}");
    }

    static String timeText(Row row, int[] time) {
        String text = row.cells()[time[0]].strip();
        return time.length == 1 ? text : text + " " + row.cells()[time[1]].strip();
    }

    String timeText(Row row) {
        return timeText(row, time);
    }

    String timeLabel() {
        return header == null ? String.valueOf(time[0] + 1) : header.get(time[0]);
    }

    /** Whether a record is the header once more. */
    boolean isHeader(Row row) {
        return header != null
                && Arrays.stream(row.cells()).map(String::strip).toList().equals(header);
    }

    /** Looks for columns in the first record. */
    private record Finder(Row first, @Nullable List<String> names) {

        boolean hasName(String name) {
            return names != null && names.contains(name);
        }

        int index(String column, String option) throws Fault {
            if (names != null && names.contains(column)) {
                once(column, option);
                return names.indexOf(column);
            }
            int index = isNumber(column) ? Integer.parseInt(column) - 1 : -1;
            if (index < 0 || index >= first.size()) {
                throw new Fault(
                        first.line(),
                        column,
                        option,
                        names == null
                                ? "no such column: there are " + first.size() + ", and no header"
                                : "no such column; the header has " + names);
            }
            return index;
        }

        private void once(String name, String option) throws Fault {
            if (names != null && names.indexOf(name) != names.lastIndexOf(name)) {
                throw new Fault(
                        first.line(), name, option, "the header names this column twice; choose one by its number");
            }
        }

        List<Column> columns(CsvDialect dialect, int[] time) throws Fault {
            List<Column> found = new ArrayList<>();
            for (Choice choice : dialect.columns()) {
                int index = index(choice.column(), "columns");
                String name = names == null ? null : names.get(index);
                found.add(new Column(
                        index, choice.column(), choice.seriesId() == null ? name : choice.seriesId(), choice.text()));
            }
            if (dialect.columns().isEmpty()) {
                for (int index = 0; index < first.size(); index++) {
                    int at = index;
                    if (IntStream.of(time).noneMatch(column -> column == at)) {
                        addOther(index, dialect.text(), found);
                    }
                }
                checkOthers(found);
            }
            return List.copyOf(found);
        }

        /** A column that the header leaves without a name is left out: many lines end with a delimiter. */
        private void addOther(int index, boolean text, List<Column> found) throws Fault {
            if (names == null) {
                found.add(new Column(index, String.valueOf(index + 1), null, text));
            } else if (!names.get(index).isEmpty()) {
                once(names.get(index), "columns");
                found.add(new Column(index, names.get(index), names.get(index), text));
            }
        }

        private void checkOthers(List<Column> found) throws Fault {
            if (found.isEmpty()) {
                throw new Fault(first.line(), null, "delimiter", "no column but the time");
            }
            if (names == null && found.size() > 1) {
                throw new Fault(
                        first.line(),
                        null,
                        "columns",
                        found.size() + " columns of values and no header that names them: which is which series?");
            }
        }
    }
}
