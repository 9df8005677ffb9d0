package io.fourinsight.camel.servers;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.signin.Browser;
import io.fourinsight.client.session.signin.LoopbackSettings;
import io.fourinsight.client.session.signin.PastedCode;
import io.fourinsight.client.session.signin.SignIn;
import io.fourinsight.client.session.signin.SignedIn;
import io.fourinsight.client.session.user.UserAccount;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Signs a person in, for the routes that use the same configuration.
 *
 * @param hosts that may have the tokens
 * @param settings for the way with a browser
 */
record UserSignIn(FourInsightConfiguration configuration, SignInHosts hosts, LoopbackSettings settings) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static UserSignIn at(AuthorizationServer server, FourInsightConfiguration configuration) {
        LoopbackSettings settings =
                new LoopbackSettings(server.issuer(), AuthorizationServer.USER_SCOPE, TIMEOUT, server.redirectPath());
        return at(settings, configuration);
    }

    static UserSignIn at(Sandbox sandbox, FourInsightConfiguration configuration) {
        return at(new LoopbackSettings(sandbox.issuer(), sandbox.apiUserScope(), TIMEOUT, null), configuration);
    }

    private static UserSignIn at(LoopbackSettings settings, FourInsightConfiguration configuration) {
        String host = settings.issuer().getRawAuthority();
        return new UserSignIn(configuration, SignInHosts.of(List.of(host)), settings);
    }

    SignedIn with(Browser browser) throws IOException {
        return sign(signIn -> signIn.withBrowser(settings, browser, who -> true));
    }

    /** The way of 4Insight: with the text that its page shows. */
    SignedIn withPasted(String text) throws IOException {
        return sign(signIn -> signIn.withPastedCode(PastedCode.parse(text, hosts), who -> true));
    }

    private SignedIn sign(Function<SignIn, Optional<SignedIn>> in) throws IOException {
        ClientCredentials application = application();
        UserAccount account = account();
        SessionIdentity identity = SessionIdentity.user(
                account.sessionKey(), account.service(), null, settings.scope(), account.file(), application);
        HttpClientBuilder builder = HttpClientBuilder.create();
        Traffic.TOKENS.harden(builder);
        try (SessionFactory factory = new SessionFactory(Clock.systemUTC());
                CloseableHttpClient client = builder.build()) {
            TokenEndpoint endpoint = new TokenEndpoint(client, TIMEOUT);
            return in.apply(factory.signIn(identity, application, endpoint, account, hosts))
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
