package io.fourinsight.client.rest.page;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The pages of a search for time series, which end when as many series came as the service counts. */
final class SeriesPages extends Pages {

    private static final String ITEMS = "TimeSeries";
    private static final String TOTAL = "TotalCount";

    private final RestClient client;
    private final RequestContext context;
    private final SeriesSearch search;
    private long received;

    SeriesPages(RestClient client, RequestContext context, SeriesSearch search, Executor executor) {
        super(fetch(client, context, search.request(0)), executor);
        this.client = client;
        this.context = context;
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
        return fetch(client, context, request);
    }

    @Override
    void arrived(Page page, RestRequest request, Page next) {
        Long total = total(next);
        if (next.items().isEmpty() && total != null && received < total) {
            throw new RestException.Malformed(
                    request.method(),
                    request.uri(),
                    "no series come after the first " + received + ", although there are " + total);
        }
        if (!next.items().isEmpty() && next.items().equals(page.items())) {
            throw new RestException.Malformed(
                    request.method(), request.uri(), "the same page came again: the service does not skip");
        }
        received += next.items().size();
    }

    private static @Nullable Long total(Page page) {
        return Json.field(page.json(), TOTAL) instanceof Number total ? total.longValue() : null;
    }

    @SuppressWarnings("unchecked")
    private static Page fetch(RestClient client, RequestContext context, RestRequest request) {
        Object json = client.send(request, context, Json.reader(request));
        Object items = Json.field(json, ITEMS);
        if (!(items instanceof List)) {
            throw new RestException.Malformed(
                    request.method(), request.uri(), "the answer has no list named '" + ITEMS + "'");
        }
        return new Page(json, (List<Object>) items, null, null);
    }
}
