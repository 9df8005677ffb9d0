package io.fourinsight.camel.sandbox.odata;

import io.fourinsight.camel.sandbox.growth.Arrivals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of items that no client makes. An item says in {@code Modified} when it was changed, and may become visible
 * later, as after a long transaction: then one that was changed after it is seen before it.
 */
public final class ItemChanges {

    private static final String MODIFIED = "Modified";

    private final Tables tables;
    private final Clock clock;
    private final Arrivals<Runnable> arrivals = new Arrivals<>();

    ItemChanges(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * Changes properties of an item now, or adds an item.
     *
     * @param collection such as {@code Campaigns}
     * @param values by PascalCase name; String, Double, Long and Instant
     * @param visibleAfter how long after its change it becomes visible
     */
    public void change(String collection, String id, Map<String, ?> values, Duration visibleAfter) {
        EntityKind kind = kind(collection);
        Instant now = clock.instant();
        Map<String, Object> copy = new HashMap<>(values);
        arrivals.add(now.plus(visibleAfter), () -> put(kind, id, copy, now));
    }

    /** Removes an item now. */
    public void remove(String collection, String id) {
        apply();
        tables.remove(kind(collection), id);
    }

    /**
     * Lets one item after the other change from now on.
     *
     * @param commitWithin how long after its change an item becomes visible at most
     */
    public void every(String collection, Duration every, Duration commitWithin) {
        EntityKind kind = kind(collection);
        arrivals.every(
                every, clock.instant(), commitWithin, (number, changedAt) -> () -> changeOne(kind, number, changedAt));
    }

    /** Makes visible what is to be by now. */
    void apply() {
        synchronized (arrivals) {
            arrivals.until(clock.instant()).forEach(Runnable::run);
        }
    }

    private void changeOne(EntityKind kind, long number, Instant changedAt) {
        List<Row> rows = tables.all(kind);
        if (!rows.isEmpty()) {
            put(kind, rows.get((int) (number % rows.size())).id(), Map.of(), changedAt);
        }
    }

    /** Of two changes of one item that become visible in the other order, the later one stays. */
    private void put(EntityKind kind, String id, Map<String, ?> changed, Instant changedAt) {
        Instant modified = changedAt.truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> values = new HashMap<>();
        for (Row row : tables.all(kind)) {
            if (row.id().equals(id)) {
                if (row.value(MODIFIED) instanceof Instant present && present.isAfter(modified)) {
                    return;
                }
                values.putAll(row.values());
            }
        }
        values.putAll(changed);
        values.put(EntityKind.KEY, id);
        values.put(MODIFIED, modified);
        tables.put(kind, new Row(values));
    }

    private static EntityKind kind(String collection) {
        EntityKind kind = Arrays.stream(EntityKind.values())
                .filter(candidate -> candidate.collection().equals(collection))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no collection " + collection));
        if (kind.columns().stream().noneMatch(column -> column.name().equals(MODIFIED))) {
            throw new IllegalArgumentException(collection + " do not say when they were changed");
        }
        return kind;
    }
}
