package io.fourinsight.camel.operation;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConfigurationConfigurer;
import io.fourinsight.camel.options.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which options each operation uses, so that one that it does not use is an error and not silence.
 *
 * <p>Options of sessions and connections are not in it: all operations use those.
 */
public final class OperationOptions {

    private static final String SERIES = "seriesId";
    private static final String GROUP = "series";
    private static final String CAMPAIGN = "campaignId";
    private static final String SENSOR = "sensorId";
    private static final String ENTRY = "metadataId";
    private static final String NAMESPACE = "namespace";
    private static final String KEY = "key";
    private static final List<String> BODY = List.of("rawBody", "streaming");
    private static final List<String> SEARCH =
            List.of(NAMESPACE, KEY, "name", "value", "exact", "rawBody", "streaming");
    private static final List<String> SEARCHED = List.of(NAMESPACE, KEY, "name", "value", "exact");
    private static final List<String> UPLOAD =
            List.of("sort", "valueType", "waitOnVerification", "verificationTimeout", "rawBody", "streaming");
    private static final String IF_ABSENT = "ifAbsent";

    /** What says which series may be absent. */
    private static final List<String> IDENTITY = List.of(NAMESPACE, KEY, "name", "value");

    private static final List<String> COLLECTION = List.of("query", "paging", "rawBody", "streaming");
    private static final String REQUEST = "path";

    /** Of a resource without operations under its own name. */
    private static final Map<Resource, Map<String, Set<String>>> USED = Map.of(
            Resource.TIMESERIES,
            Map.of(
                    "samples",
                    Set.of(
                            SERIES,
                            GROUP,
                            "parallelism",
                            "start",
                            "end",
                            "aggregationPeriod",
                            "aggregationFunction",
                            "alignTimes",
                            "includeEmptyAggregations",
                            "maxPageSize"),
                    "data",
                    with(
                            BODY,
                            SERIES,
                            GROUP,
                            "start",
                            "end",
                            "valueType",
                            "parallelism",
                            "cache",
                            "cacheDirectory",
                            "cacheSize"),
                    "info",
                    with(BODY, SERIES),
                    "create",
                    with(UPLOAD, IF_ABSENT),
                    "append",
                    with(UPLOAD, SERIES),
                    "delete",
                    with(BODY, SERIES),
                    "search",
                    with(SEARCH),
                    "attachMetadata",
                    with(BODY, SERIES, ENTRY, NAMESPACE, KEY, "overwrite"),
                    "detachMetadata",
                    with(BODY, SERIES, ENTRY)),
            Resource.METADATA,
            Map.of(
                    "get",
                    with(BODY, ENTRY, NAMESPACE, KEY),
                    "set",
                    with(BODY, NAMESPACE, KEY, "overwrite"),
                    "delete",
                    with(BODY, ENTRY),
                    "browse",
                    with(BODY, NAMESPACE),
                    "search",
                    with(SEARCH)),
            Resource.CAMPAIGNS,
            Map.of(
                    "list",
                    with(COLLECTION),
                    "get",
                    with(BODY, CAMPAIGN),
                    "events",
                    with(COLLECTION, CAMPAIGN),
                    "sensors",
                    with(COLLECTION, CAMPAIGN, "includeChannels"),
                    "channels",
                    with(COLLECTION, CAMPAIGN, SENSOR),
                    "lowerStack",
                    with(BODY, CAMPAIGN, "paging"),
                    "swimops",
                    with(COLLECTION, CAMPAIGN),
                    "timeseries",
                    with(BODY, CAMPAIGN, "paging")),
            Resource.API,
            Map.of(
                    "get",
                    with(COLLECTION, REQUEST),
                    "post",
                    with(BODY, REQUEST, "query"),
                    "put",
                    with(BODY, REQUEST, "query"),
                    "patch",
                    with(BODY, REQUEST, "query"),
                    "delete",
                    with(BODY, REQUEST, "query")),
            Resource.TOKEN,
            Map.of("token", Set.of("service")),
            Resource.PING,
            Map.of("ping", with(BODY)));

    /** What only consumers of series use. */
    private static final List<String> WALK = List.of(
            "maxWindow",
            "window",
            "memberWait",
            "seriesParallelism",
            "discoveryInterval",
            "shard",
            "recovery",
            "recoveryWindow",
            "recoveryInterval");

    private static final List<String> CHANGES = List.of("query", "cursorProperty", "emit");

