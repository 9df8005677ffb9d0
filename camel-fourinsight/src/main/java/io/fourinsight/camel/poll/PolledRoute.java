package io.fourinsight.camel.poll;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.support.cluster.ClusterServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * The route of a consumer, and whether it runs on one node of several.
 *
 * <p>A consumer that {@code master:} makes has no route of its own: that belongs to the wrapping endpoint.
 */
public final class PolledRoute {

    private static final Pattern MASTER = Pattern.compile("master:(?://)?([^:]+):.*");
    private static final String ROUTE_POLICY = "ClusteredRoutePolicy";

    private final @Nullable Route route;
    private final @Nullable String namespace;
    private final CamelContext context;

    private PolledRoute(CamelContext context, @Nullable Route route, @Nullable String namespace) {
        this.context = context;
        this.route = route;
        this.namespace = namespace;
    }

    /** @param own null if something else has made the consumer */
    public static PolledRoute of(Endpoint endpoint, @Nullable Route own) {
        CamelContext context = endpoint.getCamelContext();
        if (own != null) {
            return new PolledRoute(context, own, null);
        }
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() == endpoint) {
                return new PolledRoute(context, route, null);
            }
            if (route.getEndpoint() instanceof DelegateEndpoint outer && outer.getEndpoint() == endpoint) {
                Matcher master = MASTER.matcher(outer.getEndpointUri());
                return new PolledRoute(context, route, master.matches() ? master.group(1) : null);
            }
        }
        return new PolledRoute(context, null, null);
    }

    /** Null if there is none. */
    public @Nullable String id() {
        return route == null ? null : route.getRouteId();
    }

    /** The id if a person gave it, so that it is the same after the next start. */
    @Nullable
    String customId() {
        return route != null && route.isCustomId() ? route.getRouteId() : null;
    }

    /** Whether another node may take over. */
    public boolean isClustered() {
        return namespace != null
                || route != null
                        && route.getRoutePolicyList() != null
                        && route.getRoutePolicyList().stream()
                                .anyMatch(policy ->
                                        policy.getClass().getSimpleName().equals(ROUTE_POLICY));
    }

    /** Whether this node leads now, or none has to; events about it come late, and may get lost. */
    public boolean leads() {
        if (namespace == null) {
            return true;
        }
        CamelClusterService service =
                ClusterServiceHelper.lookupService(context).orElse(null);
        return service == null || service.isLeader(namespace);
    }
}
