package io.fourinsight.client.rest.page;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The pages of an OData collection, found by their next links. */
final class ODataPages extends Pages {

    private final RestClient client;
    private final RequestContext context;
    private final ServiceUrl service;
    private final NextLinks links;
    private @Nullable URI following;

    ODataPages(RestClient client, RequestContext context, ServiceUrl service, URI url, Executor executor) {
        super(fetch(client, context, RestRequest.get(url)), executor);
        this.client = client;
        this.context = context;
        this.service = service;
        this.links = new NextLinks(service, url);
    }

    /** Where the first page's next link leads; as it came if that is nowhere. */
    @Override
    @Nullable
    String firstLink() {
        String link = first().nextLink();
        if (link == null) {
            return null;
        }
        try {
            URI target = links.resolve(link, first().context());
            return service.owns(target) ? target.toString() : link;
        } catch (RestException.Malformed e) {
            return link;
        }
    }

    @Override
    boolean hasPageAfter(Page page) {
        return page.nextLink() != null;
    }

    /** A page that fails can be asked for again: its link counts as followed only once. */
    @Override
    RestRequest requestAfter(Page page) {
        if (following == null) {
            following = links.follow(
                    Objects.requireNonNull(page.nextLink()),
                    page.context(),
                    page.items().isEmpty());
        }
        return RestRequest.get(following);
    }

    @Override
    Page fetch(RestRequest request) {
        return fetch(client, context, request);
    }

    @Override
    void arrived(Page page, RestRequest request, Page next) {
        if (!next.isCollection()) {
            throw new RestException.Malformed(
                    request.method(), request.uri(), "the next page has no list named 'value'");
        }
        following = null;
    }

    private static Page fetch(RestClient client, RequestContext context, RestRequest request) {
        return Page.ofOData(client.send(request, context, Json.reader(request)), request);
    }
}
