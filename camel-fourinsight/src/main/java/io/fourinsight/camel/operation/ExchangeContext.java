package io.fourinsight.camel.operation;

import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.session.Session;
import java.util.Map;
import org.apache.camel.Exchange;

/** Makes the context of the requests that are sent for an exchange. */
public final class ExchangeContext {

    private ExchangeContext() {}

    public static RequestContext of(Exchange exchange, Session session) {
        // the name under which camel-http's activity listeners look for it
        return new RequestContext(session, Map.of(Exchange.class.getName(), exchange));
    }
}
