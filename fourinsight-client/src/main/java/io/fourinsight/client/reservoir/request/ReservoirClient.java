package io.fourinsight.client.reservoir.request;

import io.fourinsight.client.base.Work;
import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.page.NextLinks;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hc.core5.net.URIBuilder;
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
        TimeSeries.Builder samples = TimeSeries.builder(query.seriesId());
        URI url = url(query);
        NextLinks links = new NextLinks(service, url);
        String subject = series(query.seriesId());
        try (Work work = client.begin(Work.Kind.READ, subject, 0)) {
            AggregatePageReader.Read page = page(RestRequest.get(url).about(subject), samples, context);
            work.addItems(page.samples());
            while (page.nextLink() != null) {
                // never from a context URL: the service does not speak OData, but for the name of this link
                URI next = links.follow(page.nextLink(), page.samples() == 0);
                page = page(RestRequest.get(next).about(subject), samples, context);
                work.addItems(page.samples());
            }
            work.done();
        }
        return samples.build().recorded().slice(Long.MIN_VALUE, query.end());
    }

    /** A page that breaks off is asked for again; what it had brought is then brought once more, and replaces itself. */
    private AggregatePageReader.Read page(RestRequest request, TimeSeries.Builder samples, RequestContext context) {
        return client.send(request, context, response -> {
            try {
                return AggregatePageReader.read(response.held(), samples);
            } catch (MalformedPageException e) {
                throw new RestException.Malformed(
                        request.method(),
                        request.uri(),
                        e.getMessage() + " (Content-Type '" + response.contentType() + "')");
            }
        });
    }

    /** The query in the form that the service is known to accept, with times to a tick and Python's capital booleans. */
    private URI url(AggregateQuery query) {
        URIBuilder url = service.at("reservoir", "timeseries", query.seriesId(), "samples", "aggregate")
                .addParameter("maxPageSize", Integer.toString(query.maxPageSize()))
                .addParameter("aggregationPeriod", query.period().wire())
                .addParameter("aggregationFunction", query.function().wire())
                .addParameter("start", Timestamps.isoTickAtOrBefore(query.start()))
                .addParameter("end", Timestamps.isoTickAtOrAfter(query.end()))
                .addParameter("includeEmptyAggregations", query.includeEmpty() ? "True" : "False");
        return ServiceUrl.build(url);
    }
}
