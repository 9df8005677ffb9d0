package io.fourinsight.camel.sandbox.odata;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of each kind, in the order they were added. */
final class Tables {

    private final Map<EntityKind, Map<String, Row>> rows = new EnumMap<>(EntityKind.class);

    synchronized List<Row> all(EntityKind kind) {
        return List.copyOf(table(kind).values());
    }

    /** Adds a row, or replaces the one with its id. */
    synchronized void put(EntityKind kind, Row row) {
        table(kind).put(row.id(), row);
    }

    synchronized void remove(EntityKind kind, String id) {
        table(kind).remove(id);
    }

    private Map<String, Row> table(EntityKind kind) {
        return rows.computeIfAbsent(kind, added -> new LinkedHashMap<>());
    }
}
