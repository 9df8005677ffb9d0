package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.Rounds.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Collects what the calls of both sides allocated while their throughput is measured; the last rounds count. */
final class Allocations {

    private final List<Double> ours = new ArrayList<>();
    private final List<Double> baseline = new ArrayList<>();

    Load.Result ours(Load.Result result) {
        ours.add(result.bytesPerCall());
        return result;
    }

    Load.Result baseline(Load.Result result) {
        baseline.add(result.bytesPerCall());
        return result;
    }

    Outcome outcome() {
        return Outcome.of(last(ours), last(baseline));
    }

    private static double[] last(List<Double> values) {
        return values.subList(values.size() - Rounds.count(), values.size()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
