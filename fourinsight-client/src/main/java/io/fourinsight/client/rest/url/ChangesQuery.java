package io.fourinsight.client.rest.url;

import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.NameValuePair;
import org.jspecify.annotations.Nullable;

/** Adds to a user's query of a collection what asks for its changed items, in their order. */
public final class ChangesQuery {

    private static final String FILTER = "$filter";

    /** With them an answer is not the first items after a value, and whether there are more cannot be told. */
    private static final Set<String> REFUSED = Set.of("$orderby", "$top", "$skip", "$skiptoken", "$apply");

    private static final Pattern PARAMETERS_IN_PATH = Pattern.compile("\\?.*\\S", Pattern.DOTALL);

    private ChangesQuery() {}

    /**
     * The query with both filters, neither of them encoded.
     *
     * @param query the user's own, OData, not encoded; or null
     * @throws IllegalArgumentException naming the option {@code query} if it has an order or a limit of its own
     */
    public static String of(@Nullable String query, String filter, String orderBy) {
        StringJoiner others = new StringJoiner("&");
        StringJoiner filters = new StringJoiner(" and ");
        for (NameValuePair parameter : ODataQuery.parse(query == null ? "" : query)) {
            String name = parameter.getName().toLowerCase(Locale.ROOT);
            if (REFUSED.contains(name)) {
                throw new IllegalArgumentException("option 'query': value '" + query + "' is not possible with"
                        + " cursorProperty, which orders and limits what is asked for; allowed are $filter, $select,"
                        + " $expand and other options than "
                        + String.join(", ", REFUSED.stream().sorted().toList()));
            }
            if (name.equals(FILTER)) {
                if (parameter.getValue() != null && !parameter.getValue().isBlank()) {
                    filters.add("(" + parameter.getValue().strip() + ")");
                }
            } else {
                others.add(
                        parameter.getValue() == null
                                ? parameter.getName()
                                : parameter.getName() + "=" + parameter.getValue());
            }
        }
        filters.add(filter);
        others.add(FILTER + "=" + filters).add("$orderby=" + orderBy);
        return others.toString();
    }

    /**
     * Checks that a path has no query of its own, which could not be joined with the filter.
     *
     * @throws IllegalArgumentException naming the option {@code path} if it has
     */
    public static void checkPath(String path) {
        if (PARAMETERS_IN_PATH.matcher(path).find()) {
            throw new IllegalArgumentException("option 'path': value '" + path + "' is not a path alone;"
                    + " allowed with cursorProperty is one without ?, and what follows it as the option query");
        }
    }
}
