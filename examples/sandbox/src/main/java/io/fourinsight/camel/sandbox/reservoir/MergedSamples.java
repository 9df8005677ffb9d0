package io.fourinsight.camel.sandbox.reservoir;

import java.util.Arrays;
import java.util.List;

/** Lays samples over one another: all times, and at each the last number that is one. */
final class MergedSamples {

    private MergedSamples() {}

    static Samples of(List<Samples> layers) {
        int size = layers.size();
        if (size <= 1) {
            return layers.stream().findFirst().orElse(Samples.NONE);
        }
        // By halves: one on the other, a series that has grown by a file a second takes minutes.
        return merge(of(layers.subList(0, size / 2)), of(layers.subList(size / 2, size)));
    }

    private static Samples merge(Samples lower, Samples upper) {
        long[] timestamps = new long[lower.size() + upper.size()];
        double[] values = new double[timestamps.length];
        int size = 0;
        int below = 0;
        int above = 0;
        while (below < lower.size() || above < upper.size()) {
            long lowerTime = below < lower.size() ? lower.timestamp(below) : Long.MAX_VALUE;
            long upperTime = above < upper.size() ? upper.timestamp(above) : Long.MAX_VALUE;
            boolean takeLower = below < lower.size() && lowerTime <= upperTime;
            boolean takeUpper = above < upper.size() && upperTime <= lowerTime;
            double value = takeUpper ? upper.number(above) : Double.NaN;
            timestamps[size] = takeUpper ? upperTime : lowerTime;
            values[size++] = takeLower && Double.isNaN(value) ? lower.number(below) : value;
            below += takeLower ? 1 : 0;
            above += takeUpper ? 1 : 0;
        }
        return new ArraySamples(Arrays.copyOf(timestamps, size), Arrays.copyOf(values, size));
    }
}
