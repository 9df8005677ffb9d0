package io.fourinsight.client.plan;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One reading of what changed in a collection: says what to ask, what of the answers is new, and which cursor holds when
 * that was delivered. Not for several threads at once.
 *
 * <p>It asks from the cursor less the lag, since a change may become visible later than one with a greater value. What is
 * remembered as delivered is not new. Each page begins at the last value of the page before it, and not at that page's
 * next link: an item that changes moves to the end, and the others move up by one, which a link with {@code $skip} does
 * not know. Only where one value fills a whole page, links are followed, as often as {@link OneValue} wants.
 *
 * <p>The cursor never passes the time when the round began: what becomes visible meanwhile may have an earlier value than
 * what is read last. So values in the future hold up nothing, either.
 */
public final class CollectionRound {

    /** What a round wants to know. */
    public sealed interface Ask {

        /**
         * The collection from its beginning.
         *
         * @param filter to be added to the user's own {@code $filter} with {@code and}
         * @param orderBy the {@code $orderby}
         */
        record Query(String filter, String orderBy) implements Ask {}

        /** The page that the next link of the last answer leads to. */
        record NextLink() implements Ask {}
    }

    /** An item that was found, as it is remembered. */
    private record Found(CursorValue value, long id) {}

    /** Services that show a time with fewer decimals than they compare may show one that is before what was asked for. */
    private static final int TOLERATED_SECONDS = 1;

    private final CollectionItem.Settings settings;
    private final Instant now;
    private final @Nullable CursorValue from;
    private final NavigableMap<CursorValue, SortedSet<Long>> delivered = new TreeMap<>();
    private final Set<Found> handedOver = new HashSet<>();
    private final Deque<Found> pending = new ArrayDeque<>();
    private @Nullable CursorValue position;
    private @Nullable CursorValue highest;
    private @Nullable CursorValue bound; // what the last query began with
    private @Nullable OneValue oneValue; // while links are followed
    private @Nullable Ask ask; // null once all was read

    /** @param now when it begins: the earlier of our time and the service's */
    public CollectionRound(CollectionItem.Settings settings, CollectionCursor cursor, Instant now) {
        this.settings = settings;
        this.now = now;
        this.from = cursor.from();
        this.position = cursor.next();
        cursor.delivered().forEach((value, ids) -> delivered.put(value, new TreeSet<>(ids)));
        CursorValue start = position == null ? null : position.minus(settings.lag());
        this.bound = start != null && from != null && from.compareTo(start) > 0 ? from : start;
        this.ask = query();
    }

    private Ask query() {
        return new Ask.Query(
                settings.cursorProperty() + (bound == null ? " ne null" : " ge " + bound.literal()),
                settings.orderBy());
    }

    /** The next question to the service; empty when everything was read. */
    public Optional<Ask> ask() {
        return Optional.ofNullable(ask);
    }

