package io.fourinsight.camel.benchmark.measure;

import java.util.Arrays;
import java.util.Locale;

/** Some measurements of the same thing. */
public record Distribution(double median, double min, double max) {

    public static Distribution of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Distribution(median, sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return min == max ? number(median) : number(median) + " [" + number(min) + ".." + number(max) + "]";
    }

    private static String number(double value) {
        String format = value >= 1000 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
