package io.fourinsight.camel.rest;

import java.util.List;
import java.util.concurrent.Executor;

/** The pages of a search for time series, which end when as many series came as the service counts. */
final class SeriesPages extends Pages {

    private static final String ITEMS = "TimeSeries";
    private static final String TOTAL = "TotalCount";

    private final RestClient client;
    private final Caller caller;
    private final SeriesSearch search;
    private long received;

    SeriesPages(RestClient client, Caller caller, SeriesSearch search, Executor executor) {
        super(fetch(client, caller, search.request(0)), executor);
        this.client = client;
        this.caller = caller;
        this.search = search;
        this.received = first().items().size();
    }

    /** Without a count, only a page that is full can have another one behind it. */
    @Override
    boolean hasPageAfter(Page page) {
        Long total = total(page);
        return total == null ? page.items().size() >= SeriesSearch.PAGE_SIZE : received < total;
    }

    @Override
    RestRequest requestAfter(Page page) {
        return search.request(received);
    }

    @Override
    Page fetch(RestRequest request) {
        return fetch(client, caller, request);
    }

    @Override
    void arrived(Page page, RestRequest request, Page next) {
        Long total = total(next);
        if (next.items().isEmpty() && total != null && received < total) {
            throw new RestException.Malformed(
                    request, "no series come after the first " + received + ", although there are " + total);
        }
        if (!next.items().isEmpty() && next.items().equals(page.items())) {
            throw new RestException.Malformed(request, "the same page came again: the service does not skip");
        }
        received += next.items().size();
    }

    private static Long total(Page page) {
        return Json.field(page.json(), TOTAL) instanceof Number total ? total.longValue() : null;
    }

    @SuppressWarnings("unchecked")
    private static Page fetch(RestClient client, Caller caller, RestRequest request) {
        Object json = client.send(request, caller, Json.reader(request));
        Object items = Json.field(json, ITEMS);
        if (!(items instanceof List)) {
            throw new RestException.Malformed(request, "the answer has no list named '" + ITEMS + "'");
        }
        return new Page(json, (List<Object>) items, null);
    }
}
