package io.fourinsight.camel.rest;

import java.net.URI;

/** The pages of an OData collection, found by their next links. */
final class ODataPages extends Pages {

    private final RestClient client;
    private final Caller caller;
    private final NextLinks links;
    private URI following;

    ODataPages(RestClient client, Caller caller, ServiceUrl service, URI url) {
        super(fetch(client, caller, url));
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
    Page pageAfter(Page page) {
        if (following == null) {
            following = links.follow(page.nextLink());
        }
        Page next = fetch(client, caller, following);
        if (!next.isCollection()) {
            throw new RestException.Malformed(RestRequest.get(following), "the next page has no list named 'value'");
        }
        following = null;
        return next;
    }

    private static Page fetch(RestClient client, Caller caller, URI url) {
        RestRequest request = RestRequest.get(url);
        return Page.ofOData(client.send(request, caller, Json.reader(request)), request);
    }
}
