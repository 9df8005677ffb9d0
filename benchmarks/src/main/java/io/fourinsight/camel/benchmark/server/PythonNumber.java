package io.fourinsight.camel.benchmark.server;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/** Writes a number as Python's {@code repr} does: the shortest text that reads back, with an exponent of two digits. */
final class PythonNumber {

    private static final int FIRST_WITH_EXPONENT = 16;
    private static final int LAST_WITH_EXPONENT = -5;

    private PythonNumber() {}

    static String of(double value) {
        BigDecimal shortest = new BigDecimal(NumberOutput.toString(value, true));
        BigDecimal digits = shortest.signum() == 0 ? shortest : shortest.stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent > LAST_WITH_EXPONENT && exponent < FIRST_WITH_EXPONENT) {
            String plain = digits.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String coefficient = digits.scaleByPowerOfTen(-exponent).toPlainString();
        return coefficient + "e" + (exponent < 0 ? '-' : '+') + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
