package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.rest.call.BlobClient;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.io.IOException;
import java.util.concurrent.Executor;

/** The raw samples of the reservoir: the files of each day, several days at once, merged into series. */
public final class DataClient {

    private final DayListing listing;
    private final DayReadings readings;

    /**
     * @param service the reservoir
     * @param client asks it; no listener logs its answers, which hold signatures
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
        this.readings = new DayReadings(client, blobs, cache, executor, parallelism);
    }

    /**
     * The samples of a window as one series.
     *
     * @throws IOException if a file is damaged or does not arrive; nothing partial is returned
     * @throws io.fourinsight.client.rest.RestException if the listing cannot be had, or a store answers with an error
     */
    public TimeSeries read(DataQuery query, RequestContext caller) throws IOException {
        return readings.read(query, new ListedDays(listing, query, caller), DayReading.View.WHOLE);
    }

    /**
     * The samples of a window piece by piece, at most a day each, in little memory. What {@link #read} throws comes while
     * it is read, except what is wrong with the listing.
     */
    public TimeSeriesStream.Source open(DataQuery query, RequestContext caller) {
        return readings.open(query, new ListedDays(listing, query, caller), DayReading.View.WHOLE);
    }
}
