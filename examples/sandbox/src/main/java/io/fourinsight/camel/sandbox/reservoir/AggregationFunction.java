package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.http.Refusal;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** What becomes of the samples of a window, by the service's names. */
enum AggregationFunction {
    AVG(Statistics::average),
    MIN(Statistics::min),
    MAX(Statistics::max),
    STDEV(Statistics::deviation);

    private final ToDoubleFunction<Statistics> result;

    AggregationFunction(ToDoubleFunction<Statistics> result) {
        this.result = result;
    }

    static AggregationFunction parse(String name) {
        return Arrays.stream(values())
                .filter(function -> function.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.badRequest("aggregationFunction=%s is not Avg, Min, Max or Stdev.".formatted(name)));
    }

    double of(Statistics statistics) {
        return result.applyAsDouble(statistics);
    }
}
