package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.rest.BlobClient;
import io.fourinsight.camel.rest.Caller;
import io.fourinsight.camel.rest.RestClient;
import io.fourinsight.camel.rest.ServiceUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The raw samples of the reservoir: the files of each day, several days at once, merged into series. */
public final class DataClient {

    private final DayListing listing;
    private final BlobClient blobs;
    private final DayFileCache cache;
    private final Executor executor;
    private final int parallelism;

    /**
     * @param service the reservoir
     * @param client asks it, unheard by anybody who logs answers, for these hold signatures
     * @param blobs fetches the files
     * @param cache keeps them
     * @param executor where days are fetched and merged; its tasks wait for nothing but the network
     * @param parallelism how many days at once, and how many are merged before they are asked for
     */
    public DataClient(
            ServiceUrl service,
            RestClient client,
            BlobClient blobs,
            DayFileCache cache,
            Executor executor,
            int parallelism) {
        this.listing = new DayListing(client, service);
        this.blobs = blobs;
        this.cache = cache;
        this.executor = executor;
        this.parallelism = parallelism;
    }

    /**
     * The samples of a window as one series.
     *
     * @throws IOException if a file is damaged or does not arrive; nothing partial is returned
     * @throws io.fourinsight.camel.rest.RestException if the listing cannot be had, or a store answers with an error
     */
    public TimeSeries read(DataQuery query, Caller caller) throws IOException {
        DayMerge merge = new DayMerge(query.seriesId(), query.start(), query.end());
        try (DayReading<TimeSeries> reading = begin(query, caller, day -> merged(merge, day))) {
            List<TimeSeries> days = new ArrayList<>(reading.count());
            for (TimeSeries day = reading.next(); day != null; day = reading.next()) {
                days.add(day);
            }
            return merge.whole(days, reading::again);
        }
    }

    /**
     * The samples of a window piece by piece, at most a day each, in little memory. What {@link #read} throws comes while
     * it is read, except what is wrong with the listing.
     */
    public TimeSeriesStream.Source open(DataQuery query, Caller caller) {
        DayMerge merge = new DayMerge(query.seriesId(), query.start(), query.end());
        return new DayPiecesSource(merge, ready -> begin(query, caller, ready));
    }

    private static TimeSeries merged(DayMerge merge, DayReading.Day day) throws IOException {
        try (day) {
            return merge.read(day.files());
        }
    }

    private <T> DayReading<T> begin(DataQuery query, Caller caller, DayReading.Merge<T> merge) {
        return new DayReading<>(new ListedDays(listing, query, caller), blobs, cache, executor, parallelism, merge);
    }
}
