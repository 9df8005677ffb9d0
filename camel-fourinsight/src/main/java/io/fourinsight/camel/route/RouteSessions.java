package io.fourinsight.camel.route;

import io.fourinsight.client.session.SessionCache;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteEvent;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.jspecify.annotations.Nullable;

/**
 * What each route has from its start to its stop: its sessions, and the moment of the start; and the same for what runs
 * outside a route.
 *
 * <p>It learns of stops by Camel's events, for routes have no other end that a component could tie something to.
 */
public final class RouteSessions extends SimpleEventNotifierSupport {

    // No route has this id: ids of routes are never empty.
    private static final String OUTSIDE = "";

    private final Map<String, RouteRun> runs = new ConcurrentHashMap<>();
    private final Map<String, Instant> starts = new ConcurrentHashMap<>();
    private final int maxSessions;
    private final Instant begin;
    private volatile Consumer<String> onBegin = route -> {};

    /**
     * @param begin the start of what runs outside a route, or was running before
     * @throws IllegalArgumentException if a route may not have a single session
     */
    public RouteSessions(int maxSessions, Instant begin) {
        if (maxSessions < 1) {
            throw new IllegalArgumentException("maxSessions '" + maxSessions + "' must be at least 1");
        }
        this.maxSessions = maxSessions;
        this.begin = begin;
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreServiceEvents(true);
    }

    /**
     * A route starts, before it has exchanges.
     *
     * @param together whether it starts with the whole context: all those routes have one start, so that one sign-in
     *     serves them all
     */
    Instant starts(String route, boolean together, Instant now) {
        Instant start = together ? begin : now;
        starts.put(route, start);
        end(runs.remove(route)); // of an exchange that was late for the stop
        return start;
    }

    /** The run of the route that the exchange is in, or came from, or of none. */
    public RouteRun of(Exchange exchange) {
        String route = routeId(exchange);
        RouteRun run = runs.get(route);
        return run == null ? runs.computeIfAbsent(route, this::begun) : run;
    }

    private RouteRun begun(String route) {
        if (!route.equals(OUTSIDE)) {
            onBegin.accept(route);
        }
        return new RouteRun(
                route.equals(OUTSIDE) ? null : route, new SessionCache(maxSessions), starts.getOrDefault(route, begin));
    }

    /** Says to whom a route is told that has its first exchange. */
    public void onBegin(Consumer<String> listener) {
        onBegin = listener;
    }

    /** The routes that have had exchanges since they started. */
    public Collection<RouteRun> runs() {
        return List.copyOf(runs.values());
    }

    /** The id of the route that the exchange is in, or came from, or an empty text. */
    static String routeId(Exchange exchange) {
        UnitOfWork unitOfWork = exchange.getUnitOfWork();
        Route route = unitOfWork == null ? null : unitOfWork.getRoute();
        String id = route == null ? exchange.getFromRouteId() : route.getRouteId();
        return id == null ? OUTSIDE : id;
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event.getType() == CamelEvent.Type.RouteStopped || event.getType() == CamelEvent.Type.RouteRemoved;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof RouteEvent stopped) {
            String route = stopped.getRoute().getRouteId();
            starts.remove(route);
            end(runs.remove(route));
        }
    }

    private static void end(@Nullable RouteRun run) {
        if (run != null) {
            run.end();
        }
    }

    public int size() {
        return runs.size();
    }

    @Override
    protected void doStop() throws Exception {
        runs.values().removeIf(run -> {
            run.end();
            return true;
        });
        super.doStop();
    }
}
