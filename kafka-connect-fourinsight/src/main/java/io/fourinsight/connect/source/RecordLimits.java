package io.fourinsight.connect.source;

import java.util.Map;

/**
 * Checks records against the limits that a connector's configuration sets for its topics and its producer. The limits of a
 * topic that exists are not in there, so no connector knows them.
 */
final class RecordLimits {

    /** Room for the rest of a record: its key, its headers, and a schema in each value. */
    private static final int ROOM = 4096;

    private RecordLimits() {}

    /** @throws IllegalArgumentException if topics are to be made that keep one sample of each series */
    static void checkKept(Map<String, ?> properties) {
        properties.forEach((property, value) -> {
            if (isOfTopics(property, ".cleanup.policy") && String.valueOf(value).contains("compact")) {
                throw new IllegalArgumentException(
                        property + " '" + value + "' keeps only one sample of each series; allowed is delete");
            }
        });
    }

    /** @throws IllegalArgumentException if topics are to be made, or the producer is told, not to take such records */
    static void checkSize(Map<String, ?> properties, int recordBytes) {
        properties.forEach((property, value) -> {
            if (isOfTopics(property, ".max.message.bytes") || property.equals("producer.override.max.request.size")) {
                checkSize(property, String.valueOf(value), recordBytes);
            }
        });
    }

    private static void checkSize(String property, String value, int recordBytes) {
        int most;
        try {
            most = Integer.parseInt(value.strip()) - ROOM;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(property + " '" + value + "' is no number of bytes", e);
        }
        if (recordBytes > most) {
            throw new IllegalArgumentException("Records of " + recordBytes + " bytes are too large for " + property
                    + " '" + value + "'; allowed are " + most + ", since key, headers and schema need room, too");
        }
    }

    private static boolean isOfTopics(String property, String end) {
        return property.startsWith("topic.creation.") && property.endsWith(end);
    }
}
