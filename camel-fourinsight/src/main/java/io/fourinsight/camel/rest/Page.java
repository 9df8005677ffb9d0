package io.fourinsight.camel.rest;

import java.util.List;
import java.util.Map;

/**
 * One answer of a collection.
 *
 * @param json the answer as it came: a map, or a plain list
 * @param items its items, or null if it is not a collection
 * @param nextLink where the next page is, or null
 */
record Page(Object json, List<Object> items, String nextLink) {

    private static final String ITEMS = "value";
    private static final String NEXT_LINK = "@odata.nextLink";

    /** A map whose {@code value} is a list is a page (OData JSON format, section 13); a plain list is the only one. */
    @SuppressWarnings("unchecked")
    static Page ofOData(Object json, RestRequest request) {
        if (json instanceof List) {
            return new Page(json, (List<Object>) json, null);
        }
        if (json instanceof Map<?, ?> map && map.get(ITEMS) instanceof List<?> items) {
            Object next = map.get(NEXT_LINK);
            if (next != null && !(next instanceof String)) {
                throw new RestException.Malformed(request, NEXT_LINK + " is no text");
            }
            return new Page(json, (List<Object>) items, (String) next);
        }
        return new Page(json, null, null);
    }

    boolean isCollection() {
        return items != null;
    }
}
