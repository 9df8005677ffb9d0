package io.fourinsight.camel.sandbox.odata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The rows that a new sandbox holds, the same in every run. */
final class TablesSeed {

    private static final String RESOURCE = "entities.json";
    private static final int FIELDS = 120;
    private static final Instant FIRST_CHANGE = Instant.parse("2026-01-01T08:00:00Z");

    private TablesSeed() {}

    static Tables tables() {
        Tables tables = new Tables();
        addEntities(tables);
        for (int number = 1; number <= FIELDS; number++) {
            tables.put(EntityKind.FIELD, field(number));
        }
        return tables;
    }

    private static void addEntities(Tables tables) {
        try (InputStream json = TablesSeed.class.getResourceAsStream(RESOURCE)) {
            JsonNode root = new ObjectMapper().readTree(json);
            for (EntityKind kind : EntityKind.values()) {
                Iterator<JsonNode> entities = root.path(kind.collection()).elements();
                entities.forEachRemaining(entity -> tables.put(kind, row(kind, entity)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " is damaged", e);
        }
    }

    private static Row row(EntityKind kind, JsonNode entity) {
        Map<String, Object> values = new HashMap<>();
        for (Column column : kind.columns()) {
            JsonNode value = entity.path(column.name());
            if (value.isValueNode() && !value.isNull()) {
                values.put(column.name(), value(column, value));
            }
        }
        return new Row(values);
    }

    private static Object value(Column column, JsonNode value) {
        return switch (column.type()) {
            case Double -> value.asDouble();
            case Int64 -> value.asLong();
            case DateTimeOffset -> Instant.parse(value.asText());
            default -> value.asText();
        };
    }

    private static Row field(int number) {
        return new Row(Map.of(
                "Id", "field-%03d".formatted(number),
                "Title", "Field %03d".formatted(number),
                "Operator", number % 3 == 0 ? "Nordfjell Energy" : "Havbris Petroleum",
                "WaterDepth", 60.0 + 15 * (number % 40),
                "Modified", FIRST_CHANGE.plus(number, ChronoUnit.DAYS)));
    }
}
