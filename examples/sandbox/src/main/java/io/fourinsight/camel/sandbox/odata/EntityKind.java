package io.fourinsight.camel.sandbox.odata;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A kind of entity of the API: its collection, its columns, and whose child it is. */
enum EntityKind {
    CAMPAIGN(
            "Campaigns",
            "Campaign",
            null,
            null,
            Column.text("Id"),
            Column.text("CampaignName"),
            Column.text("CampaignType"),
            Column.text("Client"),
            Column.text("Vessel"),
            Column.text("WellName"),
            Column.text("WellId"),
            Column.number("WaterDepth"),
            Column.text("Location"),
            Column.time("StartDate"),
            Column.time("EndDate"),
            Column.time("Modified"),
            Column.text("HsTimeseriesId"),
            Column.text("TpTimeseriesId"),
            Column.text("WdTimeseriesId")),
    EVENT(
            "Events",
            "Event",
            CAMPAIGN,
            "CampaignEntityId",
            Column.text("Id"),
            Column.text("CampaignEntityId"),
            Column.time("Start"),
            Column.time("Stop"),
            Column.text("EventType"),
            Column.text("Comment"),
            Column.time("Created"),
            Column.time("Modified")),
    SENSOR(
            "Sensors",
            "Sensor",
            CAMPAIGN,
            "CampaignId",
            Column.text("Id"),
            Column.text("CampaignId"),
            Column.text("Name"),
            Column.text("Position"),
            Column.number("DistanceFromWH"),
            Column.text("DirectionXAxis"),
            Column.text("DirectionZAxis"),
            Column.number("SamplingRate"),
            Column.text("SensorVendor"),
            Column.time("Attached"),
            Column.time("Detached")),
    CHANNEL(
            "Channels",
            "Channel",
            SENSOR,
            "SensorId",
            Column.text("Id"),
            Column.text("SensorId"),
            Column.text("Name"),
            Column.text("Units"),
            Column.text("TimeseriesId"),
            Column.text("StreamId")),
    SWIMOP(
            "Swimops",
            "Swimop",
            CAMPAIGN,
            "CampaignId",
            Column.text("Id"),
            Column.text("CampaignId"),
            Column.time("Modified"),
            Column.text("OperationStatus"),
            Column.text("DashboardStatus"),
            Column.text("SlaLevel"),
            Column.text("CustomerContact"),
            Column.text("Comments"),
            Column.time("DashboardCloseDate"),
            Column.text("SwimInstanceStatus"),
            Column.text("ReportMade"),
            Column.text("ReportSent"),
            Column.text("DataPackageMade"),
            Column.text("DataPackageSent"),
            Column.text("ExperienceLogMade"),
            Column.text("WellSpotBendingMomentUploaded"),
            Column.text("DashboardClosed"),
            Column.text("ServicesAvailable")),
    FIELD(
            "FieldsLookups",
            "FieldsLookup",
            null,
            null,
            Column.text("Id"),
            Column.text("Title"),
            Column.text("Operator"),
            Column.number("WaterDepth"),
            Column.time("Modified")),
    NOTE(
            "Notes",
            "Note",
            null,
            null,
            Column.text("Id"),
            Column.text("Title"),
            Column.text("Text"),
            Column.number("Priority"),
            Column.integer("Revision"),
            Column.time("Modified"));

    static final String KEY = "Id";

    private final String collection;
    private final String typeName;
    private final EntityKind parent;
    private final String parentColumn;
    private final List<Column> columns;

    EntityKind(String collection, String typeName, EntityKind parent, String parentColumn, Column... columns) {
        this.collection = collection;
        this.typeName = typeName;
        this.parent = parent;
        this.parentColumn = parentColumn;
        this.columns = List.of(columns);
    }

    /** The kind whose collection a path names below an entity of the parent, or at the root if that is null. */
    static Optional<EntityKind> named(String collection, EntityKind parent) {
        return Arrays.stream(values())
                .filter(kind -> kind.parent == parent && kind.collection.equalsIgnoreCase(collection))
                .findFirst();
    }

    String collection() {
        return collection;
    }

    String typeName() {
        return typeName;
    }

    List<Column> columns() {
        return columns;
    }

    /** Whether a path may name the collection below that of the parent as well, for the children of all parents. */
    boolean isListedForAllParents() {
        return this == SWIMOP;
    }

    boolean isWritable() {
        return this == NOTE;
    }

    boolean isChild(Row row, Row parentRow) {
        return parentRow.id().equals(row.value(parentColumn));
    }
}
