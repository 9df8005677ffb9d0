package io.fourinsight.camel.benchmark.measure;

import java.util.Locale;

/** What a ratio must reach, or must not exceed. */
public record Bar(double limit, boolean isFloor) {

    public static Bar atLeast(double limit) {
        return new Bar(limit, true);
    }

    public static Bar atMost(double limit) {
        return new Bar(limit, false);
    }

    public boolean isCleared(double ratio) {
        return isFloor ? ratio >= limit : ratio <= limit;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.2f", isFloor ? ">=" : "<=", limit);
    }
}
