package io.fourinsight.camel;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointAware;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Tells a component's runtime when a route starts, each time and before its first exchange, and lets the endpoints in it
 * ask for a sign-in; an exception from there keeps the route from starting.
 *
 * <p>A producer cannot know: one that is used by {@code toD} or a template is started by an exchange.
 */
final class RouteStarts extends LifecycleStrategySupport {

    private final ComponentRuntime runtime;
    private final Clock clock;

    RouteStarts(ComponentRuntime runtime, Clock clock) {
        this.runtime = runtime;
        this.clock = clock;
    }

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        for (Route route : routes) {
            boolean together = route.getCamelContext().isStarting();
            Instant start = runtime.sessions().starts(route.getRouteId(), together, clock.instant());
            for (FourInsightEndpoint endpoint : endpoints(route)) {
                try {
                    endpoint.signIn(start);
                } catch (Exception e) {
                    throw RuntimeCamelException.wrapRuntimeCamelException(e);
                }
            }
        }
    }

    /** Those of this component that the route names, wherever in it. */
    private List<FourInsightEndpoint> endpoints(Route route) {
        return route.getServices().stream()
                .flatMap(service -> ServiceHelper.getChildServices(service, true).stream())
                .filter(EndpointAware.class::isInstance)
                .map(service -> ((EndpointAware) service).getEndpoint())
                .filter(FourInsightEndpoint.class::isInstance)
                .map(FourInsightEndpoint.class::cast)
                .filter(endpoint -> endpoint.getComponent().runtime() == runtime)
                .distinct()
                .toList();
    }

    /** Called before the context waits for the start, if that is under way, to end. */
    @Override
    public void onContextStopping(CamelContext context) {
        runtime.stopping();
    }
}
