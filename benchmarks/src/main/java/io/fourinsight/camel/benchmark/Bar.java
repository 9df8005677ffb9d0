package io.fourinsight.camel.benchmark;

import java.util.Locale;

/** What a ratio must reach, or must not exceed. */
record Bar(double limit, boolean isFloor) {

    static Bar atLeast(double limit) {
        return new Bar(limit, true);
    }

    static Bar atMost(double limit) {
        return new Bar(limit, false);
    }

    boolean isCleared(double ratio) {
        return isFloor ? ratio >= limit : ratio <= limit;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.2f", isFloor ? ">=" : "<=", limit);
    }
}
