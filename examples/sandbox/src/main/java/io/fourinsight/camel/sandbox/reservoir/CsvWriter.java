package io.fourinsight.camel.sandbox.reservoir;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Writes samples as the reservoir's CSV: {@code index,value} a line. */
final class CsvWriter {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_INDEX = 20;

    private CsvWriter() {}

    static void write(Samples samples, int from, int to, OutputStream out) throws IOException {
        // Many millions of lines: a buffered stream would lock itself for each of their pieces.
        byte[] buffer = new byte[BUFFER];
        int filled = 0;
        for (int i = from; i < to; i++) {
            byte[] value = samples.text(i).getBytes(StandardCharsets.UTF_8);
            if (filled + LONGEST_INDEX + value.length + 3 > BUFFER) {
                out.write(buffer, 0, filled);
                filled = 0;
            }
            filled = NumberOutput.outputLong(samples.timestamp(i), buffer, filled);
            buffer[filled++] = ',';
            System.arraycopy(value, 0, buffer, filled, value.length);
            filled += value.length;
            buffer[filled++] = '\r';
            buffer[filled++] = '\n';
        }
        out.write(buffer, 0, filled);
    }

    /**
     * A number in as few digits as tell it from others, written as the service does: whole ones without a point, an
     * exponent where Python has one ({@code 9.53e-05}); NaN is empty.
     */
    static String format(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String text = NumberOutput.toString(value, true);
        int mark = text.indexOf('E');
        if (mark < 0) {
            return withoutPoint(text);
        }
        int exponent = Integer.parseInt(text.substring(mark + 1));
        if (exponent >= -4 && exponent < 16) {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        }
        int size = Math.abs(exponent);
        return withoutPoint(text.substring(0, mark)) + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    private static String withoutPoint(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
