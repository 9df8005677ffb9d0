package io.fourinsight.camel.rest;

import java.net.URI;
import java.util.concurrent.Executor;

/** The pages of an OData collection, found by their next links. */
final class ODataPages extends Pages {

    private final RestClient client;
    private final Caller caller;
    private final NextLinks links;
    private URI following;

    ODataPages(RestClient client, Caller caller, ServiceUrl service, URI url, Executor executor) {
        super(fetch(client, caller, RestRequest.get(url)), executor);
        this.client = client;
        this.caller = caller;
        this.links = new NextLinks(service, url);
    }

    @Override
    boolean hasPageAfter(Page page) {
        return page.nextLink() != null;
    }

    /** A page that fails can be asked for again: its link counts as followed only once. */
    @Override
    RestRequest requestAfter(Page page) {
        if (following == null) {
            following = links.follow(page.nextLink());
        }
        return RestRequest.get(following);
    }

    @Override
    Page fetch(RestRequest request) {
        return fetch(client, caller, request);
    }

    @Override
    void arrived(Page page, RestRequest request, Page next) {
        if (!next.isCollection()) {
            throw new RestException.Malformed(request, "the next page has no list named 'value'");
        }
        following = null;
    }

    private static Page fetch(RestClient client, Caller caller, RestRequest request) {
        return Page.ofOData(client.send(request, caller, Json.reader(request)), request);
    }
}
