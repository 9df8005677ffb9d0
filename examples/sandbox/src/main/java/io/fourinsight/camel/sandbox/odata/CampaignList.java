package io.fourinsight.camel.sandbox.odata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The campaigns, each with its events, as the API has them now. */
public final class CampaignList {

    private final Tables tables;
    private final ItemChanges changes;

    CampaignList(Tables tables, ItemChanges changes) {
        this.tables = tables;
        this.changes = changes;
    }

    /** Values by column, as text or numbers; the events are under {@code Events}. */
    public List<Map<String, Object>> all() {
        changes.apply();
        return tables.all(EntityKind.CAMPAIGN).stream().map(this::json).toList();
    }

    private Map<String, Object> json(Row campaign) {
        Map<String, Object> json = json(EntityKind.CAMPAIGN, campaign);
        json.put(
                EntityKind.EVENT.collection(),
                tables.all(EntityKind.EVENT).stream()
                        .filter(event -> EntityKind.EVENT.isChild(event, campaign))
                        .map(event -> json(EntityKind.EVENT, event))
                        .toList());
        return json;
    }

    private static Map<String, Object> json(EntityKind kind, Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Column column : kind.columns()) {
            Object value = row.value(column.name());
            if (value != null) {
                json.put(column.name(), value instanceof Number ? value : value.toString());
            }
        }
        return json;
    }
}
