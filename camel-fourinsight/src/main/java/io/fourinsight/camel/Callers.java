package io.fourinsight.camel;

import io.fourinsight.camel.rest.Caller;
import io.fourinsight.camel.session.Session;
import java.util.Map;
import org.apache.camel.Exchange;

/** Makes the caller of a request that is sent for an exchange. */
final class Callers {

    private Callers() {}

    static Caller of(Exchange exchange, Session session) {
        // the name under which camel-http's activity listeners look for it
        return new Caller(session, Map.of(Exchange.class.getName(), exchange));
    }
}
