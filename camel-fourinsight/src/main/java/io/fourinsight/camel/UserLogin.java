package io.fourinsight.camel;

import io.fourinsight.camel.session.ClientCredentials;
import io.fourinsight.camel.session.Session;
import io.fourinsight.camel.session.SessionFactory;
import io.fourinsight.camel.session.SessionIdentity;
import io.fourinsight.camel.session.SignIn;
import io.fourinsight.camel.session.SignInCommand;
import io.fourinsight.camel.session.SignInHosts;
import io.fourinsight.camel.session.TokenEndpoint;
import io.fourinsight.camel.session.UserAccount;
import java.time.Instant;

/**
 * An application that acts as a person who has signed in.
 *
 * @param stored the identity of the session that takes any sign-in
 * @param forced whether only a sign-in counts that is newer than the start of the route
 * @param account where the tokens are kept
 * @param hosts that codes and refresh tokens may be sent to
 * @param command that signs in
 */
record UserLogin(
        SessionIdentity stored,
        boolean forced,
        ClientCredentials application,
        UserAccount account,
        SignInHosts hosts,
        SignInCommand command)
        implements Login {

    @Override
    public SessionIdentity identity(Instant start) {
        return forced ? stored.signedInAfter(start) : stored;
    }

    @Override
    public Session session(SessionIdentity identity, SessionFactory factory, TokenEndpoint endpoint) {
        return factory.userSession(identity, application, endpoint, account, hosts, command);
    }

    /** For a person who is present. */
    SignIn signIn(SessionFactory factory, TokenEndpoint endpoint) {
        return factory.signIn(stored, application, endpoint, account, hosts);
    }
}
