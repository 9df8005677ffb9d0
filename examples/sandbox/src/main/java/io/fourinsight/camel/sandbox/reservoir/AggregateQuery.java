package io.fourinsight.camel.sandbox.reservoir;

import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.fourinsight.camel.sandbox.http.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The query of {@code samples/aggregate}: read from a URL, and written into the link to the next page. */
final class AggregateQuery {

    private static final String CONTINUATION = "continuationToken";
    private static final int LARGEST_PAGE = 30_000;

    private final Map<String, List<String>> parameters;

    AggregateQuery(String rawQuery) {
        this.parameters = URLUtils.parseParameters(rawQuery);
    }

    Aggregation aggregation() {
        long start = Times.parse("start", required("start"));
        long end = Times.parse("end", required("end"));
        if (start >= end) {
            throw Refusal.badRequest("start is not before end.");
        }
        return new Aggregation(
                start,
                end,
                Period.parse(required("aggregationPeriod")),
                AggregationFunction.parse(required("aggregationFunction")),
                includeEmpty(),
                maxPageSize());
    }

    /** Where this page begins. */
    long from() {
        String name = optional(CONTINUATION).isPresent() ? CONTINUATION : "start";
        return Times.parse(name, required(name));
    }

    /** The same query, for the page that begins at a window. */
    String continuedAt(long window) {
        Map<String, List<String>> continued = new LinkedHashMap<>(parameters);
        continued.put(CONTINUATION, List.of(Long.toString(window)));
        return URLUtils.serializeParameters(continued);
    }

    private boolean includeEmpty() {
        String value = optional("includeEmptyAggregations").orElse("false");
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw Refusal.badRequest("includeEmptyAggregations=%s is not true or false.".formatted(value));
        }
        return Boolean.parseBoolean(value);
    }

    private int maxPageSize() {
        String value = optional("maxPageSize").orElse(Integer.toString(LARGEST_PAGE));
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > LARGEST_PAGE) {
            throw Refusal.badRequest("maxPageSize=%s is not between 1 and %d.".formatted(value, LARGEST_PAGE));
        }
        return Integer.parseInt(value);
    }

    private String required(String name) {
        return optional(name).orElseThrow(() -> Refusal.badRequest("The parameter %s is missing.".formatted(name)));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(MultivaluedMapUtils.getFirstValue(parameters, name))
                .filter(value -> !value.isBlank());
    }
}
