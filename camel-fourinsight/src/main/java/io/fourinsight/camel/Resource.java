package io.fourinsight.camel;

import io.fourinsight.camel.session.Service;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What stands behind {@code fourinsight:}, with its operations, the first of which is the default. */
public enum Resource {
    timeseries(
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
    metadata(Service.RESERVOIR, "get", "set", "delete", "browse", "search"),
    campaigns(Service.API, "list", "get", "events", "sensors", "channels", "lowerStack", "swimops", "timeseries"),
    api(Service.API, "get", "post", "put", "patch", "delete"),
    token(null),
    ping(Service.RESERVOIR);

    private final Service service;
    private final List<String> operations;

    Resource(Service service, String... operations) {
        this.service = service;
        this.operations = List.of(operations);
    }

    /**
     * The resource of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Resource parse(String name) {
        return Arrays.stream(values())
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("resource '" + name + "' is unknown; allowed: "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** The service that it belongs to, or null if the option {@code service} says. */
    Service service() {
        return service;
    }

    /** The operation that is done if nothing says which. */
    String defaultOperation() {
        return operations.isEmpty() ? null : operations.get(0);
    }

    /**
     * Checks that the resource has an operation.
     *
     * @throws IllegalArgumentException if it has not
     */
    String requireOperation(String operation) {
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("operation '" + operation + "': " + this + " has no operations");
        }
        if (!operations.contains(operation)) {
            throw new IllegalArgumentException("operation '" + operation + "' is unknown for " + this + "; allowed: "
                    + String.join(", ", operations));
        }
        return operation;
    }
}
