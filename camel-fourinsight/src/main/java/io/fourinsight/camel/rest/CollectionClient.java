package io.fourinsight.camel.rest;

import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

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

    private static final Consumer<Object> AS_IT_IS = item -> {};

    private final RestClient client;
    private final ServiceUrl service;
    private final Executor executor;

    /** @param executor where the page behind the one that is read from a stream is fetched */
    public CollectionClient(RestClient client, ServiceUrl service, Executor executor) {
        this.client = client;
        this.service = service;
        this.executor = executor;
    }

    /**
     * Reads a URL of this service; what is not a collection is the body as it is.
     *
     * @param streaming hand over an {@link Iterator} that fetches pages as it is read, one ahead
     * @throws RestException if a page cannot be had; from the iterator too
     */
    public Answer read(URI url, Paging paging, boolean streaming, Caller caller) {
        return read(url, paging, streaming, AS_IT_IS, caller);
    }

    /**
     * As {@link #read(URI, Paging, boolean, Caller)}.
     *
     * @param completion what is done with each item before it is handed over
     */
    public Answer read(URI url, Paging paging, boolean streaming, Consumer<Object> completion, Caller caller) {
        return answer(new ODataPages(client, caller, service, url, ahead(streaming)), paging, streaming, completion);
    }

    /**
     * Reads the series of a campaign, in the same shapes.
     *
     * @param streaming hand over an {@link Iterator} that fetches pages as it is read, one ahead
     * @throws RestException if a page cannot be had; from the iterator too
     */
    public Answer read(SeriesSearch search, Paging paging, boolean streaming, Caller caller) {
        return answer(new SeriesPages(client, caller, search, ahead(streaming)), paging, streaming, AS_IT_IS);
    }

    private Executor ahead(boolean streaming) {
        return streaming ? executor : Pages.NOT_AHEAD;
    }

    private static Answer answer(Pages pages, Paging paging, boolean streaming, Consumer<Object> completion) {
        Page first = pages.first();
        if (!first.isCollection()) {
            return new Answer(first.json(), null);
        }
        if (paging == Paging.single) {
            first.items().forEach(completion);
            return new Answer(first.json(), first.nextLink());
        }
        Iterator<Object> iterator = paging == Paging.items ? pages.items(completion) : pages.json(completion);
        return new Answer(streaming ? iterator : list(iterator), null);
    }

    private static List<Object> list(Iterator<Object> iterator) {
        List<Object> list = new ArrayList<>();
        iterator.forEachRemaining(list::add);
        return list;
    }
}
