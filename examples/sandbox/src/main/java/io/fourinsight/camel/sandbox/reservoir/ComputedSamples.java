package io.fourinsight.camel.sandbox.reservoir;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleUnaryOperator;

/** Evenly spaced samples of a function of time, computed when they are asked for. */
final class ComputedSamples implements Samples {

    private final long start;
    private final long step;
    private final int size;
    private final DoubleUnaryOperator valueAtSecond;

    /**
     * @param valueAtSecond the value by the seconds since the start
     */
    ComputedSamples(Instant start, Duration step, int size, DoubleUnaryOperator valueAtSecond) {
        this.start = Times.toNanos(start);
        this.step = step.toNanos();
        this.size = size;
        this.valueAtSecond = valueAtSecond;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long timestamp(int index) {
        return start + index * step;
    }

    @Override
    public double number(int index) {
        return valueAtSecond.applyAsDouble(index * step / 1e9);
    }
}
