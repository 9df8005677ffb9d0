package io.fourinsight.camel.route;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.spi.Synchronization;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges that are under way, each with the one that waits for it: what a copy leaves open is kept for the original,
 * to which Camel copies its result.
 *
 * <p>They are noted from the first moment that anybody needs them. An exchange that began before is taken to be under way
 * still, for nothing tells.
 */
final class LiveExchanges {

    /** Something to be closed at the end of an exchange. */
    interface Open extends Synchronization {

        /** The exchange that keeps it from now on; null if it began before it was noted. */
        void keptBy(String id, @Nullable Exchange exchange);

        void close();
    }

    private static final long NEVER = Long.MIN_VALUE;

    private final Map<String, Live> live = new ConcurrentHashMap<>();
    private volatile long since = NEVER;

    void note() {
        if (since == NEVER) {
            // Camel's clocks of exchanges count milliseconds, too: what began within this one may have begun before.
            since = System.currentTimeMillis() + 1;
        }
    }

    boolean isNoting() {
        return since != NEVER;
    }

    void begun(Exchange exchange) {
        live.merge(exchange.getExchangeId(), new Live(exchange, waiting(exchange)), Live::again);
    }

    /** Closes what came too late for the completions of the exchange. */
    void done(Exchange exchange) {
        String id = exchange.getExchangeId();
        Live done = live.get(id);
        if (done != null && live.computeIfPresent(id, (same, found) -> found.isLast() ? null : found) == null) {
            done.close();
        }
    }

    /**
     * The id of the exchange that a copy's result goes back to, as far as that can be told when the copy begins: not if
     * nobody waits for the copy, nor if the original keeps its own body, as that of a splitter without an aggregation
     * strategy.
     */
    private @Nullable String waiting(Exchange copy) {
        String id = copy.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class);
        if (id == null || id.equals(copy.getExchangeId())) {
            return null;
        }
        Live original = live.get(id);
        if (original == null || original.exchange == null) {
            return copy.getClock().getCreated() < since ? id : null; // a copy has the clock of its original
        }
        return original.waitsFor(copy) ? id : null;
    }

    /**
     * Leaves what an exchange has open to the one that waits for it.
     *
     * @return whether one waits
     */
    boolean leave(Exchange exchange, Open open) {
        if (!isNoting() || exchange.isFailed()) {
            return false;
        }
        Live done = live.get(exchange.getExchangeId());
        String heir = done == null ? waiting(exchange) : done.waiting;
        return heir != null && live.compute(heir, (id, found) -> kept(id, found, exchange, open)) != null;
    }

    private @Nullable Live kept(String id, @Nullable Live found, Exchange copy, Open open) {
        Live heir = found == null && copy.getClock().getCreated() < since ? new Live(null, null) : found;
        if (heir != null) {
            heir.keep(id, open);
        }
        return heir;
    }

    /** Somebody else keeps it now. */
    void forget(String id, Open open) {
        live.computeIfPresent(id, (same, keeper) -> {
            keeper.kept.remove(open);
            return keeper;
        });
    }

    void clear() {
        live.clear();
    }

    int size() {
        return live.size();
    }

    /** An exchange, and what is to be closed at its end; changed only within the map's own locks. */
    private static final class Live {

        private final @Nullable Exchange exchange; // null: it began before it was noted
        private final @Nullable String waiting;
        private final int strategies;
        private int uses = 1;
        private Set<Open> kept = Set.of(); // most have nothing

        Live(@Nullable Exchange exchange, @Nullable String waiting) {
            this.exchange = exchange;
            this.waiting = waiting;
            this.strategies = exchange == null ? 0 : strategies(exchange);
        }

        /** A copy may have its original's id. */
        static Live again(Live first, Live second) {
            first.uses++;
            return first;
        }

        boolean isLast() {
            uses--;
            return uses == 0;
        }

        /** How many of the steps that an exchange is in have a strategy for it alone: those that keep the original's body. */
        private static int strategies(Exchange exchange) {
            Map<?, ?> strategies = exchange.getProperty(ExchangePropertyKey.AGGREGATION_STRATEGY, Map.class);
            return strategies == null ? 0 : strategies.size();
        }

        boolean waitsFor(Exchange copy) {
            if (exchange == null || strategies(copy) > strategies) {
                return false;
            }
            boolean replies = copy.getPattern().isOutCapable();
            boolean elsewhere = exchange.getFromEndpoint() != copy.getFromEndpoint(); // as behind seda
            return replies || !elsewhere && !exchange.getPattern().isOutCapable();
        }

        void keep(String id, Open open) {
            if (kept.isEmpty()) {
                kept = new HashSet<>();
            }
            kept.add(open);
            if (exchange != null) {
                exchange.getExchangeExtension().addOnCompletion(open);
            }
            open.keptBy(id, exchange);
        }

        void close() {
            List.copyOf(kept).forEach(Open::close);
        }
    }
}
