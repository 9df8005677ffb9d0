package io.fourinsight.camel.route;

import java.io.Closeable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.CamelEvent.RouteEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;
import org.jspecify.annotations.Nullable;

/**
 * Closes the streams that are message bodies: when their exchange is done, or the one that it was handed over to, or the
 * one that waits for it, or else when their route or the component stops, half read or not. A route that has handed an
 * exchange over to another ({@code seda:}) may stop without the other losing it.
 */
public final class RouteStreams extends SimpleEventNotifierSupport {

    // No route has this id: ids of routes are never empty.
    private static final String HANDED_OVER = "";

    /** What an error says to the one that reads a stream afterwards. */
    public static final String CLOSED =
            "its exchange is done, failed or was stopped. Read it in the same exchange (after"
                    + " aggregate, behind wireTap and from a producer template that is too late), or do without streaming=true";

    private final Map<String, Set<Closeable>> open = new ConcurrentHashMap<>();
    private final LiveExchanges exchanges = new LiveExchanges();

    public RouteStreams() {
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreExchangeEvents(false);
        setIgnoreExchangeCreatedEvent(false);
        setIgnoreExchangeCompletedEvent(false);
        setIgnoreExchangeFailedEvents(false);
    }

    /** There will be streams: from now on exchanges are noted, which those of a context without streams are spared. */
    public void prepare() {
        exchanges.note();
    }

    public void closeWithExchange(Exchange exchange, Closeable stream) {
        exchanges.note();
        Closing closing = new Closing(RouteSessions.routeId(exchange), stream);
        // a copy without a unit of work has no end that anybody tells of
        if (exchange.getUnitOfWork() != null || !exchanges.leave(exchange, closing)) {
            exchange.getExchangeExtension().addOnCompletion(closing);
        }
    }

    /**
     * Closes what lasts no longer than a step of the exchange, should its route stop meanwhile.
     *
     * @return to be closed at the end of the step
     */
    public Closeable closeWithRoute(Exchange exchange, Closeable step) {
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
        return switch (event.getType()) {
            case RouteStopped, RouteRemoved -> true;
            case ExchangeCreated, ExchangeCompleted, ExchangeFailed -> exchanges.isNoting();
            default -> false;
        };
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof RouteEvent stopped) {
            close(stopped.getRoute().getRouteId());
        } else if (event instanceof ExchangeEvent exchange) {
            if (event.getType() == CamelEvent.Type.ExchangeCreated) {
                exchanges.begun(exchange.getExchange());
            } else {
                exchanges.done(exchange.getExchange());
            }
        }
    }

    private void close(String route) {
        Set<Closeable> streams = open.remove(route);
        if (streams != null) {
            streams.forEach(IOHelper::close);
        }
    }

    /** Goes with the exchange, wherever that is handed over to, and on to the one that waits for it. */
    private final class Closing extends SynchronizationAdapter implements LiveExchanges.Open {

        private final Closeable stream;
        private volatile String route;
        private volatile @Nullable String keeper; // id of the exchange that waited for its own

        Closing(String route, Closeable stream) {
            this.route = route;
            this.stream = stream;
            remember(route, stream);
        }

        /** From now on it is no business of the route that began it, nor known yet which route will take it. */
        @Override
        public void beforeHandover(Exchange target) {
            String before = keeper;
            if (before != null) {
                exchanges.forget(before, this);
                keeper = null;
            }
            moveTo(HANDED_OVER);
        }

        private void moveTo(String next) {
            String before = route;
            if (!before.equals(next)) {
                remember(next, stream);
                forget(before, stream);
                route = next;
            }
        }

        @Override
        public void keptBy(String id, @Nullable Exchange exchange) {
            keeper = id;
            if (exchange != null) {
                moveTo(RouteSessions.routeId(exchange));
            }
        }

        @Override
        public void onDone(Exchange done) {
            String before = keeper;
            if (!exchanges.leave(done, this)) {
                close();
            }
            if (before != null) {
                exchanges.forget(before, this);
            }
        }

        @Override
        public void close() {
            forget(route, stream);
            IOHelper.close(stream);
        }
    }

    public int size() {
        return open.values().stream().mapToInt(Set::size).sum();
    }

    /** How many exchanges are known to be under way. */
    int noted() {
        return exchanges.size();
    }

    @Override
    protected void doStop() throws Exception {
        Set.copyOf(open.keySet()).forEach(this::close);
        exchanges.clear();
        super.doStop();
    }
}
