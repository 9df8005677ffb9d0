package io.fourinsight.camel;

import io.fourinsight.camel.session.Session;
import io.fourinsight.camel.session.SessionCache;
import io.fourinsight.camel.session.SessionFactory;
import io.fourinsight.camel.session.SessionIdentity;
import io.fourinsight.camel.session.TokenEndpoint;
import java.time.Instant;

/**
 * A route from one start to its next stop, with the sessions that live as long.
 *
 * @param start with {@code authForce} only a sign-in after this moment counts
 */
record RouteRun(SessionCache sessions, Instant start) {

    /** Finds the session or makes it; finding it makes no object. */
    Session session(Login login, SessionFactory factory, TokenEndpoint endpoint) {
        SessionIdentity wanted = login.identity(start);
        Session present = sessions.find(wanted);
        return present == null
                ? sessions.session(wanted, identity -> login.session(identity, factory, endpoint))
                : present;
    }

    void end() {
        sessions.close();
    }
}
