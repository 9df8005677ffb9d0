package io.fourinsight.client.reservoir.request;

import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.rest.call.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps of what a search has found the metadata with just the key and the value that were searched for: the service also
 * finds keys that begin with the key, and values that contain the value.
 */
public final class ExactMatch {

    private final MetadataSearch search;

    public ExactMatch(MetadataSearch search) {
        this.search = search;
    }

    /** The search that brings what is needed to tell: the ids of series alone, which the one with a value has, do not. */
    public MetadataSearch wider() {
        return new MetadataSearch(search.namespace(), search.key(), search.name(), null);
    }

    /** Of entries those that match. */
    public Object entries(Object answer) {
        return answer instanceof List<?> entries ? matching(entries) : answer;
    }

    /** Of series by id those with an entry that matches: with a value their ids, else each with such entries. */
    public Object series(Object answer) {
        if (!(answer instanceof Map<?, ?> series)) {
            return answer;
        }
        Map<Object, Object> found = new LinkedHashMap<>();
        series.forEach((id, entries) -> {
            List<?> matching = entries instanceof List<?> list ? matching(list) : List.of();
            if (!matching.isEmpty()) {
                found.put(id, matching);
            }
        });
        return search.value() == null ? found : List.copyOf(found.keySet());
    }

    private List<?> matching(List<?> entries) {
        return entries.stream().filter(this::matches).toList();
    }

    private boolean matches(Object entry) {
        return search.namespace().equals(Json.field(entry, "Namespace"))
                && (search.key() == null || search.key().equals(Json.field(entry, "Key")))
                && (search.value() == null
                        || Json.field(entry, "Value") instanceof Map<?, ?> values
                                && search.value().equals(String.valueOf(values.get(search.name()))));
    }
}
