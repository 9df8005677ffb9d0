package io.fourinsight.client.reservoir.request;

import io.fourinsight.client.base.Work;
import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The DataReservoir: what can be asked of it about a time series. */
public final class ReservoirClient {

    private final RestClient client;
    private final ServiceUrl service;

    public ReservoirClient(RestClient client, ServiceUrl service) {
        this.client = client;
        this.service = service;
    }

    /** How errors name a series. */
    public static String series(String seriesId) {
        return "series '" + seriesId + "'";
    }

    /** Asks whether the service is there and accepts the token. */
    public RestRequest ping() {
        return RestRequest.get(service.resolve("ping"));
    }

    /** Asks what is known of a series. */
    public RestRequest info(String seriesId) {
        return RestRequest.get(service.resolve("timeseries", seriesId)).about(series(seriesId));
    }

    /**
     * The end of a series when it was asked for.
     *
     * @param lastSample nanoseconds since the epoch, empty if the series has no samples
     * @param serviceTime when that was, by the service's clock to the second, if that is known
     */
    public record SeriesEnd(OptionalLong lastSample, Optional<Instant> serviceTime) {}

    /** Asks when the last sample of a series is. */
    public SeriesEnd end(String seriesId, RequestContext context) {
        RestRequest request = info(seriesId);
        return client.send(request, context, response -> {
            Object info = Json.reader(request).read(response);
            OptionalLong first = time(request, info, "TimeOfFirstSample");
            OptionalLong last = time(request, info, "TimeOfLastSample");
            // of a series without samples the service says that they end before they begin
            boolean empty = first.isEmpty() || last.isEmpty() || first.getAsLong() > last.getAsLong();
            return new SeriesEnd(empty ? OptionalLong.empty() : last, response.date());
        });
    }

    private static OptionalLong time(RestRequest request, @Nullable Object info, String name) {
        Object value = Json.field(info, name);
        if (value instanceof Number nanos) {
            return OptionalLong.of(nanos.longValue());
        }
        if (value != null || !(info instanceof Map<?, ?>)) {
            throw new RestException.Malformed(
                    request.method(), request.uri(), "the info of a series: " + name + " is not a number");
        }
        return OptionalLong.empty();
    }

    /** Deletes a series. */
    public RestRequest delete(String seriesId) {
        return RestRequest.of("DELETE", service.resolve("timeseries", seriesId), null)
                .about(series(seriesId));
    }

    /** Asks for the series that have such metadata: their ids if it has a value, else also what it is, by id. */
    public RestRequest search(MetadataSearch search) {
        List<String> segments = new ArrayList<>(List.of("timeseries", "search"));
        segments.addAll(search.segments());
        return RestRequest.get(service.resolve(segments.toArray(String[]::new)));
    }

    /**
     * Fetches aggregates, page by page until there is no next link.
     *
     * <p>The service's resolution is a tick of 100 ns. A window that does not fall on ticks is widened to them, and what
     * is then at or after its end is left out again; what begins before its start is kept, being the aggregate that the
     * start falls into.
     *
     * @throws RestException if a page cannot be had or is malformed; nothing partial is returned
     */
    public TimeSeries samples(AggregateQuery query, RequestContext context) {
        return samples(query, context, Runnable::run, 1);
    }

    /**
     * As {@link #samples(AggregateQuery, RequestContext)}; a window of many pages is split at the boundaries of periods, and
     * several parts are fetched at once.
     *
     * @param executor its tasks wait for nothing but the network
     * @param parallelism how many parts at once
     */
    public TimeSeries samples(AggregateQuery query, RequestContext context, Executor executor, int parallelism) {
        try (Work work = client.begin(Work.Kind.READ, series(query.seriesId()), 0)) {
            AggregateReading reading = new AggregateReading(client, service, context, work);
            TimeSeries.Builder samples =
                    parallelism == 1 ? reading.whole(query) : reading.parts(query, executor, parallelism);
            work.done();
            return samples.build().recorded().slice(Long.MIN_VALUE, query.end());
        }
    }
}
