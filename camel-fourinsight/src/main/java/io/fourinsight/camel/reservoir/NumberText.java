package io.fourinsight.camel.reservoir;

import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Values as the reservoir writes them: numbers in the shortest text that reads back as the same number, infinities as
 * {@code inf} and {@code -inf}, an empty value as no text at all.
 */
final class NumberText {

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

    /**
     * The number that a text stands for, or empty if it is not one. No text and {@code nan} are the number NaN, case and
     * surrounding blanks do not matter; {@code true}, {@code 0x10} and {@code 1_000} are not numbers.
     */
    static OptionalDouble parse(String text) {
        String stripped = text.strip();
        if (NumberInput.looksLikeValidNumber(stripped)) {
            return OptionalDouble.of(NumberInput.parseDouble(stripped, true));
        }
        return switch (stripped.toLowerCase(Locale.ROOT)) {
            case "", "nan" -> OptionalDouble.of(Double.NaN);
            case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }
}
