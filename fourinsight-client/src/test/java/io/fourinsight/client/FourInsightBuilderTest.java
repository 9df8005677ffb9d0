package io.fourinsight.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.assembly.HttpClients;
import io.fourinsight.client.assembly.HttpSettings;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.signin.PastedCode;
import io.fourinsight.client.session.user.UserAccount;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.SandboxPage;
import io.fourinsight.client.wire.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the builder of the front door takes and refuses, and whose tokens the built client has. */
class FourInsightBuilderTest {

    private final Sandbox sandbox = Sandbox.start();
    private final FourInsight fourInsight = builder().build();

    private FourInsightBuilder builder() {
        return FourInsightTest.builder(sandbox);
    }

    @AfterEach
    void close() {
        fourInsight.close();
        sandbox.close();
    }

    @Test
    void eachServiceHasATokenOfItsOwnAndKeepsIt() {
        fourInsight.campaigns().list(null);
        fourInsight.campaigns().list(null);
        fourInsight.timeSeries().info(Sandbox.STAVANGER);
        fourInsight.timeSeries().info(Sandbox.STAVANGER);

        assertThat(sandbox.requests().tokenRequests()).isEqualTo(2);
    }

    @Test
    void personActsWithTheTokensOnDisk(@TempDir Path tokens) throws Exception {
        FourInsightBuilder person = FourInsight.builder()
                .credentials(Sandbox.USER_CLIENT_ID, Sandbox.USER_CLIENT_SECRET)
                .user()
                .sessionKey("acme")
                .tokenDirectory(tokens)
                .signInHosts(List.of("127.0.0.1"))
                .url(Service.API, sandbox.apiUrl().toString())
                .url(Service.RESERVOIR, sandbox.reservoirUrl().toString());
        try (FourInsight signedOut = person.build()) {
            assertThatThrownBy(() -> signedOut.campaigns().list(null))
                    .isInstanceOf(SessionException.LoginRequired.class);
        }
        signIn(tokens);
        try (FourInsight signedIn = person.build()) {
            assertThat(signedIn.campaigns().list(null)).isNotEmpty();
        }
        assertThat(Files.isDirectory(tokens.resolve("api"))).isTrue();
    }

    /** What the login command does. */
    private void signIn(Path tokens) throws Exception {
        SignInHosts hosts = SignInHosts.of(List.of("127.0.0.1"));
        ClientCredentials application =
                new ClientCredentials(Sandbox.USER_CLIENT_ID, Secret.of(Sandbox.USER_CLIENT_SECRET));
        UserAccount account = Environment.PROD.account(Service.API, sandbox.apiUrl(), "acme", tokens);
        SessionIdentity identity =
                SessionIdentity.user("acme", Service.API, null, "openid", account.file(), application);
        Duration timeout = Duration.ofSeconds(30);
        try (HttpClients clients = new HttpClients(HttpSettings.ofSystem(timeout));
                SessionFactory sessions = new SessionFactory(Clock.systemUTC())) {
            TokenEndpoint endpoint = new TokenEndpoint(clients.of(Traffic.TOKENS), timeout);
            String line = SandboxPage.pasteLine(sandbox.authorityUrl(), Sandbox.USER, Sandbox.PASSWORD);
            sessions.signIn(identity, application, endpoint, account, hosts)
                    .withPastedCode(PastedCode.parse(line, hosts), person -> true);
        }
    }

    @Test
    void wrongSecretIsMisconfiguredAndNotShown() {
        try (CapturedLog log = CapturedLog.ofEverything();
                FourInsight wrong = builder()
                        .credentials(Sandbox.CLIENT_ID, "a-wrong-secret")
                        .build()) {
            assertThatThrownBy(() -> wrong.timeSeries().info(Sandbox.STAVANGER))
                    .isInstanceOf(SessionException.Misconfigured.class)
                    .hasMessageNotContaining("a-wrong-secret");
            assertThat(log.textWithout("io.fourinsight.camel.sandbox")).doesNotContain("a-wrong-secret");
            assertThat(wrong.toString()).doesNotContain("a-wrong-secret");
        }
    }

    @Test
    void hookCannotUndoWhatHardensAClient() {
        AtomicInteger built = new AtomicInteger();
        try (FourInsight hooked = builder()
                .httpClient(client -> {
                    built.incrementAndGet();
                    client.setRedirectStrategy(new DefaultRedirectStrategy());
                })
                .build()) {
            sandbox.faults()
                    .answerNext(
                            1, Sandbox.API_PATH, Response.of(302).header("Location", sandbox.reservoirUrl() + "ping"));

            assertThatThrownBy(() -> hooked.campaigns().list(null))
                    .isInstanceOfSatisfying(RestException.Status.class, e -> assertThat(e.status())
                            .isEqualTo(302));
        }
        assertThat(built).hasPositiveValue();
    }

    @Test
    void closedClientSaysSo() {
        fourInsight.timeSeries().info(Sandbox.STAVANGER);
        fourInsight.close();

        assertThatThrownBy(() -> fourInsight.timeSeries().info(Sandbox.STAVANGER))
                .isInstanceOfSatisfying(SessionException.Unavailable.class, e -> assertThat(e.errorCode())
                        .isEqualTo("closed"));
    }

    @Test
    void whatCannotBeUsedIsNamed() {
        FourInsightBuilder builder = FourInsight.builder();

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("clientId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.credentials("id", " "))
                .withMessageContaining("clientSecret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.parallelism(33))
                .withMessageContaining("parallelism '33'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.requestTimeout(Duration.ZERO))
                .withMessageContaining("requestTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.sessionKey("../up"))
                .withMessageContaining("sessionKey");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.retries(-1, Duration.ofSeconds(1), Duration.ZERO))
                .withMessageContaining("maxRetries '-1'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.credentials("id", "secret")
                        .url(Service.API, "http://elsewhere.example/")
                        .build())
                .withMessageContaining("apiUrl")
                .withMessageContaining("https");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FourInsight.builder()
                        .credentials("id", "secret")
                        .environment(Environment.QA)
                        .build())
                .withMessageContaining("apiUrl")
                .withMessageContaining("'qa'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FourInsight.builder().publicClient("id").build())
                .withMessageContaining("clientSecret");
    }
}
