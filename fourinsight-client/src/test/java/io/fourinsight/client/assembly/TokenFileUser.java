package io.fourinsight.client.assembly;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.UserSession;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.signin.PastedCode;
import io.fourinsight.client.session.user.UserAccount;
import io.fourinsight.client.testing.SandboxPage;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** A person of the sandbox, with real sessions on a real token file, by a clock that is the test's. */
final class TokenFileUser implements AutoCloseable {
    static final SignInHosts HOSTS = SignInHosts.of(List.of("127.0.0.1"));
    static final ClientCredentials APPLICATION =
            new ClientCredentials(Sandbox.USER_CLIENT_ID, Secret.of(Sandbox.USER_CLIENT_SECRET));

    private static final String SESSION_KEY = "acme";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final UserAccount account;
    private final SessionIdentity identity;
    private final SessionFactory factory;
    private final CloseableHttpClient client;

    TokenFileUser(Path tokens, Clock clock) {
        account = new UserAccount(Service.API, "prod", null, SESSION_KEY, tokens);
        identity = SessionIdentity.user(SESSION_KEY, Service.API, null, "openid", account.file(), APPLICATION);
        factory = new SessionFactory(clock);
        HttpClientBuilder builder = HttpClientBuilder.create();
        Traffic.TOKENS.harden(builder);
        client = builder.build();
    }

    Path file() {
        return account.file();
    }

    /** Another session, as of another route. */
    UserSession session() {
        return factory.userSession(identity, APPLICATION, endpoint(), account, HOSTS);
    }

    /** Signs in on the page of this sandbox and pastes what it shows. */
    void signIn(Sandbox sandbox) throws IOException, InterruptedException {
        PastedCode pasted =
                PastedCode.parse(SandboxPage.pasteLine(sandbox.authorityUrl(), Sandbox.USER, Sandbox.PASSWORD), HOSTS);
        factory.signIn(identity, APPLICATION, endpoint(), account, HOSTS)
                .withPastedCode(pasted, who -> true)
                .orElseThrow();
    }

    private TokenEndpoint endpoint() {
        return new TokenEndpoint(client, TIMEOUT);
    }

    @Override
    public void close() throws IOException {
        factory.close();
        client.close();
    }
}
