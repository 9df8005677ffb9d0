package io.fourinsight.client.reservoir;

/** What the reservoir computes of the samples in a period. */
public enum AggregationFunction {
    MEAN("Avg"),
    MIN("Min"),
    MAX("Max"),
    /** The standard deviation. */
    STD("Stdev");

    private final String wire;

    AggregationFunction(String wire) {
        this.wire = wire;
    }

    /**
     * The function with this name, or with the service's name for it, in any case.
     *
     * @throws IllegalArgumentException naming the option, the text and what is allowed
     */
    public static AggregationFunction parse(String option, String text) {
        for (AggregationFunction function : values()) {
            if (function.name().equalsIgnoreCase(text.strip()) || function.wire.equalsIgnoreCase(text.strip())) {
                return function;
            }
        }
        throw new IllegalArgumentException("Option " + option + ": '" + text
                + "' is no aggregation function; allowed are mean, min, max, std (or Avg, Min, Max, Stdev)");
    }

    /** The service's name. */
    public String wire() {
        return wire;
    }
}
