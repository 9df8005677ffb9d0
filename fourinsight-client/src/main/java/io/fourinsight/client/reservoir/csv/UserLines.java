package io.fourinsight.client.reservoir.csv;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what users' files have that the reservoir's CSV has not, such as a header or a second column, and says what is
 * accepted and what reads the rest. Taken as it stands it would become text, or no series at all.
 */
final class UserLines {

    private static final String REST = "; the data format fourinsightCsv reads the rest";

    private static final String ACCEPTED =
            "; accepted is a line time,value for each sample, without a header, the time being " + Timestamps.ALLOWED
                    + REST;

    private static final String SECOND_COMMA =
            "a second comma; accepted is one value after the time, text with a comma in"
                    + " double quotes; the data format fourinsightCsv reads several columns and decimal commas";

    static final String LONE_CR =
            "a CR that is not before an LF; accepted are LF and CRLF at the end of a line, and a CR"
                    + " in text in double quotes; the data format fourinsightCsv reads lines that end at CR";

    private static final String PACKED =
            "gzip, and not text; unpack it, or read it with the data format fourinsightCsv";

    private static final String WORKBOOK = "a zip archive, as a workbook (.xlsx) is one, and not CSV; export it as CSV";

    private static final String WIDE =
            "UTF-16 or UTF-32, and not UTF-8; name the charset where the file is read, or read"
                    + " it with the data format fourinsightCsv";

    private static final Pattern BLANK_FOR_T = Pattern.compile("\\s*\\d{4}-?\\d{2}-?\\d{2}\\s+\\d.*");

    /** How much of a file is looked at before it is read. */
    static final int HEAD = 4;

    private UserLines() {}

    /** Why a file that begins so is no text in UTF-8, null if it may be. */
    static @Nullable String faultOfHead(byte[] bytes, int length) {
        // as what each byte is in Latin-1: the marks are then found also if the route has decoded the file as that
        String raw = new String(bytes, 0, Math.min(length, HEAD), StandardCharsets.ISO_8859_1);
        String decoded = new String(bytes, 0, Math.min(length, HEAD), StandardCharsets.UTF_8);
        if (raw.startsWith("\u001f")) {
            return PACKED;
        }
        if (raw.startsWith("PK\u0003")) {
            return WORKBOOK;
        }
        for (String mark : List.of("\u00ff\u00fe", "\u00fe\u00ff")) {
            if (raw.startsWith(mark) || decoded.startsWith(mark)) {
                return WIDE;
            }
        }
        // no sample begins so, but a digit and a comma of two bytes each do
        return raw.indexOf('\0') == 0 || raw.indexOf('\0') == 1 ? WIDE : null;
    }

    /** Why a line has no time that can be read. */
    static String faultOfTime(String line) {
        int comma = line.indexOf(',');
        String time = comma < 0 ? line : line.substring(0, comma);
        if (time.indexOf('\r') >= 0) {
            return LONE_CR;
        }
        if (time.indexOf(';') >= 0) {
            return "semicolons between columns" + ACCEPTED;
        }
        if (time.indexOf('\t') >= 0) {
            return "tabs between columns" + ACCEPTED;
        }
        if (comma < 0) {
            return "no comma" + ACCEPTED;
        }
        if (BLANK_FOR_T.matcher(time).matches()) {
            return "a blank between date and time, where a T is needed" + ACCEPTED;
        }
        if (time.chars().anyMatch(Character::isLetter) && time.chars().noneMatch(Character::isDigit)) {
            return "a header" + ACCEPTED;
        }
        return "timestamp is not " + Timestamps.ALLOWED + REST;
    }

    /** Why a value without quotes is not one value, null if it is. */
    static @Nullable String faultOfValue(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ',') {
                return SECOND_COMMA;
            }
            if (bytes[i] == '\r') {
                return LONE_CR;
            }
        }
        return null;
    }

    /** Why something follows the closing quote of a value. */
    static String faultAfterQuote(byte next) {
        return next == ',' ? SECOND_COMMA : next == '\r' ? LONE_CR : "text after a closing quote" + ACCEPTED;
    }
}
