package io.fourinsight.client.reservoir.request;

import io.fourinsight.client.base.Prefetch;
import io.fourinsight.client.base.Work;
import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.page.NextLinks;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.net.URIBuilder;
import org.jspecify.annotations.Nullable;

/** Reads the aggregates of a window: page by page, or after the first page part by part, several at once. */
final class AggregateReading {

    /** How many parts may have arrived, and are read, while {@code parallelism} others are asked for. */
    private static final int READ = 2;

    private final RestClient client;
    private final ServiceUrl service;
    private final RequestContext context;
    private final Work work;

    /** Ends the requests. */
    private final Cancellation cancellation = new Cancellation();

    /** @param work counts the samples */
    AggregateReading(RestClient client, ServiceUrl service, RequestContext context, Work work) {
        this.client = client;
        this.service = service;
        this.context = context;
        this.work = work;
    }

    /** The samples of the window, each page asked for after the one before it. */
    TimeSeries.Builder whole(AggregateQuery query) {
        return new Walk(query, new Semaphore(1)).toEnd().samples;
    }

    /** As {@link #whole}, with several parts at once if the window has many pages. */
    TimeSeries.Builder parts(AggregateQuery query, Executor executor, int parallelism) {
        Semaphore asking = new Semaphore(parallelism);
        Walk first = new Walk(query, asking).page();
        Optional<AggregateParts> parts = first.partsBehind();
        if (parts.isEmpty()) {
            return first.toEnd().samples;
        }
        PartWalks walks = new PartWalks(parts.get(), asking);
        try (Prefetch<Walk> ahead =
                new Prefetch<>("aggregates", executor, parallelism + READ, walks, cancellation::cancel)) {
            for (Walk walk = ahead.next(); walk != null; walk = ahead.next()) {
                walks.arrived(walk);
                first.samples.addAll(walk.samples);
            }
        } catch (IOException e) {
            throw new RestException.Transport("GET", url(query), String.valueOf(e.getMessage()), e);
        }
        return first.samples;
    }

    /**
     * Walks through parts. Of the last one, which may be as long as the caller likes, only the first page is read ahead: what
     * is behind that is cut into parts again.
     */
    private final class PartWalks implements Iterator<Callable<Walk>> {

        private final Semaphore asking;
        private AggregateParts parts;

        PartWalks(AggregateParts parts, Semaphore asking) {
            this.parts = parts;
            this.asking = asking;
        }

        @Override
        public boolean hasNext() {
            return parts.hasNext();
        }

        @Override
        public Callable<Walk> next() {
            Walk walk = new Walk(parts.next(), asking);
            return parts.hasNext() ? walk::toEnd : walk::page;
        }

        /** Hears of a part that was read, of each in its order. */
        void arrived(Walk walk) {
            if (!parts.isLast(walk.query)) {
                parts.had(walk.count);
                return;
            }
            Optional<AggregateParts> behind = walk.partsBehind();
            if (behind.isPresent()) {
                parts = behind.get();
            } else {
                walk.toEnd();
            }
        }
    }

    /** From one page to the next by its link, until there is none. */
    private final class Walk {

        private final AggregateQuery query;
        private final String subject;
        private final TimeSeries.Builder samples;
        private final NextLinks links;
        private final Permit permit;
        private URI url;
        private @Nullable String nextLink;
        private boolean begun;
        private long count;

        Walk(AggregateQuery query, Semaphore asking) {
            this.query = query;
            this.permit = new Permit(asking);
            this.subject = ReservoirClient.series(query.seriesId());
            this.samples = TimeSeries.builder(query.seriesId());
            this.url = url(query);
            this.links = new NextLinks(service, url);
        }

        Walk toEnd() {
            while (!begun || nextLink != null) {
                page();
            }
            return this;
        }

        /** Reads the next page. */
        Walk page() {
            AggregatePageReader.Read page;
            permit.take();
            try {
                page = read(RestRequest.get(url).about(subject), samples, permit);
            } finally {
                permit.give();
            }
            begun = true;
            count += page.samples();
            work.addItems(page.samples());
            nextLink = page.nextLink();
            if (nextLink != null) {
                // never from a context URL: the service does not speak OData, but for the name of this link
                url = links.follow(nextLink, page.samples() == 0);
            }
            return this;
        }

        /** Cuts what is left behind the first page into parts. */
        Optional<AggregateParts> partsBehind() {
            return nextLink == null ? Optional.empty() : AggregateParts.behind(query, samples);
        }
    }

    /** A page that breaks off is asked for again; what it had brought is then brought once more, and replaces itself. */
    private AggregatePageReader.Read read(RestRequest request, TimeSeries.Builder samples, Permit permit) {
        return client.send(request, context, cancellation, response -> {
            permit.give();
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

    /**
     * To ask the service for a page, of which it works on so many at once. A page that arrives gives its permit back: while
     * it is read the service works on the next.
     */
    private static final class Permit {

        private final Semaphore all;
        private boolean taken;

        Permit(Semaphore all) {
            this.all = all;
        }

        /** The end of the reading ends the requests that have the permits, and so each wait for one. */
        void take() {
            all.acquireUninterruptibly();
            taken = true;
        }

        void give() {
            if (taken) {
                taken = false;
                all.release();
            }
        }
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