    /**
     * Takes a page that was asked for, and returns its new items in the order in which they are delivered.
     *
     * @param page all its items, in order
     * @param hasNext whether the answer has a next link
     * @throws IllegalArgumentException if an item has no value, or one without an order; it names the option
     * @throws IllegalStateException if the service did not do as it was asked, so that items would be missed
     */
    public <T extends CollectionItem> List<T> answered(List<T> page, boolean hasNext) {
        Ask asked = ask;
        if (asked == null) {
            throw new IllegalStateException("All was read, nothing was asked");
        }
        List<Found> found = new ArrayList<>(page.size());
        for (CollectionItem item : page) {
            found.add(found(item));
        }
        check(found, asked);
        // within one value, what is beyond it may follow items that were jumped over
        CursorValue end = oneValue == null ? null : oneValue.value;
        List<T> fresh = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if ((end == null || found.get(i).value.compareTo(end) <= 0) && isNew(found.get(i))) {
                handedOver.add(found.get(i));
                pending.add(found.get(i));
                fresh.add(page.get(i));
            }
        }
        plan(found, hasNext);
        return fresh;
    }

    private Found found(CollectionItem item) {
        String text = item.value();
        CursorValue value = CursorValue.parse(text).orElseThrow(() -> wrong(item));
        CursorValue other = position == null ? highest : position;
        if (other != null && !other.isComparableWith(value)) {
            throw wrong(item);
        }
        highest = highest == null || value.compareTo(highest) > 0 ? value : highest;
        return new Found(value, StableHash.of(item.id()));
    }

    private IllegalArgumentException wrong(CollectionItem item) {
        return new IllegalArgumentException("option 'cursorProperty': value '" + settings.cursorProperty()
                + "' is not a property that tells changes: the item '" + item.id() + "' "
                + (item.value() == null ? "has none" : "has a value without an order with the others")
                + "; allowed are properties that all items have and whose values are all times, all dates or all"
                + " integers; a $select must name it");
    }

    private void check(List<Found> page, Ask asked) {
        for (int i = 1; i < page.size(); i++) {
            if (page.get(i).value.compareTo(page.get(i - 1).value) < 0) {
                throw refusedBy("$orderby", page.get(i).value, page.get(i - 1).value);
            }
        }
        if (asked instanceof Ask.Query && bound != null && !page.isEmpty()) {
            CursorValue first = page.get(0).value;
            int tolerated = first.kind() == CursorValue.Kind.TIME ? TOLERATED_SECONDS : 0;
            if (first.compareTo(bound) < 0 && first.whole() + tolerated < bound.whole()) {
                throw refusedBy("$filter", first, bound);
            }
        }
    }

    private IllegalStateException refusedBy(String option, CursorValue value, CursorValue before) {
        return new IllegalStateException("option 'cursorProperty': the service does not heed the " + option + " by '"
                + settings.cursorProperty() + "': '" + value + "' came after '" + before
                + "'; changes of such a collection cannot be told");
    }

    private boolean isNew(Found found) {
        SortedSet<Long> ids = delivered.get(found.value);
        return (ids == null || !ids.contains(found.id))
                && !handedOver.contains(found)
                && (from == null || found.value.compareTo(from) >= 0);
    }

    private void plan(List<Found> page, boolean hasNext) {
        if (oneValue != null) {
            planWithin(oneValue, page, hasNext);
        } else if (!hasNext) {
            ask = null;
        } else if (page.isEmpty()) {
            ask = new Ask.NextLink();
        } else {
            CursorValue last = page.get(page.size() - 1).value;
            if (bound == null || last.compareTo(bound) > 0) {
                bound = last;
                ask = query();
            } else {
                oneValue = new OneValue(last);
                oneValue.see(page);
                ask = new Ask.NextLink();
            }
        }
    }

    private void planWithin(OneValue value, List<Found> page, boolean hasNext) {
        if (!value.see(page) && hasNext) {
            ask = new Ask.NextLink();
        } else if (!value.isComplete()) {
            value.again();
            ask = query();
        } else {
            oneValue = null;
            bound = value.beyond;
            ask = bound == null ? null : query();
        }
    }

    /**
     * The cursor after more items were delivered.
     *
     * @param items so many of those handed out, in their order
     * @throws IllegalArgumentException if so many are not under way
     */
    public CollectionCursor completed(int items) {
        if (items < 0 || items > pending.size()) {
            throw new IllegalArgumentException(items + " items are not among the " + pending.size() + " under way");
        }
        for (int i = 0; i < items; i++) {
            Found found = pending.remove();
            delivered.computeIfAbsent(found.value, value -> new TreeSet<>()).add(found.id);
            position = later(position, found.value.notAfter(now));
        }
        return cursor();
    }

    /** The cursor after what was delivered so far; once all was, it may be further than the last {@link #completed} one. */
    public CollectionCursor cursor() {
        CursorValue next = position;
        if (ask == null && pending.isEmpty() && highest != null) {
            next = later(next, highest.notAfter(now));
        }
        return new CollectionCursor(
                from, next, next == null ? delivered : delivered.tailMap(next.minus(settings.lag()), true));
    }

    private static CursorValue later(@Nullable CursorValue one, CursorValue other) {
        return one == null || other.compareTo(one) > 0 ? other : one;
    }

    /**
     * The items with one value, where they fill more than a page.
     *
     * <p>If one of them leaves while links are followed, others are jumped over. All were seen if the pass after that still
     * finds what the pass before it has found: then none had left in time to hide another one.
     */
    private static final class OneValue {

        private final CursorValue value;
        private @Nullable Set<Long> before;
        private Set<Long> present = new HashSet<>();
        private @Nullable CursorValue beyond; // the least value after it

        OneValue(CursorValue value) {
            this.value = value;
        }

        /** Whether the page goes beyond the value, so that the pass ends. */
        boolean see(List<Found> page) {
            boolean ends = false;
            for (Found found : page) {
                if (found.value.compareTo(value) <= 0) {
                    present.add(found.id);
                } else {
                    ends = true;
                    beyond = beyond == null || found.value.compareTo(beyond) < 0 ? found.value : beyond;
                }
            }
            return ends;
        }

        boolean isComplete() {
            return before != null && present.containsAll(before);
        }

        void again() {
            before = present;
            present = new HashSet<>();
        }
    }
}
