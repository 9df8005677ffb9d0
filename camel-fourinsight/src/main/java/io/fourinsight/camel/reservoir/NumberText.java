package io.fourinsight.camel.reservoir;

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
final class NumberText {

    /** What {@link #parse(byte[], int, int)} says of text: a NaN that no computation makes, to be compared by its bits. */
    private static final long TEXT_BITS = 0x7ff8_0000_7e87_7e87L;

    private static final double TEXT = Double.longBitsToDouble(TEXT_BITS);

    /** With so many a decimal can tell every double from its neighbours. */
    private static final int MOST_DIGITS = 17;

    private NumberText() {}

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return NumberOutput.toString(value, true);
    }

    /** The number that a text stands for, or what {@link #isText} recognizes. */
    static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** As {@link #parse(String)}, of the text in {@code [from, to)}; makes no object unless that is text. */
    static double parse(byte[] bytes, int from, int to) {
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

    /**
     * Whether the text in {@code [from, to)} is one that {@link #of} writes for a number, except that of a text with sixteen
     * or seventeen digits it is not looked whether fewer would do.
     *
     * <p>Fewer than that always tell numbers apart, so that there is only one text of the form below for each number. That
     * is not so for the smallest, and the largest text may be no number: exponents of three digits are not recognized.
     */
    static boolean isWritten(byte[] bytes, int from, int to) {
        int whole = from < to && bytes[from] == '-' ? from + 1 : from;
        int point = digitsEnd(bytes, whole, to);
        int fraction = point + 1;
        int end = point < to && bytes[point] == '.' ? digitsEnd(bytes, fraction, to) : fraction;
        boolean zero = point - whole == 1 && bytes[whole] == '0';
        if (point == whole
                || end == fraction
                || !zero && bytes[whole] == '0'
                || bytes[end - 1] == '0' && end - fraction > 1
                || end - whole - 1 > MOST_DIGITS + 4) {
            return false;
        }
        int leadingZeros = zero ? zerosEnd(bytes, fraction, end) - fraction + 1 : 0;
        if (end - whole - 1 - leadingZeros > MOST_DIGITS) {
            return false;
        }
        if (end < to) {
            return bytes[end] == 'E' && !zero && point - whole == 1 && isExponent(bytes, end + 1, to);
        }
        // from a thousandth, which has three zeros with the one before the point, to below ten millions; or zero itself
        return point - whole <= 7 && (leadingZeros <= 3 || end - fraction == 1);
    }

    /** An exponent of what is too small or too large to be written without. */
    private static boolean isExponent(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        if (first >= to || to - first > 2 || bytes[first] == '0' || digitsEnd(bytes, first, to) < to) {
            return false;
        }
        return to - first > 1 || bytes[first] >= (negative ? '4' : '7');
    }

    private static int digitsEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    private static int zerosEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == '0') {
            at++;
        }
        return at;
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
    static boolean isText(double parsed) {
        return parsed != parsed && Double.doubleToRawLongBits(parsed) == TEXT_BITS;
    }

    private static boolean isEmpty(double parsed) {
        return Double.isNaN(parsed) && !isText(parsed);
    }

    /** Whether a text is an empty value: no text or NaN. */
    static boolean isEmpty(String text) {
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
