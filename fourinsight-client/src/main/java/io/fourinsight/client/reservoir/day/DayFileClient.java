package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.rest.call.BlobClient;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The day files of a series one by one, for a reader that comes again and again: it lists them, and reads those that it
 * has not read before.
 *
 * <p>Files are merged as {@link DataClient} does. A reading throws an {@link IOException} if a file is damaged, is no
 * longer listed or does not arrive, and a {@link io.fourinsight.client.rest.RestException} if the listing cannot be had or
 * a store answers with an error, as it does if a file is gone. Nothing partial is returned.
 */
public final class DayFileClient {

    private final DayListing listing;
    private final DayReadings readings;

    /** The parameters are those of {@link DataClient}. */
    public DayFileClient(
            ServiceUrl service,
            RestClient client,
            BlobClient blobs,
            DayFileCache cache,
            Executor executor,
            int parallelism) {
        this.listing = new DayListing(client, service);
        this.readings = new DayReadings(client, blobs, cache, executor, parallelism);
    }

    /**
     * The files of some days, with one request.
     *
     * @param fromDay first day, since the epoch
     * @param toDay first day after them
     */
    public SeriesFiles list(String seriesId, long fromDay, long toDay, RequestContext caller) {
        long start = Math.max(ListedDay.start(fromDay), DataQuery.FIRST_START);
        long end = Math.min(ListedDay.start(toDay), DataQuery.LAST_END);
        if (start >= end) {
            return new SeriesFiles(fromDay, toDay, List.of(), Optional.empty());
        }
        DayListing.Listing listed = listing.list(new DataQuery(seriesId, start, end), caller, new Cancellation());
        List<ListedDay> days = listed.days().stream()
                .filter(day -> day.day() >= fromDay && day.day() < toDay)
                .toList();
        return new SeriesFiles(fromDay, toDay, days, listed.serviceTime());
    }

    /**
     * The samples of a window that are in given files.
     *
     * @param days in ascending order, each with those of its files that are to be read, in the listing's order
     */
    public FilesRead read(DataQuery window, List<ListedDay> days, RequestContext caller) throws IOException {
        FileSpan.Notes notes = new FileSpan.Notes(days, window.end());
        TimeSeries samples = readings.read(window, given(window.seriesId(), days, caller), notes);
        return new FilesRead(samples, notes.spans());
    }

    /** As {@link #read}, piece by piece, at most a day each, in little memory. */
    public FilesRead.Pieces open(DataQuery window, List<ListedDay> days, RequestContext caller) {
        FileSpan.Notes notes = new FileSpan.Notes(days, window.end());
        return new FilesRead.Pieces(readings.open(window, given(window.seriesId(), days, caller), notes), notes);
    }

    /**
     * The samples that have a value in late files.
     *
     * @param start no earlier sample counts
     * @param files in the listing's order
     */
    public TimeSeries readLate(
            String seriesId, long start, List<LateFile> files, ValueType values, RequestContext caller)
            throws IOException {
        LateFile.Days days = days(start, files);
        List<ListedDay> listed = days.listed();
        if (listed.isEmpty()) {
            return TimeSeries.empty(seriesId);
        }
        DataQuery window = new DataQuery(seriesId, start, end(files), values);
        return LateFile.Values.of(readings.read(window, given(seriesId, listed, caller), days));
    }

    /** As {@link #readLate}, piece by piece. */
    public TimeSeriesStream.Source openLate(
            String seriesId, long start, List<LateFile> files, ValueType values, RequestContext caller) {
        LateFile.Days days = days(start, files);
        DataQuery window = new DataQuery(seriesId, start, Math.max(start + 1, end(files)), values);
        return new LateFile.Values(readings.open(window, given(seriesId, days.listed(), caller), days));
    }

    /** Of those files that have samples which count. */
    private static LateFile.Days days(long start, List<LateFile> files) {
        return new LateFile.Days(
                files.stream().filter(file -> file.end() > start).toList());
    }

    private static long end(List<LateFile> files) {
        return files.stream().mapToLong(LateFile::end).max().orElse(Long.MIN_VALUE);
    }

    /** Days that are listed anew if their signatures are no longer good. */
    private ListedDays given(String seriesId, List<ListedDay> days, RequestContext caller) {
        for (int i = 1; i < days.size(); i++) {
            if (days.get(i).day() <= days.get(i - 1).day()) {
                throw new IllegalArgumentException("Day " + days.get(i).day() + " does not come after day "
                        + days.get(i - 1).day());
            }
        }
        long start = days.isEmpty()
                ? DataQuery.FIRST_START
                : ListedDay.start(days.get(0).day());
        long end = days.isEmpty()
                ? DataQuery.LAST_END
                : ListedDay.start(days.get(days.size() - 1).day() + 1);
        DataQuery whole =
                new DataQuery(seriesId, Math.max(start, DataQuery.FIRST_START), Math.min(end, DataQuery.LAST_END));
        return new ListedDays(listing, whole, caller, List.copyOf(days));
    }
}
