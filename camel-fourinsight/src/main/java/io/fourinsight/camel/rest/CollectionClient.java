package io.fourinsight.camel.rest;

import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads what may be a collection, in the shape that a route wants. */
public final class CollectionClient {

    /** What becomes of the pages of a collection. */
    public enum Paging {
        /** the items of all pages */
        items,
        /** all pages, each as it came */
        pages,
        /** the first answer, as it came; its next link is not followed */
        single
    }

    /**
     * What was read.
     *
     * @param body a map, a list, an {@link Iterator} for a stream, or null for an empty answer
     * @param nextLink the link that was not followed, or null
     */
    public record Answer(Object body, String nextLink) {}

    private final RestClient client;
    private final ServiceUrl service;

    public CollectionClient(RestClient client, ServiceUrl service) {
        this.client = client;
        this.service = service;
    }

    /**
     * Reads a URL of this service; what is not a collection is the body as it is.
     *
     * @param streaming hand over an {@link Iterator} that fetches pages as it is read
     * @throws RestException if a page cannot be had; from the iterator too
     */
    public Answer read(URI url, Paging paging, boolean streaming, Caller caller) {
        ODataPages pages = new ODataPages(client, caller, service, url);
        ODataPage first = pages.first();
        if (paging == Paging.single || !first.isCollection()) {
            return new Answer(first.json(), first.nextLink());
        }
        Iterator<Object> iterator = paging == Paging.items ? pages.items() : json(pages);
        return new Answer(streaming ? iterator : list(iterator), null);
    }

    private static List<Object> list(Iterator<Object> iterator) {
        List<Object> list = new ArrayList<>();
        iterator.forEachRemaining(list::add);
        return list;
    }

    private static Iterator<Object> json(ODataPages pages) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pages.hasNext();
            }

            @Override
            public Object next() {
                return pages.next().json();
            }
        };
    }
}
