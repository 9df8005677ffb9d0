package io.fourinsight.camel.options;

import io.fourinsight.client.session.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands behind {@code fourinsight:}, with its operations, the first of which is the default. */
public enum Resource {
    TIMESERIES(
            Service.RESERVOIR,
            "samples",
            "data",
            "info",
            "create",
            "append",
            "delete",
            "search",
            "attachMetadata",
            "detachMetadata"),
    METADATA(Service.RESERVOIR, "get", "set", "delete", "browse", "search"),
    CAMPAIGNS(Service.API, "list", "get", "events", "sensors", "channels", "lowerStack", "swimops", "timeseries"),
    API(Service.API, "get", "post", "put", "patch", "delete"),
    TOKEN(null),
    PING(Service.RESERVOIR);

    private final @Nullable Service service; // null if the option service says
    private final List<String> operations;

    Resource(@Nullable Service service, String... operations) {
        this.service = service;
        this.operations = List.of(operations);
    }

    /**
     * The resource of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Resource parse(String name) {
        return Arrays.stream(values())
                .filter(resource -> resource.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("resource '" + name + "' is unknown; allowed: "
                        + Arrays.stream(values()).map(Resource::toString).collect(Collectors.joining(", "))));
    }

    /** The service that it belongs to, or null if the option {@code service} says. */
    public @Nullable Service service() {
        return service;
    }

    /** The operation that is done if nothing says which; null if it has no operations. */
    public @Nullable String defaultOperation() {
        return operations.isEmpty() ? null : operations.get(0);
    }

    /**
     * Checks that the resource has an operation.
     *
     * @throws IllegalArgumentException if it has not
     */
    public String requireOperation(String operation) {
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("operation '" + operation + "': " + this + " has no operations");
        }
        if (!operations.contains(operation)) {
            throw new IllegalArgumentException("operation '" + operation + "' is unknown for " + this + "; allowed: "
                    + String.join(", ", operations));
        }
        return operation;
    }

    /** As it stands in a URI. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
