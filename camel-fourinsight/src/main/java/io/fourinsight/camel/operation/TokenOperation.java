package io.fourinsight.camel.operation;

import io.fourinsight.camel.runtime.TokenHeaderGuard;
import io.fourinsight.client.session.Session;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Route;
import org.apache.camel.SafeCopyProperty;
import org.apache.camel.spi.SynchronizationRouteAware;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Puts a token into the {@code Authorization} header, for components that make their requests themselves, and takes it
 * out again before the exchange leaves.
 */
public final class TokenOperation implements Operation {

    private static final String MARK = "CamelFourInsightTokenHeader";
    private static final Removal REMOVAL = new Removal();

    @Override
    public void process(Exchange exchange, Session session) {
        if (isReplyItself(exchange)) {
            throw new IllegalStateException(
                    "A token is not given to onCompletion().modeBeforeConsumer() of a route that"
                            + " replies, for nothing would take it out of the reply; get it in modeAfterConsumer, which has a"
                            + " copy, or before the route ends");
        }
        exchange.getMessage()
                .setHeader(HttpHeaders.AUTHORIZATION, session.token().authorization());
        exchange.getExchangeExtension().setSafeCopyProperty(MARK, Mark.HAS_TOKEN);
        if (!exchange.getExchangeExtension().containsOnCompletion(REMOVAL)) {
            exchange.getExchangeExtension().addOnCompletion(REMOVAL);
        }
    }

    /**
     * Whether this is the block that Camel runs with an exchange that is about to be the reply. Camel tells the end of a
     * route only to those that joined the exchange before it. In all other blocks the exchange is a copy, which tells of the exchange that it is of.
     */
    private static boolean isReplyItself(Exchange exchange) {
        return Boolean.TRUE.equals(exchange.getProperty(ExchangePropertyKey.ON_COMPLETION))
                && exchange.getPattern().isOutCapable()
                && exchange.getProperty(ExchangePropertyKey.CORRELATION_ID) == null;
    }

    /** For {@link TokenHeaderGuard}: takes the header out if the exchange, or the one it is a copy of, got a token. */
    public static void removeHeader(Exchange exchange) {
        UnitOfWork unit = exchange.getUnitOfWork();
        if (exchange.getExchangeExtension().getSafeCopyProperty(MARK, Mark.class) != null
                || unit != null && unit.containsSynchronization(REMOVAL)) {
            exchange.getMessage().removeHeader(HttpHeaders.AUTHORIZATION);
        }
    }

    /** Marks an exchange that got a token, and its copies. No step of a route can take it away, unlike a property. */
    private enum Mark implements SafeCopyProperty {
        HAS_TOKEN;

        @Override
        public SafeCopyProperty safeCopy() {
            return this;
        }
    }

    /**
     * Removes the header when the first route is over: the reply goes out after that, but before the exchange is done.
     *
     * <p>It stays with the exchange that got the token. What takes the exchange's completions over, such as {@code seda:},
     * has a copy of it, and the reply is that of the original.
     */
    private static final class Removal extends SynchronizationAdapter implements SynchronizationRouteAware {

        @Override
        public SynchronizationRouteAware getRouteSynchronization() {
            return this;
        }

        @Override
        public boolean allowHandover() {
            return false;
        }

        @Override
        public void onBeforeRoute(Route route, Exchange exchange) {
            // the header is wanted in the routes that come next
        }

        @Override
        public void onAfterRoute(Route route, Exchange exchange) {
            if (route.getRouteId().equals(exchange.getFromRouteId())) {
                exchange.getMessage().removeHeader(HttpHeaders.AUTHORIZATION);
            }
        }

        @Override
        public void onDone(Exchange exchange) {
            exchange.getMessage().removeHeader(HttpHeaders.AUTHORIZATION);
        }
    }
}
