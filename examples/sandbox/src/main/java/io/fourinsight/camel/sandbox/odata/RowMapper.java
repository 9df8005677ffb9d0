package io.fourinsight.camel.sandbox.odata;

import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.olingo.commons.api.data.Entity;
import org.apache.olingo.commons.api.data.Property;
import org.apache.olingo.commons.api.data.ValueType;

/** Rows of one kind as Olingo's entities of one version, and back. */
final class RowMapper {

    private final ApiVersion version;
    private final EntityKind kind;

    RowMapper(ApiVersion version, EntityKind kind) {
        this.version = version;
        this.kind = kind;
    }

    Entity entity(Row row) {
        Entity entity = new Entity();
        for (Column column : kind.columns()) {
            String name = version.property(column.name());
            entity.addProperty(new Property(null, name, ValueType.PRIMITIVE, row.value(column.name())));
        }
        return entity;
    }

    /** The values of the properties that an entity has, whatever it lacks. */
    Map<String, Object> values(Entity entity) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : kind.columns()) {
            Property property = entity.getProperty(version.property(column.name()));
            if (property != null) {
                // Olingo writes an Instant, but reads one as a Timestamp.
                Object value = property.getValue();
                values.put(column.name(), value instanceof Timestamp time ? time.toInstant() : value);
            }
        }
        return values;
    }

    /** The value of a property by the name that this version gives it. */
    Object value(Row row, String property) {
        return kind.columns().stream()
                .filter(column -> version.property(column.name()).equals(property))
                .findFirst()
                .map(column -> row.value(column.name()))
                .orElse(null);
    }
}
