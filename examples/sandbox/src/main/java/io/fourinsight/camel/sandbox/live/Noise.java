package io.fourinsight.camel.sandbox.live;

/**
 * A smooth random function of time, from -1 to 1, the same in every sandbox: random values at even distances, and a
 * curve between them.
 */
record Noise(long seed, double period) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    double at(double seconds) {
        double position = seconds / period;
        long before = (long) Math.floor(position);
        double share = position - before;
        double blend = share * share * (3 - 2 * share);
        return value(before) * (1 - blend) + value(before + 1) * blend;
    }

    /** The random value of a number: its bits, mixed as SplitMix64 does. */
    double value(long number) {
        long bits = (number + seed * 31) * GOLDEN;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return ((bits ^ (bits >>> 31)) >> 11) * 0x1p-52;
    }
}
