package io.fourinsight.camel.options;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a number of bytes as people write it; units are powers of 1024, whether written {@code GB} or {@code GiB}. */
public final class ByteSize {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18}) *(?:([KMGT])I?)?B?");
    private static final String UNITS = "KMGT";

    private ByteSize() {}

    /** @throws IllegalArgumentException naming the option, the text and what is allowed */
    public static long parse(String option, String text) {
        Matcher matcher = SIZE.matcher(text == null ? "" : text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw invalid(option, text);
        }
        int power = matcher.group(2) == null ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << 10 * power);
        } catch (ArithmeticException e) {
            throw invalid(option, text);
        }
    }

    private static IllegalArgumentException invalid(String option, String text) {
        return new IllegalArgumentException(
                option + " '" + text + "' must be a number of bytes, or of KiB, MiB, GiB or TiB as in 512MiB");
    }
}
