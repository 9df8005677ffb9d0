package io.fourinsight.camel;

import io.fourinsight.camel.session.SessionCache;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteEvent;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.SimpleEventNotifierSupport;

/**
 * One session cache per route, closed when its route is stopped or removed; and one for what runs outside a route.
 *
 * <p>It learns of routes by Camel's events, for routes have no other end that a component could tie something to.
 */
final class RouteSessions extends SimpleEventNotifierSupport {

    // No route has this id: ids of routes are never empty.
    private static final String OUTSIDE = "";

    private final Map<String, SessionCache> caches = new ConcurrentHashMap<>();
    private final int maxSessions;

    /** @throws IllegalArgumentException if a route may not have a single session */
    RouteSessions(int maxSessions) {
        if (maxSessions < 1) {
            throw new IllegalArgumentException("maxSessions '" + maxSessions + "' must be at least 1");
        }
        this.maxSessions = maxSessions;
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreServiceEvents(true);
    }

    /** The cache of the route that the exchange is in, or came from, or of none. */
    SessionCache of(Exchange exchange) {
        String route = routeId(exchange);
        SessionCache cache = caches.get(route);
        return cache == null ? caches.computeIfAbsent(route, id -> new SessionCache(maxSessions)) : cache;
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
            SessionCache cache = caches.remove(stopped.getRoute().getRouteId());
            if (cache != null) {
                cache.close();
            }
        }
    }

    int size() {
        return caches.size();
    }

    @Override
    protected void doStop() throws Exception {
        caches.values().removeIf(cache -> {
            cache.close();
            return true;
        });
        super.doStop();
    }
}
