package io.fourinsight.camel.login;

import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An application that acts as itself. */
record ClientSessionSpec(SessionIdentity identity, ClientCredentials application) implements SessionSpec {

    @Override
    public SessionIdentity identity(Instant start) {
        return identity;
    }

    @Override
    public Session session(
            SessionIdentity wanted, SessionFactory factory, TokenEndpoint endpoint, @Nullable String route) {
        return factory.clientSession(wanted, application, endpoint, route);
    }
}
