package io.fourinsight.camel.servers;

import io.fourinsight.camel.FourInsightConfiguration;
import io.fourinsight.camel.session.Browser;
import io.fourinsight.camel.session.ClientCredentials;
import io.fourinsight.camel.session.LoopbackSettings;
import io.fourinsight.camel.session.Secret;
import io.fourinsight.camel.session.Service;
import io.fourinsight.camel.session.SessionFactory;
import io.fourinsight.camel.session.SessionIdentity;
import io.fourinsight.camel.session.SignInHosts;
import io.fourinsight.camel.session.SignedIn;
import io.fourinsight.camel.session.TokenEndpoint;
import io.fourinsight.camel.session.UserAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Signs a person in with a browser at an OpenID provider, for the routes that use the same configuration.
 *
 * @param hosts that may have the tokens
 */
record UserSignIn(FourInsightConfiguration configuration, SignInHosts hosts, LoopbackSettings settings) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** At a server that registers no more of redirect URIs than it has to. */
    static UserSignIn at(AuthorizationServer server, FourInsightConfiguration configuration) {
        LoopbackSettings settings =
                new LoopbackSettings(server.issuer(), AuthorizationServer.USER_SCOPE, TIMEOUT, server.redirectPath());
        return new UserSignIn(
                configuration, SignInHosts.of(List.of(server.issuer().getRawAuthority())), settings);
    }

    SignedIn with(Browser browser) throws IOException {
        ClientCredentials application = application();
        UserAccount account = account();
        SessionIdentity identity = SessionIdentity.user(
                account.sessionKey(), account.service(), null, settings.scope(), account.tokenDirectory(), application);
        HttpClientBuilder builder = HttpClientBuilder.create();
        TokenEndpoint.harden(builder);
        try (SessionFactory factory = new SessionFactory(Clock.systemUTC());
                CloseableHttpClient client = builder.build()) {
            return factory.signIn(identity, application, new TokenEndpoint(client, TIMEOUT), account, hosts)
                    .withBrowser(settings, browser, who -> true)
                    .orElseThrow();
        }
    }

    StoredTokenFile file() {
        return new StoredTokenFile(account().file());
    }

    private ClientCredentials application() {
        return configuration.getClientSecret() == null
                ? ClientCredentials.publicClient(configuration.getClientId())
                : new ClientCredentials(
                        configuration.getClientId(),
                        Secret.of(configuration.getClientSecret()),
                        configuration.getClientAuthentication());
    }

    private UserAccount account() {
        return new UserAccount(
                Service.API,
                "prod",
                URI.create(configuration.getApiUrl()),
                configuration.getSessionKey(),
                Path.of(configuration.getTokenDirectory()));
    }
}
