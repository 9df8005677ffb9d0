package io.fourinsight.camel.observe;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.jspecify.annotations.Nullable;

/** Keeps one health check for each route with an endpoint of the component, among Camel's checks of producers. */
public final class HealthChecks implements AutoCloseable {

    private final CamelContext context;
    private final ComponentView view;
    private final boolean enabled;
    private final boolean consumersEnabled;
    private final Map<String, HealthCheck> checks = new ConcurrentHashMap<>();
    private final Map<String, HealthCheck> consumers = new ConcurrentHashMap<>();

    /**
     * @param enabled false to have none of routes that send
     * @param consumersEnabled false to have none of consumers
     */
    public HealthChecks(CamelContext context, ComponentView view, boolean enabled, boolean consumersEnabled) {
        this.context = context;
        this.view = view;
        this.enabled = enabled;
        this.consumersEnabled = consumersEnabled;
    }

    /** @param ping fails if the service cannot be reached; null for a check that sends nothing */
    public void add(String route, @Nullable Callable<?> ping) {
        removeProducer(route);
        WritableHealthCheckRepository producers = producers();
        if (enabled && producers != null) {
            HealthCheck check = new RouteHealth(route, view, ping);
            checks.put(route, check);
            producers.addHealthCheck(check);
        }
    }

    /** As {@link #add}, unless there is one. */
    public void addIfAbsent(String route, @Nullable Callable<?> ping) {
        if (!checks.containsKey(route)) {
            add(route, ping);
        }
    }

    /**
     * Adds the check of a route's consumer, once: under {@code master:} consumers come and go, and their check stays.
     *
     * @return the check that is there now
     */
    public HealthCheck addConsumer(String route, HealthCheck check) {
        HealthCheckRegistry registry = context.getCamelContextExtension().getContextPlugin(HealthCheckRegistry.class);
        return consumers.computeIfAbsent(route, id -> {
            if (consumersEnabled && registry != null) {
                registry.register(check);
            }
            return check;
        });
    }

    private void removeConsumer(String route) {
        HealthCheckRegistry registry = context.getCamelContextExtension().getContextPlugin(HealthCheckRegistry.class);
        HealthCheck check = consumers.remove(route);
        if (check != null && registry != null) {
            registry.unregister(check);
        }
    }

    public void remove(String route) {
        removeConsumer(route);
        removeProducer(route);
    }

    private void removeProducer(String route) {
        HealthCheck check = checks.remove(route);
        WritableHealthCheckRepository producers = producers();
        if (check != null && producers != null) {
            producers.removeHealthCheck(check);
        }
    }

    /** Null if the context has no health checks. */
    private @Nullable WritableHealthCheckRepository producers() {
        return HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class);
    }

    @Override
    public void close() {
        Map.copyOf(checks).keySet().forEach(this::remove);
        Map.copyOf(consumers).keySet().forEach(this::removeConsumer);
    }
}
