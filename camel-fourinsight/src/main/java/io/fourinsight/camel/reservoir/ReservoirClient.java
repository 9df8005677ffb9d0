package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.rest.Caller;
import io.fourinsight.camel.rest.NextLinks;
import io.fourinsight.camel.rest.RestClient;
import io.fourinsight.camel.rest.RestException;
import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.rest.ServiceUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.net.URIBuilder;

/** The DataReservoir: what can be asked of it about a time series. */
public final class ReservoirClient {

    private final RestClient client;
    private final ServiceUrl service;

    public ReservoirClient(RestClient client, ServiceUrl service) {
        this.client = client;
        this.service = service;
    }

    /** Asks whether the service is there and accepts the token. */
    public RestRequest ping() {
        return RestRequest.get(service.resolve("ping"));
    }

    /** Asks what is known of a series. */
    public RestRequest info(String seriesId) {
        return RestRequest.get(service.resolve("timeseries", seriesId));
    }

    /** Deletes a series. */
    public RestRequest delete(String seriesId) {
        return RestRequest.of("DELETE", service.resolve("timeseries", seriesId), null);
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
    public TimeSeries samples(AggregateQuery query, Caller caller) {
        TimeSeries.Builder samples = TimeSeries.builder(query.seriesId());
        URI url = url(query);
        NextLinks links = new NextLinks(service, url);
        String next = page(url, samples, caller);
        while (next != null) {
            next = page(links.follow(next), samples, caller);
        }
        return samples.build().slice(Long.MIN_VALUE, query.end());
    }

    /** A page that breaks off is asked for again; what it had brought is then brought once more, and replaces itself. */
    private String page(URI url, TimeSeries.Builder samples, Caller caller) {
        RestRequest request = RestRequest.get(url);
        return client.send(request, caller, response -> {
            try {
                return AggregatePageReader.read(response.body(), samples);
            } catch (MalformedPageException e) {
                throw new RestException.Malformed(
                        request, e.getMessage() + " (Content-Type '" + response.contentType() + "')");
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
