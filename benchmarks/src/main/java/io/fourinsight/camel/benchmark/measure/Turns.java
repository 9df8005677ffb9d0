package io.fourinsight.camel.benchmark.measure;

import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;

/**
 * How long two sides took that worked in turn: for work that is over in a fraction of a second, in which a machine can do
 * anything.
 *
 * @param ours nanoseconds of all turns together
 * @param baseline nanoseconds of all turns together
 */
public record Turns(int count, long ours, long baseline) {

    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    public static Turns take(int count, Work ours, Work baseline) throws Exception {
        long mine = 0;
        long other = 0;
        for (int turn = 0; turn < count; turn++) {
            long before = System.nanoTime();
            ours.run();
            long between = System.nanoTime();
            baseline.run();
            mine += between - before;
            other += System.nanoTime() - between;
        }
        return new Turns(count, mine, other);
    }

    /**
     * Rounds of so many turns.
     *
     * @param amount what one turn does of what is counted per second
     */
    public static Outcome rounds(int warmUps, int turns, int amount, Work ours, Work baseline) throws Exception {
        return rounds(Rounds.count(), warmUps, turns, amount, ours, baseline);
    }

    /** As many rounds as are given, or as the system property wants if that is more. */
    public static Outcome atLeast(int count, int warmUps, int turns, int amount, Work ours, Work baseline)
            throws Exception {
        return rounds(Math.max(count, Rounds.count()), warmUps, turns, amount, ours, baseline);
    }

    private static Outcome rounds(int count, int warmUps, int turns, int amount, Work ours, Work baseline)
            throws Exception {
        take(warmUps * turns, ours, baseline);
        double[] mine = new double[count];
        double[] other = new double[mine.length];
        for (int round = 0; round < mine.length; round++) {
            Turns taken = take(turns, ours, baseline);
            mine[round] = taken.oursPerSecond(amount);
            other[round] = taken.baselinePerSecond(amount);
        }
        return Outcome.of(mine, other);
    }

    public double oursPerSecond(int amount) {
        return (double) count * amount * 1e9 / ours;
    }

    public double baselinePerSecond(int amount) {
        return (double) count * amount * 1e9 / baseline;
    }
}
