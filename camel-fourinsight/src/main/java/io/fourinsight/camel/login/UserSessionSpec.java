package io.fourinsight.camel.login;

import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.signin.SignIn;
import io.fourinsight.client.session.user.SignInCommand;
import io.fourinsight.client.session.user.UserAccount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application that acts as a person who has signed in.
 *
 * @param stored the identity of the session that takes any sign-in
 * @param forced whether only a sign-in counts that is newer than the start of the route
 * @param account where the tokens are kept
 * @param hosts that codes and refresh tokens may be sent to
 * @param command that signs in
 */
public record UserSessionSpec(
        SessionIdentity stored,
        boolean forced,
        ClientCredentials application,
        UserAccount account,
        SignInHosts hosts,
        SignInCommand command)
        implements SessionSpec {

    @Override
    public SessionIdentity identity(Instant start) {
        return forced ? stored.signedInAfter(start) : stored;
    }

    @Override
    public Session session(
            SessionIdentity identity, SessionFactory factory, TokenEndpoint endpoint, @Nullable String route) {
        return factory.userSession(identity, application, endpoint, account, hosts, command, route);
    }

    /** For a person who is present. */
    SignIn signIn(SessionFactory factory, TokenEndpoint endpoint) {
        return factory.signIn(stored, application, endpoint, account, hosts);
    }
}
