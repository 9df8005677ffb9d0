package io.fourinsight.camel.route;

import io.fourinsight.camel.login.SessionSpec;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionCache;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A route from one start to its next stop, with the sessions that live as long.
 *
 * @param route null for what runs outside a route
 * @param start with {@code authForce} only a sign-in after this moment counts
 */
public record RouteRun(@Nullable String route, SessionCache sessions, Instant start) {

    /** Finds the session or makes it; finding it makes no object. */
    public Session session(SessionSpec login, SessionFactory factory, TokenEndpoint endpoint) {
        SessionIdentity wanted = login.identity(start);
        Session present = sessions.find(wanted);
        return present == null
                ? sessions.session(wanted, identity -> login.session(identity, factory, endpoint, route))
                : present;
    }

    void end() {
        sessions.close();
    }
}
