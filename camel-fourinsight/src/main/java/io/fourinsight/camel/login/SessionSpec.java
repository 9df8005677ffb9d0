package io.fourinsight.camel.login;

import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session's identity, and how to make the session. */
public sealed interface SessionSpec permits ClientSessionSpec, UserSessionSpec {

    /** @param start of the route that the session is for */
    SessionIdentity identity(Instant start);

    /**
     * Does no I/O.
     *
     * @param route that the session is for, or null
     */
    Session session(SessionIdentity identity, SessionFactory factory, TokenEndpoint endpoint, @Nullable String route);
}
