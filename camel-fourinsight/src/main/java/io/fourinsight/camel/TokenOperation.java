package io.fourinsight.camel;

import io.fourinsight.camel.session.Session;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.SynchronizationRouteAware;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Puts a token into the {@code Authorization} header, for components that make their requests themselves, and takes it
 * out again before the exchange leaves.
 */
final class TokenOperation implements Operation {

    /** Marks an exchange whose header holds a token, for {@link TokenHeaderGuard}. */
    static final String MARK = "CamelFourInsightTokenHeader";

    @Override
    public void process(Exchange exchange, Session session) {
        exchange.getMessage()
                .setHeader(HttpHeaders.AUTHORIZATION, session.token().authorization());
        if (exchange.getProperty(MARK) == null) {
            exchange.setProperty(MARK, true);
            exchange.getExchangeExtension().addOnCompletion(new Removal());
        }
    }

    static void removeHeader(Exchange exchange) {
        if (exchange.getProperty(MARK) != null) {
            exchange.getMessage().removeHeader(HttpHeaders.AUTHORIZATION);
        }
    }

    /** Removes the header when the first route is over: the reply goes out after that, but before the exchange is done. */
    private static final class Removal extends SynchronizationAdapter implements SynchronizationRouteAware {

        @Override
        public void onBeforeRoute(Route route, Exchange exchange) {
            // the header is wanted in the routes that come next
        }

        @Override
        public void onAfterRoute(Route route, Exchange exchange) {
            if (route.getRouteId().equals(exchange.getFromRouteId())) {
                removeHeader(exchange);
            }
        }

        @Override
        public void onDone(Exchange exchange) {
            removeHeader(exchange);
        }
    }
}
