package io.fourinsight.camel.csv;

import io.fourinsight.client.reservoir.text.NumberText;
import java.nio.charset.StandardCharsets;

/** Reads and writes the numbers of a file. */
record CsvValues(boolean decimalComma) {

    private static final char MINUS = '\u2212';

    /** The number, NaN if the text is none. */
    double number(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            char one = text.charAt(i);
            if (one == MINUS) {
                bytes[i] = '-';
            } else if (decimalComma && (one == ',' || one == '.')) {
                // a point would be one of thousands
                bytes[i] = (byte) (one == ',' ? '.' : '?');
            } else {
                bytes[i] = (byte) (one < 0x80 ? one : '?');
            }
        }
        double number = NumberText.parse(bytes, 0, bytes.length);
        return NumberText.isText(number) ? Double.NaN : number;
    }

    /** Which option may make a number of a text that is none. */
    String hint(String text) {
        boolean comma = text.indexOf(',') >= 0;
        boolean point = text.indexOf('.') >= 0;
        return comma && point
                ? "missing"
                : comma && !decimalComma || point && decimalComma ? "decimalComma" : "valueType";
    }

    String reason(String text) {
        boolean both = text.indexOf(',') >= 0 && text.indexOf('.') >= 0;
        return both
                ? "not a number: separators of thousands are not read"
                : text.getBytes(StandardCharsets.UTF_8).length == 0 ? "no value" : "not a number";
    }

    String text(double number) {
        String text = NumberText.of(number);
        return decimalComma ? text.replace('.', ',') : text;
    }
}
