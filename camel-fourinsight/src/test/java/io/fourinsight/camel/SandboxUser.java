package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.runtime.RuntimeServices;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.SessionType;
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

/** A person with an account at a sandbox, and the Camel contexts that act as that person. */
final class SandboxUser {

    private static final SignInHosts HOSTS = SignInHosts.of(List.of("127.0.0.1"));

    private final Sandbox sandbox;
    private final Path tokens;

    /** @param tokens the token directory */
    SandboxUser(Sandbox sandbox, Path tokens) {
        this.sandbox = sandbox;
        this.tokens = tokens;
    }

    SandboxContext context() {
        return context(RuntimeServices.real());
    }

    SandboxContext context(RuntimeServices services) {
        SandboxContext context = new SandboxContext(sandbox, new FourInsightComponent(null, services));
        context.configuration().setSessionType(SessionType.USER);
        context.configuration().setClientId(Sandbox.USER_CLIENT_ID);
        context.configuration().setClientSecret(Sandbox.USER_CLIENT_SECRET);
        context.configuration().setTokenDirectory(tokens.toString());
        context.configuration().setTokenUrl(null);
        context.configuration().setSignInHosts("127.0.0.1");
        return context;
    }

    /** What a person does: signs in on 4Insight's page, and pastes what it shows. */
    void signIn(String sessionKey) throws Exception {
        signIn(sessionKey, pasteLine());
    }

    /** Pastes a line. */
    void signIn(String sessionKey, String line) throws Exception {
        ClientCredentials application =
                new ClientCredentials(Sandbox.USER_CLIENT_ID, Secret.of(Sandbox.USER_CLIENT_SECRET));
        HttpClientBuilder builder = HttpClientBuilder.create();
        Traffic.TOKENS.harden(builder);
        try (SessionFactory factory = new SessionFactory(Clock.systemUTC());
                CloseableHttpClient http = builder.build()) {
            UserAccount account = account(sessionKey);
            SessionIdentity identity = SessionIdentity.user(
                    sessionKey, Service.API, null, sandbox.apiScope(), account.file(), application);
            TokenEndpoint endpoint = new TokenEndpoint(http, Duration.ofSeconds(10));
            assertThat(factory.signIn(identity, application, endpoint, account, HOSTS)
                            .withPastedCode(PastedCode.parse(line, HOSTS), who -> true))
                    .isPresent();
        }
    }

    UserAccount account(String sessionKey) {
        return new UserAccount(Service.API, "prod", sandbox.apiUrl(), sessionKey, tokens);
    }

    /** The line that the page of the REST API shows. */
    String pasteLine() throws IOException, InterruptedException {
        return SandboxPage.pasteLine(sandbox.authorityUrl(), Sandbox.USER, Sandbox.PASSWORD);
    }
}
