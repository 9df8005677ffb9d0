package io.fourinsight.client.rest.page;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RestRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a collection.
 *
 * @param json the answer as it came: a map, or a plain list
 * @param items its items, or null if it is not a collection
 * @param nextLink where the next page is, or null
 * @param context its context URL, or null
 */
record Page(@Nullable Object json, @Nullable List<Object> items, @Nullable String nextLink, @Nullable String context) {

    private static final String ITEMS = "value";
    private static final Set<String> CONTEXTS = Set.of("@odata.context", "@context", "odata.metadata");

    /**
     * A map whose {@code value} is a list is a page (OData JSON format, section 13), and so is one whose {@code Value} is
     * a list and whose other members are annotations; a plain list is the only page.
     */
    @SuppressWarnings("unchecked")
    static Page ofOData(@Nullable Object json, RestRequest request) {
        if (json instanceof List) {
            return new Page(json, (List<Object>) json, null, null);
        }
        if (json instanceof Map<?, ?> map && map.get(itemsName(map)) instanceof List<?> items) {
            return new Page(json, (List<Object>) items, nextLink(map, request), context(map));
        }
        return new Page(json, null, null, null);
    }

    /** Its items; none if it is not a collection. */
    @Override
    public List<Object> items() {
        return items == null ? List.of() : items;
    }

    boolean isCollection() {
        return items != null;
    }

    private static @Nullable String itemsName(Map<?, ?> map) {
        String name = Json.key(map, ITEMS);
        boolean certain = name == null || name.equals(ITEMS);
        return certain || map.keySet().stream().allMatch(other -> other.equals(name) || isAnnotation(other))
                ? name
                : null;
    }

    /** In OData 4 an annotation has an {@code @} in its name, in OData 3 it begins with {@code odata.}. */
    private static boolean isAnnotation(Object name) {
        String text = name.toString().toLowerCase(Locale.ROOT);
        return text.contains("@") || text.startsWith("odata.");
    }

    private static @Nullable String nextLink(Map<?, ?> map, RestRequest request) {
        String link = null;
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (link == null
                    && member.getValue() != null
                    && NextLinks.isName(member.getKey().toString())) {
                if (!(member.getValue() instanceof String text)) {
                    throw new RestException.Malformed(request.method(), request.uri(), member.getKey() + " is no text");
                }
                link = NextLinks.link(text);
            }
        }
        return link;
    }

    private static @Nullable String context(Map<?, ?> map) {
        return map.entrySet().stream()
                .filter(member -> CONTEXTS.contains(member.getKey().toString().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse(null);
    }
}
