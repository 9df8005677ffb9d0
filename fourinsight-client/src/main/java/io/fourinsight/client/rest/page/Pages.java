package io.fourinsight.client.rest.page;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.RestRequest;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a collection: the first is fetched right away, and of the others one ahead of the reader.
 *
 * <p>The reader drives it: handing out a page begins the fetch of the next, so that nothing goes on while nobody reads. A
 * page that cannot be had is an error when it is asked for, not before, and it can be asked for again.
 */
abstract class Pages implements Iterator<Page> {

    /** For those who want all pages at once and so can do nothing while one is fetched. */
    static final Executor NOT_AHEAD = task -> {};

    private final Page first;
    private final Executor executor;
    private @Nullable Page last;
    private @Nullable FutureTask<Page> ahead;

    /** @param executor for fetching ahead; what it drops or refuses is fetched by the reader when its turn has come */
    Pages(Page first, Executor executor) {
        this.first = first;
        this.executor = executor;
    }

    /** The page that {@link #next} hands out first. */
    final Page first() {
        return first;
    }

    /** The link from the first page to the next, or null. */
    @Nullable
    String firstLink() {
        return first.nextLink();
    }

    /** Whether there is a page behind the given one. */
    abstract boolean hasPageAfter(Page page);

    /**
     * What asks for the page behind the given one; the same until that has {@linkplain #arrived arrived}.
     *
     * @throws RestException if it may not be asked for
     */
    abstract RestRequest requestAfter(Page page);

    /** Fetches a page, by any thread. */
    abstract Page fetch(RestRequest request);

    /**
     * Looks at a page that came, before it is handed out.
     *
     * @throws RestException if it cannot be the one behind the given page
     */
    abstract void arrived(Page page, RestRequest request, Page next);

    @Override
    public final boolean hasNext() {
        return last == null || hasPageAfter(last);
    }

    @Override
    public final Page next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Page page = last == null ? first : pageAfter(last);
        last = page;
        fetchAhead(page);
        return page;
    }

    private void fetchAhead(Page page) {
        if (!hasPageAfter(page)) {
            return;
        }
        try {
            RestRequest request = requestAfter(page);
            FutureTask<Page> task = new FutureTask<>(() -> fetch(request));
            executor.execute(task);
            ahead = task;
        } catch (RuntimeException | Error e) { // an Error: the process can have no more threads
            // The reader may not want that page. If it does, it makes the request again, and fails or fetches it
            // itself.
            ahead = null;
        }
    }

    private Page pageAfter(Page page) {
        RestRequest request = requestAfter(page);
        FutureTask<Page> task = ahead == null ? new FutureTask<>(() -> fetch(request)) : ahead;
        ahead = null;
        // by this thread, unless another has begun with it
        task.run();
        Page next = result(task, request);
        arrived(page, request, next);
        return next;
    }

    private static Page result(FutureTask<Page> task, RestRequest request) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // fetching throws no others
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new RestException.Transport(
                    request.method(),
                    request.uri(),
                    "interrupted while waiting for the page",
                    new InterruptedIOException());
        }
    }

    /** The items of all pages. */
    final Iterator<Object> items(Consumer<Object> completion) {
        return new Iterator<>() {

            private Iterator<Object> page = List.of().iterator();
            private @Nullable Object ready;

            @Override
            public boolean hasNext() {
                while (ready == null && !page.hasNext() && Pages.this.hasNext()) {
                    page = Pages.this.next().items().iterator();
                }
                return ready != null || page.hasNext();
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                // An item whose completion fails stays the next one.
                if (ready == null) {
                    ready = page.next();
                }
                Object item = ready;
                completion.accept(item);
                ready = null;
                return item;
            }
        };
    }

    /** The pages as they came. */
    final Iterator<Object> json(Consumer<Object> completion) {
        return new Iterator<>() {

            private @Nullable Page ready;

            @Override
            public boolean hasNext() {
                return ready != null || Pages.this.hasNext();
            }

            @Override
            public Object next() {
                if (ready == null) {
                    ready = Pages.this.next();
                }
                Page page = ready;
                page.items().forEach(completion);
                ready = null;
                return Objects.requireNonNull(page.json()); // only a page without items has none
            }
        };
    }
}
