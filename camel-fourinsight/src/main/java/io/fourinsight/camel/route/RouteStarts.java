package io.fourinsight.camel.route;

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
public final class RouteStarts extends LifecycleStrategySupport {

    private final RouteSessions sessions;
    private final Runnable stopping;
    private final Listener listener;
    private final Clock clock;

    /**
     * @param stopping is run before the context waits for the start, if that is under way, to end
     * @param listener is told of the routes with endpoints of the component
     */
    public RouteStarts(RouteSessions sessions, Runnable stopping, Listener listener, Clock clock) {
        this.sessions = sessions;
        this.stopping = stopping;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        for (Route route : routes) {
            boolean together = route.getCamelContext().isStarting();
            Instant start = sessions.starts(route.getRouteId(), together, clock.instant());
            List<Starting> endpoints = endpoints(route);
            if (!endpoints.isEmpty()) {
                listener.starts(route.getRouteId(), endpoints);
            }
            for (Starting endpoint : endpoints) {
                try {
                    endpoint.signIn(start);
                } catch (Exception e) {
                    throw RuntimeCamelException.wrapRuntimeCamelException(e);
                }
            }
        }
    }

    /** Those of this component that the route names, wherever in it. */
    private List<Starting> endpoints(Route route) {
        return route.getServices().stream()
                .flatMap(service -> ServiceHelper.getChildServices(service, true).stream())
                .filter(EndpointAware.class::isInstance)
                .map(service -> ((EndpointAware) service).getEndpoint())
                .filter(Starting.class::isInstance)
                .map(Starting.class::cast)
                .filter(endpoint -> endpoint.sessions() == sessions)
                .distinct()
                .toList();
    }

    @Override
    public void onRoutesRemove(Collection<Route> routes) {
        routes.forEach(route -> listener.removed(route.getRouteId()));
    }

    @Override
    public void onContextStopping(CamelContext context) {
        stopping.run();
    }

    /** Hears of routes. */
    public interface Listener {

        /** @param endpoints of the component that the route names */
        void starts(String route, List<Starting> endpoints);

        /** Also of a route that was never told of. */
        void removed(String route);
    }

    /** An endpoint that may want a user signed in before a route with it starts. */
    public interface Starting {

        /** The sessions of the component that the endpoint belongs to. */
        RouteSessions sessions();

        /**
         * Asks the service of the endpoint whether it is there, as the route.
         *
         * @throws Exception if it is not, or there is no token for it
         */
        void ping(String route) throws Exception;

        /** Sees to it that the user is signed in, if that is asked for. */
        void signIn(Instant start) throws Exception;
    }
}
