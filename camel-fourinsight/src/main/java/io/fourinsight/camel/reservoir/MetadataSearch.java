package io.fourinsight.camel.reservoir;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What metadata to search for: all in a namespace, or with a key in it, or with a name under that, or with its value.
 *
 * @param key null for all in the namespace
 * @param name null for all with the key
 * @param value null for all with the name
 */
public record MetadataSearch(String namespace, String key, String name, String value) {

    /** @throws IllegalArgumentException if one is given without the one before it, naming that */
    public MetadataSearch {
        require("namespace", namespace, "key", key, "name", name, "value", value);
        require("key", key, "name", name, "value", value);
        require("name", name, "value", value);
        if (namespace == null) {
            throw new IllegalArgumentException("namespace must be set for a search");
        }
    }

    /** That what narrows is there if one of those that narrow further is; names and values in turn. */
    private static void require(String option, String given, String... further) {
        for (int i = 0; given == null && i < further.length; i += 2) {
            if (further[i + 1] != null) {
                throw new IllegalArgumentException(
                        option + " must be set for a search with " + further[i] + " '" + further[i + 1] + "'");
            }
        }
    }

    /** As segments of a path, up to the last that is given. */
    List<String> segments() {
        return Stream.of(namespace, key, name, value)
                .takeWhile(Objects::nonNull)
                .toList();
    }
}
