package io.fourinsight.camel.sandbox.reservoir;

/** Samples held in memory. */
final class ArraySamples implements Samples {

    private final long[] timestamps;
    private final double[] values;

    ArraySamples(long[] timestamps, double[] values) {
        if (timestamps.length != values.length) {
            throw new IllegalArgumentException(
                    "%d timestamps but %d values".formatted(timestamps.length, values.length));
        }
        for (int i = 1; i < timestamps.length; i++) {
            if (timestamps[i - 1] >= timestamps[i]) {
                throw new IllegalArgumentException("timestamps do not ascend at " + timestamps[i]);
            }
        }
        this.timestamps = timestamps.clone();
        this.values = values.clone();
    }

    @Override
    public int size() {
        return timestamps.length;
    }

    @Override
    public long timestamp(int index) {
        return timestamps[index];
    }

    @Override
    public double number(int index) {
        return values[index];
    }
}
