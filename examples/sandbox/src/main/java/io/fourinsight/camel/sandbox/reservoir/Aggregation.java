package io.fourinsight.camel.sandbox.reservoir;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * An aggregation over the samples of [start, end), one page at a time.
 *
 * <p>A window is labelled with its own start. One that begins before {@code start} or ends after {@code end} holds
 * only the samples inside, so the label of the first may lie before {@code start}.
 */
record Aggregation(
        long start, long end, Period period, AggregationFunction function, boolean includeEmpty, int maxPageSize) {

    /** A window's start and its value, null if it has no number. */
    record Window(long start, Double value) {}

    /**
     * Some windows.
     *
     * @param next the window to go on with, if there are more
     */
    record Page(List<Window> windows, OptionalLong next) {}

    /**
     * Computes one page, looking only at the samples that it covers.
     *
     * @param from the first page's is {@link #start}, another's the {@link Page#next} of the one before
     */
    Page page(Samples samples, long from) {
        List<Window> windows = new ArrayList<>();
        int position = samples.indexAt(Math.max(from, start));
        long window = next(samples, position, period.windowAt(from));
        while (window < end) {
            if (windows.size() == maxPageSize) {
                return new Page(windows, OptionalLong.of(window));
            }
            long windowEnd = Math.min(period.windowAfter(window), end);
            Statistics statistics = new Statistics();
            while (position < samples.size() && samples.timestamp(position) < windowEnd) {
                statistics.add(samples.number(position++));
            }
            if (includeEmpty || !statistics.isEmpty()) {
                windows.add(new Window(window, statistics.isEmpty() ? null : function.of(statistics)));
            }
            window = next(samples, position, period.windowAfter(window));
        }
        return new Page(windows, OptionalLong.empty());
    }

    /** The window to look at: the following one, or, when empty ones do not count, that of the next sample. */
    private long next(Samples samples, int position, long following) {
        if (includeEmpty) {
            return following;
        }
        boolean more = position < samples.size() && samples.timestamp(position) < end;
        return more ? period.windowAt(samples.timestamp(position)) : end;
    }
}
