package io.fourinsight.camel.csv;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What files are like, as the options of the data format say it, all of them checked.
 *
 * @param delimiter null if the first lines have to tell
 * @param charset null for UTF-8 or what a byte order mark says
 * @param comment the character that a line begins with which is none, or null
 * @param header null if the first line has to tell
 * @param time names or numbers of the time columns, empty for the first column
 * @param missing words for no value, in small letters
 * @param text whether the columns hold words unless they say otherwise
 * @param columns empty for all
 * @param skipBad whether bad lines are passed over
 */
record CsvDialect(
        @Nullable String delimiter,
        char quote,
        @Nullable Charset charset,
        @Nullable Character comment,
        int skipLines,
        @Nullable Boolean header,
        List<String> time,
        String timeFormat,
        Locale locale,
        ZoneId timeZone,
        LocalTimes.Ambiguous ambiguousTime,
        boolean decimalComma,
        Set<String> missing,
        boolean text,
        List<Choice> columns,
        boolean skipBad,
        int maxBadLines) {

    /** @throws IllegalArgumentException naming the option that is bad, its value and what is allowed */
    static CsvDialect of(FourInsightCsvDataFormat options) {
        boolean text =
                oneOf("valueType", options.getValueType(), "number", "text").equals("text");
        CsvDialect dialect = new CsvDialect(
                delimiter(options.getDelimiter()),
                character("quote", options.getQuote()),
                charset(options.getCharset()),
                options.getComment() == null || options.getComment().isEmpty()
                        ? null
                        : (Character) character("comment", options.getComment()),
                atLeastZero("skipLines", options.getSkipLines()),
                switch (oneOf("header", options.getHeader(), "auto", "true", "false")) {
                    case "true" -> (Boolean) true;
                    case "false" -> (Boolean) false;
                    default -> null;
                },
                time(options.getTime()),
                options.getTimeFormat(),
                locale(options.getLocale()),
                zone(options.getTimeZone()),
                LocalTimes.Ambiguous.valueOf(
                        oneOf("ambiguousTime", options.getAmbiguousTime(), "error", "ordered", "earlier", "later")
                                .toUpperCase(Locale.ROOT)),
                options.isDecimalComma(),
                Arrays.stream(options.getMissing().split(","))
                        .map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()),
                text,
                columns(options.getColumns(), text),
                oneOf("onBadLine", options.getOnBadLine(), "fail", "skip").equals("skip"),
                atLeastZero("maxBadLines", options.getMaxBadLines()));
        dialect.check();
        return dialect;
    }

    /** The same dialect in a charset that is known. */
    CsvDialect in(Charset known) {
        return new CsvDialect(
                delimiter,
                quote,
                known,
                comment,
                skipLines,
                header,
                time,
                timeFormat,
                locale,
                timeZone,
                ambiguousTime,
                decimalComma,
                missing,
                text,
                columns,
                skipBad,
                maxBadLines);
    }

    private void check() {
        try {
            CsvTimes.check(timeFormat, locale);
        } catch (IllegalArgumentException e) {
            throw bad("timeFormat", timeFormat, "auto, ns, us, ms, s, excel, excel1904 or a pattern of java.time", e);
        }
        boolean isDelimiter = delimiter != null
                && (delimiter.indexOf(quote) >= 0 || comment != null && delimiter.indexOf(comment) >= 0);
        if (isDelimiter || comment != null && comment == quote) {
            throw new IllegalArgumentException("options delimiter, quote and comment must not share a character");
        }
    }

    private static @Nullable String delimiter(String value) {
        return switch (value) {
            case "auto" -> null;
            case "tab", "\\t" -> "\t";
            default -> {
                if (value.isEmpty() || value.length() > 8 || value.matches("(?s).*[\r\n].*")) {
                    throw bad("delimiter", value, "auto, tab or 1 to 8 characters on one line", null);
                }
                yield value;
            }
        };
    }

    private static char character(String option, String value) {
        if (value.length() != 1 || "\r\n".contains(value)) {
            throw bad(option, value, "one character", null);
        }
        return value.charAt(0);
    }

    private static int atLeastZero(String option, int value) {
        if (value < 0) {
            throw bad(option, value, "0 and more", null);
        }
        return value;
    }

    private static @Nullable Charset charset(@Nullable String value) {
        try {
            return value == null || value.isEmpty() ? null : Charset.forName(value);
        } catch (IllegalArgumentException e) {
            throw bad("charset", value, "the names of charsets, such as UTF-8, UTF-16 or windows-1252", e);
        }
    }

    private static Locale locale(@Nullable String value) {
        return value == null || value.isEmpty() ? Locale.ROOT : Locale.forLanguageTag(value.replace('_', '-'));
    }

    private static ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw bad("timeZone", value, "ids such as UTC, Europe/Oslo or +01:00", e);
        }
    }

    private static List<String> time(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return List.of();
        }
        List<String> parts =
                Arrays.stream(value.split("\\+", -1)).map(String::strip).toList();
        if (parts.size() > 2 || parts.contains("")) {
            throw bad("time", value, "a column, or two as date+time", null);
        }
        return parts;
    }

    private static String oneOf(String option, String value, String... allowed) {
        String found = value.toLowerCase(Locale.ROOT);
        if (!List.of(allowed).contains(found)) {
            throw bad(option, value, String.join(", ", allowed), null);
        }
        return found;
    }

    private static List<Choice> columns(@Nullable String value, boolean text) {
        if (value == null || value.isBlank()) {
            return List.of();
        }
        List<Choice> choices = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String item : value.split(",", -1)) {
            Choice choice = Choice.of(item, text);
            boolean again = !seen.add("column " + choice.column())
                    || choice.seriesId() != null && !seen.add("series " + choice.seriesId());
            if (choice.column().isEmpty() || "".equals(choice.seriesId()) || again) {
                throw bad("columns", value, "column=seriesId, each column and series once, separated by commas", null);
            }
            choices.add(choice);
        }
        return List.copyOf(choices);
    }

    private static IllegalArgumentException bad(
            String option, @Nullable Object value, String allowed, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "option '" + option + "': value '" + value + "' cannot be used; allowed are " + allowed, cause);
    }

    /** Whether a line is a comment, or empty. */
    boolean isPassedOver(String line) {
        return line.isEmpty() || comment != null && line.charAt(0) == comment;
    }

    /** Whether a cell means that there is no value; an empty one always does. */
    boolean isMissing(String cell) {
        String word = cell.strip();
        return word.isEmpty() || missing.contains(word.toLowerCase(Locale.ROOT));
    }

    /**
     * A column that is wanted.
     *
     * @param column its name or number
     * @param seriesId null if the column's name has to do
     */
    record Choice(String column, @Nullable String seriesId, boolean text) {

        static Choice of(String item, boolean textByDefault) {
            int equals = item.lastIndexOf('=');
            String column = (equals < 0 ? item : item.substring(0, equals)).strip();
            String seriesId = equals < 0 ? null : item.substring(equals + 1).strip();
            int colon = column.lastIndexOf(':');
            String type = colon < 0 ? "" : column.substring(colon + 1);
            boolean hasType = type.equals("text") || type.equals("number");
            return new Choice(
                    hasType ? column.substring(0, colon).strip() : column,
                    seriesId,
                    hasType ? type.equals("text") : textByDefault);
        }
    }
}
