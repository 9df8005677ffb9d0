package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.session.ClientCredentials;
import io.fourinsight.camel.session.PastedCode;
import io.fourinsight.camel.session.Secret;
import io.fourinsight.camel.session.Service;
import io.fourinsight.camel.session.SessionException;
import io.fourinsight.camel.session.SessionFactory;
import io.fourinsight.camel.session.SessionIdentity;
import io.fourinsight.camel.session.SessionType;
import io.fourinsight.camel.session.SignInHosts;
import io.fourinsight.camel.session.SignedIn;
import io.fourinsight.camel.session.TokenEndpoint;
import io.fourinsight.camel.session.UserAccount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that act as a person who has signed in, or has not. */
class UserSessionRouteTest {

    private static final String CAMPAIGNS = "fourinsight:campaigns";
    private static final Pattern BOX = Pattern.compile("<textarea[^>]*>(.*?)</textarea>", Pattern.DOTALL);

    @TempDir
    private Path tokens;

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = users(tokens);
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private SandboxContext users(Path directory) {
        SandboxContext users = new SandboxContext(sandbox);
        users.configuration().setSessionType(SessionType.USER);
        users.configuration().setClientId(Sandbox.USER_CLIENT_ID);
        users.configuration().setClientSecret(Sandbox.USER_CLIENT_SECRET);
        users.configuration().setTokenDirectory(directory.toString());
        users.configuration().setTokenUrl(null);
        users.configuration().setSignInHosts("127.0.0.1");
        return users;
    }

    /** What a person does: signs in on 4Insight's page, and pastes what it shows. */
    private void signIn(String sessionKey) throws Exception {
        String shown = page(sandbox.authorityUrl());
        SignInHosts hosts = SignInHosts.of(List.of("127.0.0.1"));
        ClientCredentials application =
                new ClientCredentials(Sandbox.USER_CLIENT_ID, Secret.of(Sandbox.USER_CLIENT_SECRET));
        HttpClientBuilder builder = HttpClientBuilder.create();
        TokenEndpoint.harden(builder);
        try (SessionFactory factory = new SessionFactory(Clock.systemUTC());
                CloseableHttpClient http = builder.build()) {
            SessionIdentity identity =
                    SessionIdentity.user(sessionKey, Service.API, null, sandbox.apiScope(), tokens, application);
            UserAccount account = new UserAccount(Service.API, "prod", sandbox.apiUrl(), sessionKey, tokens);
            Optional<SignedIn> signedIn = factory.signIn(
                            identity, application, new TokenEndpoint(http, Duration.ofSeconds(10)), account, hosts)
                    .withPastedCode(PastedCode.parse(shown, hosts), who -> true);
            assertThat(signedIn).isPresent();
        }
    }

    private static String page(URI url) throws IOException, InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + Sandbox.USER + "&password=" + Sandbox.PASSWORD))
                .build();
        String page = HttpClient.newHttpClient()
                .send(form, HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher box = BOX.matcher(page);
        assertThat(box.find()).as(page).isTrue();
        return box.group(1).replace("&quot;", "\"").replace("&amp;", "&");
    }

    private Exchange sent(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    @Test
    void withoutASignInTheExchangeFailsAndNamesTheCommand() throws Exception {
        context.route("user", CAMPAIGNS + "?sessionKey=acme");

        assertThat(context.send("user").getException())
                .asInstanceOf(type(SessionException.LoginRequired.class))
                .satisfies(e ->
                        assertThat(e.command()).contains("fourinsight-login", "--session-key acme", tokens.toString()))
                .satisfies(e -> assertThat(e).hasMessageContaining(e.command()));
        assertThat(sandbox.requests().tokenRequests()).isZero();
    }

    @Test
    void runningRoutePicksUpASignIn() throws Exception {
        context.route("user", CAMPAIGNS);
        assertThat(context.send("user").getException()).isInstanceOf(SessionException.LoginRequired.class);

        signIn(null);

        Eventually.holds(() -> context.send("user").getException() == null, "the sign-in is noticed");
    }

    @Test
    void storedTokenIsUsedWithoutARequestAlsoAfterARestart() throws Exception {
        signIn(null);
        long requests = sandbox.requests().tokenRequests();
        context.route("user", CAMPAIGNS);
        sent(context.send("user"));
        try (SandboxContext restarted = users(tokens)) {
            restarted.route("user", CAMPAIGNS);
            sent(restarted.send("user"));
        }

        assertThat(sandbox.requests().tokenRequests()).isEqualTo(requests);
    }

    @Test
    void revokedTokenIsRefreshedAndTheNewOneStored() throws Exception {
        signIn(null);
        long requests = sandbox.requests().tokenRequests();
        sandbox.revokeTokens();
        context.route("user", CAMPAIGNS);

        sent(context.send("user"));
        try (SandboxContext restarted = users(tokens)) {
            sent(restarted.route("user", CAMPAIGNS).send("user"));
        }

        assertThat(sandbox.requests().tokenRequests()).as("one refresh").isEqualTo(requests + 1);
        assertThat(sandbox.refreshTokenReuses()).isZero();
    }

    @Test
    void forcedSignInIgnoresTheStoredOneAndTakesANewerOne() throws Exception {
        signIn(null);
        context.route("forced", CAMPAIGNS + "?authForce=true");

        assertThat(context.send("forced").getException()).isInstanceOf(SessionException.LoginRequired.class);
        signIn(null);

        Eventually.holds(() -> context.send("forced").getException() == null, "the newer sign-in is noticed");
    }

    @Test
    void keysHaveFilesOfTheirOwn() throws Exception {
        signIn("one");
        context.route("one", CAMPAIGNS + "?sessionKey=one");
        context.route("two", CAMPAIGNS + "?sessionKey=two");

        sent(context.send("one"));
        assertThat(context.send("two").getException()).isInstanceOf(SessionException.LoginRequired.class);
        try (Stream<Path> files = Files.walk(tokens)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("token.one")
                    .doesNotContain("token.two", "token");
        }
    }

    @Test
    void usersAndClientsShareAContext() throws Exception {
        signIn(null);
        context.route("user", CAMPAIGNS);
        String client = "?sessionType=client&clientId=" + Sandbox.CLIENT_ID + "&clientSecret=" + Sandbox.CLIENT_SECRET
                + "&tokenUrl=" + sandbox.tokenUrl();
        context.route("client", CAMPAIGNS + client);

        sent(context.send("user"));
        sent(context.send("client"));
    }
}
