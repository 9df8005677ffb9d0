package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.ComponentRuntime.Surroundings;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.session.ClientCredentials;
import io.fourinsight.camel.session.PastedCode;
import io.fourinsight.camel.session.SandboxPage;
import io.fourinsight.camel.session.Secret;
import io.fourinsight.camel.session.Service;
import io.fourinsight.camel.session.SessionFactory;
import io.fourinsight.camel.session.SessionIdentity;
import io.fourinsight.camel.session.SessionType;
import io.fourinsight.camel.session.SignInHosts;
import io.fourinsight.camel.session.TokenEndpoint;
import io.fourinsight.camel.session.UserAccount;
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
        return context(Surroundings.real());
    }

    SandboxContext context(Surroundings surroundings) {
        SandboxContext context = new SandboxContext(sandbox, new FourInsightComponent(null, surroundings));
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
        TokenEndpoint.harden(builder);
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