    /** Of consumers, which beside those are polled by a search and have no window. */
    private static final Map<Resource, Map<String, Set<String>>> POLLED = Map.of(
            Resource.TIMESERIES,
            Map.of(
                    "samples",
                    series("aggregationPeriod", "aggregationFunction", "includeEmptyAggregations", "maxPageSize"),
                    "data",
                    series("streaming", "valueType", "parallelism", "cache", "cacheDirectory", "cacheSize")),
            Resource.CAMPAIGNS,
            Map.of(
                    "list",
                    with(CHANGES),
                    "events",
                    with(CHANGES, CAMPAIGN),
                    "sensors",
                    with(CHANGES, CAMPAIGN),
                    "channels",
                    with(CHANGES, CAMPAIGN, SENSOR),
                    "swimops",
                    with(CHANGES, CAMPAIGN)),
            Resource.API,
            Map.of("get", with(CHANGES, REQUEST)));

    private static final Set<String> ALL = Stream.of(USED, POLLED)
            .map(Map::values)
            .flatMap(Collection::stream)
            .map(Map::values)
            .flatMap(Collection::stream)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final FourInsightConfigurationConfigurer VALUES = new FourInsightConfigurationConfigurer();

    private OperationOptions() {}

    private static Set<String> series(String... more) {
        List<String> options = new ArrayList<>(SEARCHED);
        options.addAll(WALK);
        options.addAll(List.of(SERIES, GROUP, CAMPAIGN));
        return with(options, more);
    }

    private static Set<String> with(List<String> options, String... more) {
        return Stream.concat(options.stream(), Arrays.stream(more)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Checks the options that an endpoint sets itself, before it is known whether it is sent to or polled; those of its
     * component are for all its endpoints. If the operation is left to messages, there is nothing to check.
     *
     * @throws IllegalArgumentException naming an option that the operation does not use, unless its value is the default
     */
    public static void check(Resource resource, Set<String> written, FourInsightConfiguration configuration) {
        String operation = operation(resource, configuration);
        if (operation != null) {
            Set<String> used = new TreeSet<>(used(resource, operation, configuration));
            used.addAll(POLLED.getOrDefault(resource, Map.of()).getOrDefault(operation, Set.of()));
            check(resource, operation, used, written, configuration);
        }
    }

    /** As {@link #check}, of an endpoint that is sent to. */
    public static void checkProducer(Resource resource, Set<String> written, FourInsightConfiguration configuration) {
        String operation = operation(resource, configuration);
        if (operation != null) {
            check(resource, operation, used(resource, operation, configuration), written, configuration);
        }
    }

    /** As {@link #check}, of an endpoint that is polled; without an operation it polls the resource's default. */
    public static void checkConsumer(Resource resource, Set<String> written, FourInsightConfiguration configuration) {
        String operation = configuration.getOperation() == null
                ? String.valueOf(resource.defaultOperation())
                : configuration.getOperation();
        Set<String> used = POLLED.getOrDefault(resource, Map.of()).get(operation);
        if (used != null) {
            check(resource, operation, used, written, configuration);
        }
    }

    private static @Nullable String operation(Resource resource, FourInsightConfiguration configuration) {
        return resource.defaultOperation() == null ? resource.toString() : configuration.getOperation();
    }

    private static void check(
            Resource resource,
            String operation,
            Set<String> used,
            Set<String> written,
            FourInsightConfiguration configuration) {
        FourInsightConfiguration defaults = new FourInsightConfiguration();
        written.stream()
                .filter(option -> ALL.contains(option) && !used.contains(option))
                .filter(option -> !Objects.equals(value(configuration, option), value(defaults, option)))
                .sorted()
                .findFirst()
                .ifPresent(option -> {
                    throw new IllegalArgumentException("option '" + option + "': value '"
                            + value(configuration, option) + "' is of no use: " + resource
                            + (operation.equals(resource.toString()) ? "" : " with operation=" + operation)
                            + " does not look at it; it uses "
                            + used.stream().sorted().collect(Collectors.joining(", ")));
                });
    }

    private static Set<String> used(Resource resource, String operation, FourInsightConfiguration configuration) {
        Map<String, Set<String>> operations = Objects.requireNonNull(USED.get(resource)); // all are there
        Set<String> used = Objects.requireNonNull(operations.get(operation)); // it was checked before
        if (!used.contains(IF_ABSENT) || !configuration.isIfAbsent()) {
            return used;
        }
        Set<String> named = new TreeSet<>(used);
        named.addAll(IDENTITY);
        return named;
    }

    private static @Nullable Object value(FourInsightConfiguration configuration, String option) {
        return VALUES.getOptionValue(configuration, option, false);
    }
}
