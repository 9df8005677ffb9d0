package io.fourinsight.client;

import io.fourinsight.client.assembly.ServiceAddress;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.user.UserAccount;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** As whom, and at which services, a {@link FourInsightBuilder} was told to act; what it was not told is as here. */
final class SessionOptions {

    final Map<Service, String> urls = new EnumMap<>(Service.class);
    final Map<Service, String> scopes = new EnumMap<>(Service.class);
    Environment environment = Environment.PROD;

    @Nullable
    String tokenUrl;

    @Nullable
    ClientCredentials credentials;

    boolean user;

    @Nullable
    String sessionKey;

    @Nullable
    Path tokenDirectory;

    SignInHosts signInHosts = SignInHosts.DEFAULT;

    /** @throws IllegalArgumentException if credentials are missing */
    void check() {
        if (credentials == null) {
            throw new IllegalArgumentException("clientId and clientSecret must be set");
        }
        if (credentials.isPublic() && !user) {
            throw new IllegalArgumentException("clientSecret must be set: only people may sign in without one");
        }
    }

    /** @throws IllegalArgumentException if the environment has no URL or scope for the service, and none is set */
    ServiceAddress address(Service service) {
        return ServiceAddress.resolve(
                service,
                new ServiceAddress.Parts(urls.get(service), scopes.get(service), tokenUrl),
                new ServiceAddress.Parts(environment.url(service), environment.scope(service), environment.tokenUrl()),
                environment.name());
    }

    /** After {@link #check}. */
    Session session(ServiceAddress address, SessionFactory sessions, TokenEndpoint endpoint) {
        ClientCredentials checked = Objects.requireNonNull(credentials);
        if (!user) {
            SessionIdentity client =
                    SessionIdentity.client(sessionKey, address.service(), address.tokenUrl(), address.scope(), checked);
            return sessions.clientSession(client, checked, endpoint);
        }
        UserAccount account =
                environment.account(address.service(), address.url().uri(), sessionKey, tokenDirectory);
        SessionIdentity person = SessionIdentity.user(
                sessionKey,
                address.service(),
                // only a token URL that is set binds the session to it; else the stored tokens say where they came from
                tokenUrl == null ? null : address.tokenUrl(),
                address.scope(),
                account.file(),
                checked);
        return sessions.userSession(person, checked, endpoint, account, signInHosts);
    }
}
