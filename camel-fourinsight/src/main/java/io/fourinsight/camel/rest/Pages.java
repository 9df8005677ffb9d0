package io.fourinsight.camel.rest;

import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The pages of a collection; the first one is fetched right away, of the others one ahead of whoever reads them.
 *
 * <p>Reading drives it: handing out a page begins the fetch of the one behind it, so that nothing goes on when nobody
 * reads. What goes wrong with a page is told to whoever asks for it, not before, and it can be asked for again.
 */
abstract class Pages implements Iterator<Page> {

    /** For those who want all pages at once and so can do nothing while one is fetched. */
    static final Executor NOT_AHEAD = task -> {};

    private final Page first;
    private final Executor executor;
    private Page last;
    private FutureTask<Page> ahead;

    /** @param executor for fetching ahead; what it drops or refuses is fetched by the reader when its turn has come */
    Pages(Page first, Executor executor) {
        this.first = first;
        this.executor = executor;
    }

    /** The page that {@link #next} hands out first. */
    final Page first() {
        return first;
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
        last = last == null ? first : pageAfter(last);
        fetchAhead();
        return last;
    }

    private void fetchAhead() {
        if (!hasPageAfter(last)) {
            return;
        }
        try {
            RestRequest request = requestAfter(last);
            FutureTask<Page> task = new FutureTask<>(() -> fetch(request));
            executor.execute(task);
            ahead = task;
        } catch (RestException | RejectedExecutionException e) {
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
                    request, "interrupted while waiting for the page", new InterruptedIOException());
        }
    }

    /** The items of all pages. */
    final Iterator<Object> items(Consumer<Object> completion) {
        return new Iterator<>() {

            private Iterator<Object> page = List.of().iterator();
            private Object ready;

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

            private Page ready;

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
                return page.json();
            }
        };
    }
}
