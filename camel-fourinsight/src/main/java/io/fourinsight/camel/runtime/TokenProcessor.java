package io.fourinsight.camel.runtime;

import io.fourinsight.camel.login.SessionSpec;
import io.fourinsight.camel.login.SessionSpecs;
import io.fourinsight.camel.operation.MessageOptions;
import io.fourinsight.camel.operation.Operation;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.route.RouteSessions;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Gives each exchange its session, from the cache of its route, and makes sure of a token before anything else happens.
 *
 * <p>As long as a token is valid that costs a look into a map and at the clock; only an exchange for which there is none
 * waits.
 */
final class TokenProcessor implements Processor {

    private final RouteSessions sessions;
    private final SessionSpecs logins;
    private final SessionFactory factory;
    private final TokenEndpoint endpoint;
    private final Operation next;

    TokenProcessor(
            RouteSessions sessions,
            SessionSpecs logins,
            SessionFactory factory,
            TokenEndpoint endpoint,
            Operation next) {
        this.sessions = sessions;
        this.logins = logins;
        this.factory = factory;
        this.endpoint = endpoint;
        this.next = next;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Session session = session(exchange);
        session.token();
        next.process(exchange, session);
    }

    Session session(Exchange exchange) {
        Object key = exchange.getMessage().getHeader(FourInsightConstants.SESSION_KEY);
        // a key that cannot be read is an error: without it the exchange would be another session's
        SessionSpec login = key == null
                ? logins.own()
                : logins.ofMessage(MessageOptions.textOf(exchange, FourInsightConstants.SESSION_KEY, key));
        return sessions.of(exchange).session(login, factory, endpoint);
    }
}
