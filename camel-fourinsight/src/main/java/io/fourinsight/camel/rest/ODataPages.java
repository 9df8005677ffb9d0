package io.fourinsight.camel.rest;

import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The pages of a collection, each fetched when it is asked for; the first one right away. */
final class ODataPages implements Iterator<ODataPage> {

    private final RestClient client;
    private final Caller caller;
    private final NextLinks links;
    private ODataPage ready;
    private String nextLink;
    private URI following;

    ODataPages(RestClient client, Caller caller, ServiceUrl service, URI first) {
        this.client = client;
        this.caller = caller;
        this.links = new NextLinks(service, first);
        this.ready = fetch(first);
    }

    /** The page that {@link #next} hands out first. */
    ODataPage first() {
        return ready;
    }

    @Override
    public boolean hasNext() {
        return ready != null || nextLink != null;
    }

    @Override
    public ODataPage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ODataPage page = ready == null ? following() : ready;
        ready = null;
        nextLink = page.nextLink();
        return page;
    }

    /** A page that fails can be asked for again: its link counts as followed only once. */
    private ODataPage following() {
        if (following == null) {
            following = links.follow(nextLink);
        }
        ODataPage page = fetch(following);
        if (!page.isCollection()) {
            throw new RestException.Malformed(RestRequest.get(following), "the next page has no list named 'value'");
        }
        following = null;
        return page;
    }

    private ODataPage fetch(URI url) {
        RestRequest request = RestRequest.get(url);
        return ODataPage.of(client.send(request, caller, Json.reader(request)), request);
    }

    /** The items of all pages; a page is fetched when the one before it is used up. */
    Iterator<Object> items() {
        return new Iterator<>() {

            private Iterator<Object> page = List.of().iterator();

            @Override
            public boolean hasNext() {
                while (!page.hasNext() && ODataPages.this.hasNext()) {
                    page = ODataPages.this.next().items().iterator();
                }
                return page.hasNext();
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.next();
            }
        };
    }
}
