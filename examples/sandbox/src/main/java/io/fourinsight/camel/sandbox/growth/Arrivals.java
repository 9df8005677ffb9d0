package io.fourinsight.camel.sandbox.growth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * What becomes visible at a time: changes that wait for their commit, and those that come regularly.
 *
 * @param <T> what comes
 */
public final class Arrivals<T> {

    /** Makes what comes regularly. */
    @FunctionalInterface
    public interface Change<T> {

        /**
         * The next one.
         *
         * @param number from 0
         * @param changedAt the time that it says of itself
         */
        T make(long number, Instant changedAt);
    }

    /** @param order of those that come at the same time */
    private record Arrival<T>(Instant visibleAt, long order, T value) {}

    private final class Series {

        private final Instant start;
        private final Duration every;
        private final Duration commitWithin;
        private final Change<T> change;
        private final SplittableRandom random;
        private long number;

        Series(Instant start, Duration every, Duration commitWithin, Change<T> change, long seed) {
            this.start = start;
            this.every = every;
            this.commitWithin = commitWithin;
            this.change = change;
            this.random = new SplittableRandom(seed);
        }

        void addUntil(Instant now) {
            for (Instant at = next(); !at.isAfter(now); at = next()) {
                long millis = commitWithin.toMillis();
                Instant visibleAt = at.plusMillis(millis == 0 ? 0 : random.nextLong(millis + 1));
                waiting.add(new Arrival<>(visibleAt, order++, change.make(number, at)));
                number++;
            }
        }

        private Instant next() {
            return start.plus(every.multipliedBy(number + 1));
        }
    }

    private final PriorityQueue<Arrival<T>> waiting = new PriorityQueue<>(
            Comparator.comparing((Arrival<T> arrival) -> arrival.visibleAt()).thenComparing(Arrival::order));
    private final List<Series> regular = new ArrayList<>();
    private long order;

    /** Lets something become visible at a time. */
    public synchronized void add(Instant visibleAt, T value) {
        waiting.add(new Arrival<>(visibleAt, order++, value));
    }

    /**
     * Lets something come regularly.
     *
     * @param start the first comes one interval later
     * @param commitWithin how long after its change each becomes visible at most, so that their order may be another
     */
    public synchronized void every(Duration every, Instant start, Duration commitWithin, Change<T> change) {
        if (every.isNegative() || every.isZero() || commitWithin.isNegative()) {
            throw new IllegalArgumentException(
                    "something cannot change every " + every + " and be committed within " + commitWithin);
        }
        regular.add(new Series(start, every, commitWithin, change, regular.size()));
    }

    /** What has become visible since it was asked last, in that order. */
    public synchronized List<T> until(Instant now) {
        regular.forEach(series -> series.addUntil(now));
        List<T> visible = new ArrayList<>();
        while (!waiting.isEmpty() && !waiting.peek().visibleAt().isAfter(now)) {
            visible.add(waiting.remove().value());
        }
        return visible;
    }
}
