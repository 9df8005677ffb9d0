package io.fourinsight.camel.sandbox.odata;

import io.fourinsight.camel.sandbox.http.Refusal;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.core.Encoder;

/**
 * What a path leads to: a collection, or one entity of it.
 *
 * @param rows those of the collection; the one, for an entity
 */
record Target(EntityKind kind, List<Row> rows, boolean single) {

    /** Walks a path such as {@code Campaigns/{id}/Sensors}: names of collections and ids of entities in turn, or
     * {@code Campaigns/Swimops}. */
    static Target find(List<String> path, Tables tables) {
        Target target = null;
        for (String segment : path) {
            target = target == null || target.single()
                    ? collection(segment, Optional.ofNullable(target), tables)
                    : target.entityOrChildren(segment, tables);
        }
        return target;
    }

    Row row() {
        return rows.get(0);
    }

    /** This target in OData's own notation, which is all that Olingo reads: {@code /Campaigns('id')}. */
    String odataPath() {
        String collection = "/" + kind.collection();
        return single ? collection + "('" + Encoder.encode(row().id().replace("'", "''")) + "')" : collection;
    }

    private static Target collection(String name, Optional<Target> parent, Tables tables) {
        EntityKind kind = EntityKind.named(name, parent.map(Target::kind).orElse(null))
                .orElseThrow(() -> Refusal.notFound("There is no collection %s here.".formatted(name)));
        List<Row> rows = tables.all(kind).stream()
                .filter(row -> parent.map(Target::row)
                        .map(parentRow -> kind.isChild(row, parentRow))
                        .orElse(true))
                .toList();
        return new Target(kind, rows, false);
    }

    private Target entityOrChildren(String segment, Tables tables) {
        return EntityKind.named(segment, kind)
                .filter(EntityKind::isListedForAllParents)
                .map(children -> new Target(children, tables.all(children), false))
                .orElseGet(() -> entity(segment));
    }

    private Target entity(String id) {
        Row found = rows.stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no %s %s.".formatted(kind.typeName(), id)));
        return new Target(kind, List.of(found), true);
    }
}
