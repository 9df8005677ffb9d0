package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.Environment;
import io.fourinsight.client.FourInsight;
import io.fourinsight.client.FourInsightBuilder;
import io.fourinsight.client.assembly.HttpClients;
import io.fourinsight.client.assembly.HttpSettings;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.signin.PastedCode;
import io.fourinsight.client.session.user.UserAccount;
import io.fourinsight.client.testing.SandboxPage;
import io.fourinsight.client.wire.Traffic;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of docs/python.md that make sessions: each acts as what the one of Python acts as. */
class PythonSessionsTest {

    private static final List<List<String>> ROWS =
            Page.of("python.md").section("Sessions").rows();

    @TempDir
    private Path directory;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    private static List<String> row(String python) {
        return ROWS.stream()
                .filter(row -> row.get(0).equals(python))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void applicationActsByItsSecret() throws Exception {
        List<String> row = row("ClientSession(client_id, client_secret)");

        try (PageContext context = new PageContext(sandbox, Map.of());
                FourInsight fourInsight = builder(row, Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET)
                        .tokenUrl(sandbox.tokenUrl().toString())
                        .build()) {
            assertThat(context.to("row", row.get(1)).answer("row", null))
                    .isEqualTo(fourInsight.campaigns().list(null));
        }
        assertThat(sandbox.requests().by(Sandbox.CLIENT_ID)).isPositive();
    }

    @Test
    void personActsByWhatIsStored() throws Exception {
        personActs(row("UserSession()"), null);
    }

    @Test
    void sessionKeyHasItsOwnPerson() throws Exception {
        personActs(row("UserSession(session_key=\"north\")"), "north");
    }

    /** Only after that person has signed in. */
    private void personActs(List<String> row, String sessionKey) throws Exception {
        try (PageContext context = person(row);
                FourInsight fourInsight = builder(row, Sandbox.USER_CLIENT_ID, Sandbox.USER_CLIENT_SECRET)
                        .tokenDirectory(directory.resolve("tokens"))
                        .signInHosts(List.of("127.0.0.1"))
                        .build()) {
            signIn("another");
            assertThatThrownBy(() -> context.answer("row", null)).isInstanceOf(SessionException.LoginRequired.class);
            signIn(sessionKey);
            assertThat(fourInsight.campaigns().list(null)).isNotEmpty();
        }
        try (PageContext context = person(row)) {
            assertThat(context.answer("row", null)).asInstanceOf(LIST).isNotEmpty();
        }
    }

    @Test
    void whatIsStoredIsNotEnoughIfASignInIsForced() throws Exception {
        List<String> row = row("UserSession(auth_force=True)");
        signIn(null);

        try (PageContext context = person(row)) {
            assertThatThrownBy(() -> context.answer("row", null)).isInstanceOf(SessionException.LoginRequired.class);
        }
        assertThat(row.get(2)).as("Java").isEmpty();
    }

    private PageContext person(List<String> row) throws Exception {
        PageContext context = new PageContext(sandbox, Map.of());
        FourInsightConfiguration configuration = context.configuration();
        configuration.setClientId(Sandbox.USER_CLIENT_ID);
        configuration.setClientSecret(Sandbox.USER_CLIENT_SECRET);
        configuration.setTokenDirectory(directory.resolve("tokens").toString());
        configuration.setTokenUrl(null);
        configuration.setSignInHosts("127.0.0.1");
        return context.to("row", row.get(1));
    }

    /** What the row builds, at the sandbox. */
    private FourInsightBuilder builder(List<String> row, String clientId, String clientSecret) throws Exception {
        JavaOfPage java = JavaOfPage.compile(List.of(row.get(2)), directory);
        java.clientId = clientId;
        java.clientSecret = clientSecret;
        return ((FourInsightBuilder) java.value(row.get(2)))
                .url(Service.API, sandbox.apiUrl().toString())
                .url(Service.RESERVOIR, sandbox.reservoirUrl().toString());
    }

    /** What the login command does. */
    private void signIn(String sessionKey) throws Exception {
        SignInHosts hosts = SignInHosts.of(List.of("127.0.0.1"));
        ClientCredentials application =
                new ClientCredentials(Sandbox.USER_CLIENT_ID, Secret.of(Sandbox.USER_CLIENT_SECRET));
        UserAccount account =
                Environment.PROD.account(Service.API, sandbox.apiUrl(), sessionKey, directory.resolve("tokens"));
        SessionIdentity identity =
                SessionIdentity.user(sessionKey, Service.API, null, "openid", account.file(), application);
        Duration timeout = Duration.ofSeconds(30);
        try (HttpClients clients = new HttpClients(HttpSettings.ofSystem(timeout));
                SessionFactory sessions = new SessionFactory(Clock.systemUTC())) {
            TokenEndpoint endpoint = new TokenEndpoint(clients.of(Traffic.TOKENS), timeout);
            String line = SandboxPage.pasteLine(sandbox.authorityUrl(), Sandbox.USER, Sandbox.PASSWORD);
            sessions.signIn(identity, application, endpoint, account, hosts)
                    .withPastedCode(PastedCode.parse(line, hosts), person -> true);
        }
    }
}
