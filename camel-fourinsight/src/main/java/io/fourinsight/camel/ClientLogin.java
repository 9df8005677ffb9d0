package io.fourinsight.camel;

import io.fourinsight.camel.session.ClientCredentials;
import io.fourinsight.camel.session.Session;
import io.fourinsight.camel.session.SessionFactory;
import io.fourinsight.camel.session.SessionIdentity;
import io.fourinsight.camel.session.TokenEndpoint;
import java.time.Instant;

/** An application that acts as itself. */
record ClientLogin(SessionIdentity identity, ClientCredentials application) implements Login {

    @Override
    public SessionIdentity identity(Instant start) {
        return identity;
    }

    @Override
    public Session session(SessionIdentity wanted, SessionFactory factory, TokenEndpoint endpoint) {
        return factory.clientSession(wanted, application, endpoint);
    }
}
