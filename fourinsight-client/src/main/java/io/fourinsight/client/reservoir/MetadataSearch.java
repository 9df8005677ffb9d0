package io.fourinsight.client.reservoir;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What metadata to search for: all in a namespace, or with a key in it, or with a name under that, or with its value.
 *
 * @param key null for all in the namespace
 * @param name null for all with the key
 * @param value null for all with the name
 */
public record MetadataSearch(String namespace, @Nullable String key, @Nullable String name, @Nullable String value) {

    /** @throws IllegalArgumentException if one is given without the one before it, naming that */
    public MetadataSearch {
        require("key", key, "name", name, "value", value);
        require("name", name, "value", value);
    }

    /** As the constructor, of what may lack the namespace, which is an error, too. */
    public static MetadataSearch of(
            @Nullable String namespace, @Nullable String key, @Nullable String name, @Nullable String value) {
        require("namespace", namespace, "key", key, "name", name, "value", value);
        if (namespace == null) {
            throw new IllegalArgumentException("namespace must be set for a search");
        }
        return new MetadataSearch(namespace, key, name, value);
    }

    /** That what narrows is there if one of those that narrow further is; names and values in turn. */
    private static void require(String option, @Nullable String given, @Nullable String... further) {
        for (int i = 0; given == null && i < further.length; i += 2) {
            if (further[i + 1] != null) {
                throw new IllegalArgumentException(
                        option + " must be set for a search with " + further[i] + " '" + further[i + 1] + "'");
            }
        }
    }

    /** As segments of a path, up to the last that is given. */
    public List<String> segments() {
        return Stream.of(namespace, key, name, value)
                .takeWhile(Objects::nonNull)
                .toList();
    }
}
