package io.fourinsight.client.reservoir.request;

import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Cuts what is left of a window behind a page into parts at the boundaries of periods, each about as long as that page
 * reached. Where samples are rarer the parts become longer.
 *
 * <p>A part without samples is mostly one behind the end of the series, of which as much may be left as the caller likes.
 * So the next part is all that is left. If the series does go on there, its first page is one behind which to cut again.
 */
final class AggregateParts implements Iterator<AggregateQuery> {

    private static final long DAY = Duration.ofDays(1).toNanos();

    private final AggregateQuery query;
    private final long ofPage;
    private long from;
    private long length;
    private boolean inGap;

    private AggregateParts(AggregateQuery query, long from, long length, long ofPage) {
        this.query = query;
        this.from = from;
        this.length = length;
        this.ofPage = ofPage;
    }

    /**
     * The parts behind the first page of a window, empty if only its next link is sure to lead on: the page is not in order or
     * does not say when its samples are, a period does not go into a day, so that where it begins is the service's to know,
     * or what is left is no more than another page.
     *
     * @param page the samples of that page
     */
    static Optional<AggregateParts> behind(AggregateQuery query, TimeSeries.Builder page) {
        long period = query.period().nanos();
        OptionalLong last = page.end();
        boolean isAligned = last.isPresent() && DAY % period == 0 && Math.floorMod(last.getAsLong(), period) == 0;
        if (!isAligned || last.getAsLong() >= query.end() - period) {
            return Optional.empty();
        }
        long from = last.getAsLong() + period;
        // a span that is too large for a long is negative
        long covered = from - page.start().orElseThrow();
        long left = query.end() - from;
        if (covered <= 0 || left <= covered) {
            return Optional.empty();
        }
        return Optional.of(new AggregateParts(query, from, (covered + period - 1) / period * period, page.size()));
    }

    boolean isLast(AggregateQuery part) {
        return part.end() == query.end();
    }

    @Override
    public boolean hasNext() {
        return from < query.end();
    }

    @Override
    public AggregateQuery next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        long start = from;
        from = !inGap && query.end() - start > length ? start + length : query.end();
        return new AggregateQuery(
                query.seriesId(),
                start,
                from,
                query.period(),
                query.function(),
                query.includeEmpty(),
                query.maxPageSize());
    }

    /** Hears how many samples a part had; those that follow become longer or shorter. */
    void had(long samples) {
        inGap = samples == 0;
        if (samples > ofPage) {
            long period = query.period().nanos();
            length = Math.max(period, (long) ((double) length * ofPage / samples) / period * period);
        } else if (samples < ofPage / 2) {
            length = length < (query.end() - from) / 2 ? length * 2 : query.end() - from;
        }
    }
}
