package io.fourinsight.camel.operation;

import io.fourinsight.client.rest.RestException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The items or pages of a collection, fetched while they are read, as the body of a message.
 *
 * <p>They have one reader: the first that asks for the iterator. Each later one gets an {@link IllegalStateException}
 * instead of what the first has left. Reading goes on when the exchange's producer is done, and so can only throw
 * unchecked exceptions.
 */
final class ItemStream implements Iterable<Object> {

    private final Iterator<?> items;
    private final AtomicBoolean taken = new AtomicBoolean();

    ItemStream(Iterator<?> items) {
        this.items = items;
    }

    /** @throws IllegalStateException if the items have a reader already */
    @Override
    public Iterator<Object> iterator() {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "The items of a stream can be read only once, and another step has read them or"
                            + " is about to; without streaming=true they are a List");
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    return items.hasNext();
                } catch (RestException e) {
                    throw CamelErrors.unchecked(e);
                }
            }

            @Override
            public Object next() {
                try {
                    return items.next();
                } catch (RestException e) {
                    throw CamelErrors.unchecked(e);
                }
            }
        };
    }

    /** Nothing that is still to be read: message bodies are logged. */
    @Override
    public String toString() {
        return "ItemStream";
    }
}
