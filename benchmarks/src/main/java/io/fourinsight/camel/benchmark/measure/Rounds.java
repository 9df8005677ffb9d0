package io.fourinsight.camel.benchmark.measure;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * Measures two sides alternately, so that whatever else the machine does hits both.
 *
 * <p>Which side begins changes from round to round. The ratio is the median of the rounds' ratios, each made of two
 * neighbours in time.
 */
public final class Rounds {

    /** One measurement of one side. */
    @FunctionalInterface
    public interface Side {
        double measure() throws Exception;
    }

    /** What the rounds brought. */
    public record Outcome(Distribution ours, Distribution baseline, Distribution ratio) {

        /** What each round measured of either side. */
        public static Outcome of(double[] ours, double[] baseline) {
            double[] ratios = new double[ours.length];
            Arrays.setAll(ratios, round -> ours[round] / baseline[round]);
            return new Outcome(Distribution.of(ours), Distribution.of(baseline), Distribution.of(ratios));
        }
    }

    private static final int LEAST = 5;

    private Rounds() {}

    /** How many rounds are counted: the system property {@code rounds}, at least five. */
    public static int count() {
        return Math.max(LEAST, Integer.getInteger("rounds", 7));
    }

    /**
     * @param warmUps rounds before those that count
     * @param ratio of ours to the baseline's measurement
     */
    public static Outcome run(int warmUps, Side ours, Side baseline, DoubleBinaryOperator ratio) throws Exception {
        return run(warmUps, count(), ours, baseline, ratio);
    }

    private static Outcome run(int warmUps, int count, Side ours, Side baseline, DoubleBinaryOperator ratio)
            throws Exception {
        double[] mine = new double[count];
        double[] other = new double[count];
        double[] ratios = new double[count];
        for (int round = -warmUps; round < count; round++) {
            boolean first = (round & 1) == 0;
            double before = first ? ours.measure() : baseline.measure();
            double after = first ? baseline.measure() : ours.measure();
            if (round >= 0) {
                mine[round] = first ? before : after;
                other[round] = first ? after : before;
                ratios[round] = ratio.applyAsDouble(mine[round], other[round]);
            }
        }
        return new Outcome(Distribution.of(mine), Distribution.of(other), Distribution.of(ratios));
    }

    public static Outcome run(int warmUps, Side ours, Side baseline) throws Exception {
        return run(warmUps, ours, baseline, (mine, other) -> mine / other);
    }

    /** As many rounds as are given, or as the system property wants if that is more. */
    public static Outcome atLeast(int count, int warmUps, Side ours, Side baseline) throws Exception {
        return run(warmUps, Math.max(count, count()), ours, baseline, (mine, other) -> mine / other);
    }
}
