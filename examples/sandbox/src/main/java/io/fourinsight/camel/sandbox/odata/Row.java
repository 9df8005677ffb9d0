package io.fourinsight.camel.sandbox.odata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of one entity by column name; String, Double, Long and Instant, null for none. */
record Row(Map<String, Object> values) {

    Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    Object value(String column) {
        return values.get(column);
    }

    String id() {
        return (String) values.get(EntityKind.KEY);
    }
}
