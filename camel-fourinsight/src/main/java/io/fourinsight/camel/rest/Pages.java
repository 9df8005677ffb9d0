package io.fourinsight.camel.rest;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** The pages of a collection, each fetched when it is asked for; the first one right away. */
abstract class Pages implements Iterator<Page> {

    private final Page first;
    private Page last;

    Pages(Page first) {
        this.first = first;
    }

    /** The page that {@link #next} hands out first. */
    final Page first() {
        return first;
    }

    /** Whether there is a page behind the given one. */
    abstract boolean hasPageAfter(Page page);

    /** Fetches the page behind the given one; can be called again if it fails. */
    abstract Page pageAfter(Page page);

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
        return last;
    }

    /** The items of all pages; a page is fetched when the one before it is used up. */
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
