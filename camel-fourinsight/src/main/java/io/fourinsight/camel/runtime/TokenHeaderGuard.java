package io.fourinsight.camel.runtime;

import io.fourinsight.camel.operation.TokenOperation;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailureHandlingEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Takes the token out of an exchange that failed before its error handler passes it on, for example to a dead letter queue. */
public final class TokenHeaderGuard extends SimpleEventNotifierSupport {

    TokenHeaderGuard() {
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreRouteEvents(true);
        // all others of exchanges are ignored already
        setIgnoreExchangeEvents(false);
        setIgnoreExchangeFailedEvents(false);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event.getType() == CamelEvent.Type.ExchangeFailureHandling;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeFailureHandlingEvent failure) {
            TokenOperation.removeHeader(failure.getExchange());
        }
    }
}
