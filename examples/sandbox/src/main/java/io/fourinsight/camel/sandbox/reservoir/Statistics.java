package io.fourinsight.camel.sandbox.reservoir;

/** Count, sum, extremes and spread of the numbers of one window; NaN is no number. */
final class Statistics {

    private long count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double runningMean;
    private double squares;

    void add(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        // Welford: the sum of squares minus the square of the sum loses all digits of a small spread around a big mean.
        double delta = value - runningMean;
        runningMean += delta / count;
        squares += delta * (value - runningMean);
    }

    boolean isEmpty() {
        return count == 0;
    }

    double average() {
        return sum / count;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /** The sample standard deviation (divided by n - 1); 0 for a single number. */
    double deviation() {
        return count == 1 ? 0 : Math.sqrt(squares / (count - 1));
    }
}
