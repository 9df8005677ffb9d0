package io.fourinsight.camel;

import io.fourinsight.camel.session.Session;
import io.fourinsight.camel.session.SessionFactory;
import io.fourinsight.camel.session.SessionIdentity;
import io.fourinsight.camel.session.TokenEndpoint;
import java.time.Instant;

/** A session's identity, and how to make the session. */
sealed interface Login permits ClientLogin, UserLogin {

    /** @param start of the route that the session is for */
    SessionIdentity identity(Instant start);

    /** Does no I/O. */
    Session session(SessionIdentity identity, SessionFactory factory, TokenEndpoint endpoint);
}
