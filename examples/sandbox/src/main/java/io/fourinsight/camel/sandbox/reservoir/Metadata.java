package io.fourinsight.camel.sandbox.reservoir;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named values under a namespace and a key. */
record Metadata(String id, String namespace, String key, Map<String, Object> value, Instant modifiedAt) {

    private static final String OWNER = "sandbox@example.com";

    Metadata {
        value = Collections.unmodifiableMap(new LinkedHashMap<>(value));
    }

    /** Whether all of these values are among its own. */
    boolean has(Map<String, Object> values) {
        return value.entrySet().containsAll(values.entrySet());
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Id", id);
        json.put("Namespace", namespace);
        json.put("Key", key);
        json.put("Value", value);
        json.put("LastModified", Times.format(modifiedAt));
        json.put("LastModifiedByEmail", OWNER);
        return json;
    }
}
