package io.fourinsight.client.rest.page;

import io.fourinsight.client.base.Work;
import io.fourinsight.client.rest.Paging;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what may be a collection, in the shape that a route wants. */
public final class CollectionClient {

    /**
     * What was read.
     *
     * @param body a map, a list, an {@link Iterator} for a stream, or null for an empty answer
     * @param nextLink the link that was not followed, or null
     */
    public record Answer(@Nullable Object body, @Nullable String nextLink) {}

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
    public Answer read(URI url, Paging paging, boolean streaming, RequestContext context) {
        return read(url, paging, streaming, AS_IT_IS, context);
    }

    /**
     * As {@link #read(URI, Paging, boolean, RequestContext)}.
     *
     * @param completion what is done with each item before it is handed over
     */
    public Answer read(URI url, Paging paging, boolean streaming, Consumer<Object> completion, RequestContext context) {
        return answer(
                new ODataPages(client, context, service, url, ahead(streaming)),
                paging,
                streaming,
                completion,
                url.getPath());
    }

    /**
     * Reads the series of a campaign, in the same shapes.
     *
     * @param streaming hand over an {@link Iterator} that fetches pages as it is read, one ahead
     * @throws RestException if a page cannot be had; from the iterator too
     */
    public Answer read(SeriesSearch search, Paging paging, boolean streaming, RequestContext context) {
        return answer(
                new SeriesPages(client, context, search, ahead(streaming)), paging, streaming, AS_IT_IS, "series");
    }

    private Executor ahead(boolean streaming) {
        return streaming ? executor : Pages.NOT_AHEAD;
    }

    private Answer answer(Pages pages, Paging paging, boolean streaming, Consumer<Object> completion, String subject) {
        Page first = pages.first();
        if (!first.isCollection()) {
            return new Answer(first.json(), null);
        }
        if (paging == Paging.SINGLE) {
            first.items().forEach(completion);
            return new Answer(first.json(), pages.firstLink());
        }
        if (!streaming) {
            return new Answer(list(pages, paging, completion, subject), null);
        }
        return new Answer(paging == Paging.ITEMS ? pages.items(completion) : pages.json(completion), null);
    }

    /** Counts a page at once: each count looks at the clock. */
    private List<Object> list(Pages pages, Paging paging, Consumer<Object> completion, String subject) {
        List<Object> list = new ArrayList<>();
        try (Work work = client.begin(Work.Kind.PAGES, subject, 0)) {
            while (pages.hasNext()) {
                Page page = pages.next();
                page.items().forEach(completion);
                // only a page without items has no JSON
                List<Object> more =
                        paging == Paging.ITEMS ? page.items() : List.of(Objects.requireNonNull(page.json()));
                list.addAll(more);
                work.addItems(more.size());
            }
            work.done();
        }
        return list;
    }
}
