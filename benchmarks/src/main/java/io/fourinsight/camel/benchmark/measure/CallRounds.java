package io.fourinsight.camel.benchmark.measure;

import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Rounds of calls, each of short slices in which the sides call alternately: in the seconds of a round as a whole a machine
 * can become twice as fast, or half. The rounds are short and many, so that one bad second is one of them.
 */
public final class CallRounds {

    private static final int LEAST = 25;
    private static final int SLICES = 5;
    private static final Duration SLICE = Duration.ofMillis(100);

    private record Round(Load.Result ours, Load.Result baseline) {}

    private final List<Round> rounds = new ArrayList<>();

    private CallRounds() {}

    /** @param warmUps rounds before those that count */
    public static CallRounds run(int warmUps, Load ours, Load baseline) throws Exception {
        CallRounds counted = new CallRounds();
        for (int round = -warmUps; round < Math.max(LEAST, Rounds.count()); round++) {
            Round result = round(ours, baseline);
            if (round >= 0) {
                counted.rounds.add(result);
            }
        }
        return counted;
    }

    private static Round round(Load ours, Load baseline) throws Exception {
        Load.Result mine = Load.Result.NONE;
        Load.Result other = Load.Result.NONE;
        for (int slice = 0; slice < SLICES; slice++) {
            mine = mine.then(ours.run(SLICE));
            other = other.then(baseline.run(SLICE));
        }
        return new Round(mine, other);
    }

    public Outcome callsPerSecond() {
        return outcome(Load.Result::perSecond);
    }

    /** What the calling threads allocated. */
    public Outcome bytesPerCall() {
        return outcome(Load.Result::bytesPerCall);
    }

    private Outcome outcome(ToDoubleFunction<Load.Result> value) {
        return Outcome.of(
                rounds.stream()
                        .mapToDouble(round -> value.applyAsDouble(round.ours()))
                        .toArray(),
                rounds.stream()
                        .mapToDouble(round -> value.applyAsDouble(round.baseline()))
                        .toArray());
    }
}
