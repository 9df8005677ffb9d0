package io.fourinsight.client.reservoir.text;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Values as the reservoir writes them: numbers in the shortest text that reads back as the same number, infinities as
 * {@code inf} and {@code -inf}, an empty value as no text at all.
 *
 * <p>As numbers are read: decimals with or without sign and exponent, {@code inf} and {@code infinity}, and as NaN no
 * text and {@code nan}, in any case and with blanks around. {@code true}, {@code 0x10}, {@code 1_000} and Java's
 * {@code 1d} are not numbers.
 */
public final class NumberText {

    /** What {@link #parse(byte[], int, int)} says of text: a NaN that no computation makes, to be compared by its bits. */
    private static final long TEXT_BITS = 0x7ff8_0000_7e87_7e87L;

    private static final double TEXT = Double.longBitsToDouble(TEXT_BITS);

    private NumberText() {}

    public static String of(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return NumberOutput.toString(value, true);
    }

    /** The number that a text stands for, or what {@link #isText} recognizes. */
    public static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** As {@link #parse(String)}, of the text in {@code [from, to)}; makes no object unless that is text. */
    public static double parse(byte[] bytes, int from, int to) {
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (from < to && isBlank(bytes[to - 1])) {
            to--;
        }
        if (from == to) {
            return Double.NaN;
        }
        byte last = bytes[to - 1];
        // the library reads Java's syntax: without this also suffixes, and words that are not the reservoir's
        if (isDigit(last) || last == '.') {
            return decimal(bytes, from, to);
        }
        return to - from > "+infinity".length()
                ? TEXT
                : word(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    private static double decimal(byte[] bytes, int from, int to) {
        int first = bytes[from] == '-' || bytes[from] == '+' ? from + 1 : from;
        // spares the exception, the commonest words do not begin as numbers do; and 0x1p3 would be one
        boolean begins = first < to && (isDigit(bytes[first]) || bytes[first] == '.');
        if (!begins || first + 1 < to && (bytes[first + 1] | 0x20) == 'x') {
            return TEXT;
        }
        try {
            return JavaDoubleParser.parseDouble(bytes, from, to - from);
        } catch (NumberFormatException e) {
            return TEXT;
        }
    }

    private static double word(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> TEXT;
        };
    }

    /** Whether a result of parsing means that there is no number. */
    public static boolean isText(double parsed) {
        return parsed != parsed && Double.doubleToRawLongBits(parsed) == TEXT_BITS;
    }

    private static boolean isEmpty(double parsed) {
        return Double.isNaN(parsed) && !isText(parsed);
    }

    /** Whether a text is an empty value: no text or NaN. */
    public static boolean isEmpty(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        // looks no further at what is longer than -nan
        return from == to || to - from <= 4 && isEmpty(word(text.substring(from, to)));
    }

    private static boolean isBlank(int value) {
        return value == ' ' || value >= '\t' && value <= '\r';
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
