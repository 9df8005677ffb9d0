package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.RequestContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The days of one reading, listed anew when a store no longer accepts the signatures.
 *
 * <p>A signature is good for an hour or so, a reading may take longer. What was read stays read: only the days that are
 * still missing are asked for, and however many downloads are refused at once, one new listing serves them all.
 */
final class ListedDays {

    private final DayListing listing;
    private final DataQuery query;
    private final RequestContext caller;
    private final List<ListedDay> days;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile int firstMissing;
    private List<ListedDay> latest;

    ListedDays(DayListing listing, DataQuery query, RequestContext caller) {
        this(
                listing,
                query,
                caller,
                listing.list(query, caller, new Cancellation()).days());
    }

    /** @param days that were listed before, of what is listed for the query */
    ListedDays(DayListing listing, DataQuery query, RequestContext caller, List<ListedDay> days) {
        this.listing = listing;
        this.query = query;
        this.caller = caller;
        this.days = days;
        this.latest = days;
    }

    int count() {
        return days.size();
    }

    ListedDay day(int index) {
        return days.get(index);
    }

    /** Says that the days before this one will not be asked for any more. */
    void reached(int index) {
        firstMissing = index;
    }

    /** The file as it was listed last. */
    ListedFile current(ListedFile file) {
        lock.lock();
        try {
            return latest == days ? file : find(file).orElse(file);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The file with another signature than the one that was refused.
     *
     * @param cancellation cuts the new listing
     * @throws IOException if the file is no longer listed
     */
    ListedFile renewed(ListedFile refused, Cancellation cancellation) throws IOException {
        lock.lock();
        try {
            ListedFile current = find(refused).orElse(refused);
            if (current == refused) {
                latest = listing.list(from(query, days.get(firstMissing).day()), caller, cancellation)
                        .days();
                current = find(refused)
                        .orElseThrow(() -> new IOException("Day file " + refused.name()
                                + " is no longer listed: the series was changed while it was read"));
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private Optional<ListedFile> find(ListedFile file) {
        return latest.stream()
                .filter(day -> day.day() == file.day())
                .flatMap(day -> day.files().stream())
                .filter(file::isSameAs)
                .findFirst();
    }

    /** The part of the window that begins with this day, should that begin later at least the last nanosecond. */
    private static DataQuery from(DataQuery query, long day) {
        long start = Math.max(query.start(), Math.min(ListedDay.start(day), query.end() - 1));
        return new DataQuery(query.seriesId(), start, query.end(), query.values());
    }
}
