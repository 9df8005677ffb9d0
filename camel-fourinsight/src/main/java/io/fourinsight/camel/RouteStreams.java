package io.fourinsight.camel;

import java.io.Closeable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;

/**
 * Closes the streams that are message bodies: when their exchange is done, or the one that it was handed over to, or
 * else when their route or the component stops, half read or not. A route that has handed an exchange over to another
 * ({@code seda:}) may stop without the other losing it.
 */
final class RouteStreams extends SimpleEventNotifierSupport {

    // No route has this id: ids of routes are never empty.
    private static final String HANDED_OVER = "";

    private final Map<String, Set<Closeable>> open = new ConcurrentHashMap<>();

    RouteStreams() {
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreServiceEvents(true);
    }

    void closeWithExchange(Exchange exchange, Closeable stream) {
        exchange.getExchangeExtension().addOnCompletion(new Closing(RouteSessions.routeId(exchange), stream));
    }

    /**
     * Closes what lasts no longer than a step of the exchange, should its route stop meanwhile.
     *
     * @return to be closed at the end of the step
     */
    Closeable closeWithRoute(Exchange exchange, Closeable step) {
        String route = RouteSessions.routeId(exchange);
        remember(route, step);
        return () -> forget(route, step);
    }

    private void remember(String route, Closeable stream) {
        open.compute(route, (id, streams) -> {
            Set<Closeable> all = streams == null ? ConcurrentHashMap.newKeySet() : streams;
            all.add(stream);
            return all;
        });
    }

    private void forget(String route, Closeable stream) {
        open.computeIfPresent(route, (id, streams) -> {
            streams.remove(stream);
            return streams.isEmpty() ? null : streams;
        });
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event.getType() == CamelEvent.Type.RouteStopped || event.getType() == CamelEvent.Type.RouteRemoved;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof RouteEvent stopped) {
            close(stopped.getRoute().getRouteId());
        }
    }

    private void close(String route) {
        Set<Closeable> streams = open.remove(route);
        if (streams != null) {
            streams.forEach(IOHelper::close);
        }
    }

    /** Goes with the exchange, wherever that is handed over to. */
    private final class Closing extends SynchronizationAdapter {

        private final Closeable stream;
        private volatile String route;

        Closing(String route, Closeable stream) {
            this.route = route;
            this.stream = stream;
            remember(route, stream);
        }

        /** From now on it is no business of the route that began it, nor known yet which route will take it. */
        @Override
        public void beforeHandover(Exchange target) {
            if (!route.equals(HANDED_OVER)) {
                remember(HANDED_OVER, stream);
                forget(route, stream);
                route = HANDED_OVER;
            }
        }

        @Override
        public void onDone(Exchange done) {
            forget(route, stream);
            IOHelper.close(stream);
        }
    }

    int size() {
        return open.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    protected void doStop() throws Exception {
        Set.copyOf(open.keySet()).forEach(this::close);
        super.doStop();
    }
}
