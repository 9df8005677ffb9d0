package io.fourinsight.camel.sandbox.reservoir;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;

/** Collects what can be read as numbers from CSV that is written to it, and passes over what cannot. */
final class CsvReader extends OutputStream {

    private static final Map<String, Double> INFINITIES =
            Map.of("inf", Double.POSITIVE_INFINITY, "-inf", Double.NEGATIVE_INFINITY);

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long[] timestamps = new long[64];
    private double[] values = new double[64];
    private int size;

    @Override
    public void write(int value) {
        if (value == '\n') {
            endOfLine();
        } else {
            line.write(value);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                endOfLine();
                start = i + 1;
            }
        }
        line.write(bytes, start, offset + length - start);
    }

    void endOfBlob() {
        endOfLine();
    }

    Samples samples() {
        Samples read = new ArraySamples(Arrays.copyOf(timestamps, size), Arrays.copyOf(values, size));
        size = 0;
        return read;
    }

    private void endOfLine() {
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        int comma = text.indexOf(',');
        if (comma < 0) {
            return;
        }
        // Else a line of a day file that a test has made bad, or the rest of a text with a line break.
        parse(text.substring(0, comma)).ifPresent(index -> add(index, number(text.substring(comma + 1))));
    }

    /** Samples must ascend; one that does not is none, like a bad line. */
    private void add(long timestamp, double value) {
        if (size > 0 && timestamp <= timestamps[size - 1]) {
            return;
        }
        if (size == timestamps.length) {
            timestamps = Arrays.copyOf(timestamps, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        timestamps[size] = timestamp;
        values[size++] = value;
    }

    private static OptionalLong parse(String index) {
        try {
            return OptionalLong.of(Long.parseLong(index));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static double number(String text) {
        try {
            Double infinity = INFINITIES.get(text);
            return infinity == null ? Double.parseDouble(text) : infinity;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
