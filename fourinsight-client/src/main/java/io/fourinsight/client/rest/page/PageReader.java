package io.fourinsight.client.rest.page;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a collection page by page for a plan, which says whether a page is the next one or the first of another query. Not
 * for several threads at once.
 */
public final class PageReader {

    /**
     * A page.
     *
     * @param items in its order
     * @param hasNext whether it has a next link
     */
    public record Answer(List<Object> items, boolean hasNext) {}

    private final RestClient client;
    private final ServiceUrl service;
    private final Consumer<Instant> serviceTime;
    private @Nullable NextLinks links;
    private @Nullable Page last;

    /** @param serviceTime hears when the service answered, by its own clock */
    public PageReader(RestClient client, ServiceUrl service, Consumer<Instant> serviceTime) {
        this.client = client;
        this.service = service;
        this.serviceTime = serviceTime;
    }

    /**
     * The first page of a query.
     *
     * @throws RestException if it cannot be had, or is no page of a collection
     */
    public Answer query(URI url, RequestContext context) {
        links = new NextLinks(service, url);
        return read(RestRequest.get(url), context);
    }

    /**
     * The page that the next link of the last one leads to.
     *
     * @throws RestException as {@link #query}, or if the link may not be followed
     */
    public Answer next(RequestContext context) {
        NextLinks followed = links;
        Page page = last;
        if (followed == null || page == null || page.nextLink() == null) {
            throw new IllegalStateException("The last answer has no next link");
        }
        URI next = followed.follow(page.nextLink(), page.context(), page.items().isEmpty());
        return read(RestRequest.get(next), context);
    }

    private Answer read(RestRequest request, RequestContext context) {
        Page page = client.send(request, context, response -> {
            response.date().ifPresent(serviceTime);
            return Page.ofOData(Json.reader(request).read(response), request);
        });
        if (!page.isCollection()) {
            throw new RestException.Malformed(
                    request.method(), request.uri(), "it is no collection: it has no list named 'value'");
        }
        last = page;
        return new Answer(page.items(), page.nextLink() != null);
    }
}
