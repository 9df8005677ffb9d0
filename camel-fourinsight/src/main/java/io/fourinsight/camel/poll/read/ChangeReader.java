package io.fourinsight.camel.poll.read;

import io.fourinsight.camel.options.Emit;
import io.fourinsight.client.plan.CollectionCursor;
import io.fourinsight.client.plan.CollectionItem;
import io.fourinsight.client.plan.CollectionRound;
import io.fourinsight.client.plan.CollectionRound.Ask;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.page.PageReader;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One reading of what changed in a collection, exchange by exchange. After something was not delivered it is worth
 * nothing, and another one begins at the cursor.
 */
public final class ChangeReader {

    /**
     * What an exchange delivers.
     *
     * @param body an item, or a list of items
     * @param count how many, null if the body is one item
     * @param after the cursor once it was delivered
     */
    public record Batch(Object body, @Nullable Integer count, CollectionCursor after) {}

    private record Item(Object body, String id, @Nullable String value) implements CollectionItem {}

    private static final int HTTP_BAD_REQUEST = 400;

    private final CollectionItem.Settings settings;
    private final CollectionRound round;
    private final PageReader pages;
    private final Function<Ask.Query, URI> url;
    private final Emit emit;
    private final Deque<Item> waiting = new ArrayDeque<>();
    private @Nullable Batch ready;

    /** @param url where a query of the plan leads */
    public ChangeReader(
            CollectionItem.Settings settings,
            CollectionRound round,
            PageReader pages,
            Function<Ask.Query, URI> url,
            Emit emit) {
        this.settings = settings;
        this.round = round;
        this.pages = pages;
        this.url = url;
        this.emit = emit;
    }

    /** The next delivery, the same one until it {@linkplain #delivered was made}; null if nothing was read. */
    public @Nullable Batch ready() {
        boolean whole = emit != Emit.LIST || round.ask().isEmpty();
        if (ready == null && !waiting.isEmpty() && whole) {
            ready = emit == Emit.ITEM ? item(waiting.remove()) : list();
        }
        return ready;
    }

    private Batch item(Item item) {
        return new Batch(item.body(), null, round.completed(1));
    }

    private Batch list() {
        List<Object> items = new ArrayList<>(waiting.size());
        waiting.forEach(item -> items.add(item.body()));
        waiting.clear();
        return new Batch(items, items.size(), round.completed(items.size()));
    }

    public void delivered() {
        ready = null;
    }

    /** Whether there is nothing more to read. */
    public boolean isComplete() {
        return round.ask().isEmpty();
    }

    /** The cursor once all was read and delivered. */
    public CollectionCursor end() {
        return round.cursor();
    }

    /**
     * Asks for a page.
     *
     * @throws RestException if it cannot be had
     * @throws IllegalArgumentException naming the option, if the property is none to ask by
     */
    public void read(RequestContext caller) {
        PageReader.Answer answer =
                round.ask().orElseThrow() instanceof Ask.Query query ? query(query, caller) : pages.next(caller);
        List<Item> page = new ArrayList<>(answer.items().size());
        answer.items().forEach(item -> page.add(item(item)));
        waiting.addAll(round.answered(page, answer.hasNext()));
    }

    private PageReader.Answer query(Ask.Query query, RequestContext caller) {
        try {
            return pages.query(url.apply(query), caller);
        } catch (RestException.Status e) {
            if (e.status() == HTTP_BAD_REQUEST) {
                throw new IllegalArgumentException(
                        "option 'cursorProperty': value '" + settings.cursorProperty()
                                + "' is not one that the service can be asked by; allowed are properties of times or"
                                + " dates, and with an integer as initialStart those of integers: " + e.getMessage(),
                        e);
            }
            throw e;
        }
    }

    private Item item(Object body) {
        String id = text(body, settings.idProperty());
        if (id == null) {
            throw new IllegalArgumentException("option 'cursorProperty': value '" + settings.cursorProperty()
                    + "' is of no use for items without '" + settings.idProperty()
                    + "', which tells them apart; a $select must name it");
        }
        return new Item(body, id, text(body, settings.cursorProperty()));
    }

    private static @Nullable String text(Object item, String path) {
        Object value = item;
        for (String name : path.split("/", -1)) {
            value = Json.field(value, name);
        }
        return value == null ? null : String.valueOf(value);
    }
}
