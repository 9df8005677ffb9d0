package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Routes that act as a person who has signed in, or has not. */
@Timeout(60)
class UserSessionRouteTest {

    private static final String CAMPAIGNS = "fourinsight:campaigns";

    @TempDir
    private Path tokens;

    private Sandbox sandbox;
    private SandboxUser user;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        user = new SandboxUser(sandbox, tokens);
        context = user.context();
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
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

        user.signIn(null);

        Eventually.holds(() -> context.send("user").getException() == null, "the sign-in is noticed");
    }

    @Test
    void storedTokenIsUsedWithoutARequestAlsoAfterARestart() throws Exception {
        user.signIn(null);
        long requests = sandbox.requests().tokenRequests();
        context.route("user", CAMPAIGNS);
        sent(context.send("user"));
        try (SandboxContext restarted = user.context()) {
            restarted.route("user", CAMPAIGNS);
            sent(restarted.send("user"));
        }

        assertThat(sandbox.requests().tokenRequests()).isEqualTo(requests);
    }

    @Test
    void revokedTokenIsRefreshedAndTheNewOneStored() throws Exception {
        user.signIn(null);
        long requests = sandbox.requests().tokenRequests();
        sandbox.revokeTokens();
        context.route("user", CAMPAIGNS);

        sent(context.send("user"));
        try (SandboxContext restarted = user.context()) {
            sent(restarted.route("user", CAMPAIGNS).send("user"));
        }

        assertThat(sandbox.requests().tokenRequests()).as("one refresh").isEqualTo(requests + 1);
        assertThat(sandbox.refreshTokenReuses()).isZero();
    }

    @Test
    void revokedSignInIsASignInErrorUntilSomebodySignsIn() throws Exception {
        user.signIn(null);
        long requests = sandbox.requests().tokenRequests();
        sandbox.revokeTokens();
        sandbox.revokeRefreshTokens();
        context.route("user", CAMPAIGNS);
        for (int i = 0; i < 3; i++) {
            assertSignInRequired(context.send("user").getException());
        }
        try (SandboxContext restarted = user.context()) {
            assertSignInRequired(restarted.route("user", CAMPAIGNS).send("user").getException());
        }
        assertThat(sandbox.requests().tokenRequests()).as("one refresh").isEqualTo(requests + 1);

        user.signIn(null);
        try (SandboxContext restarted = user.context()) {
            sent(restarted.route("user", CAMPAIGNS).send("user"));
        }
        Eventually.holds(() -> context.send("user").getException() == null, "the sign-in is noticed");
    }

    private static void assertSignInRequired(Throwable failure) {
        assertThat(failure)
                .asInstanceOf(type(SessionException.LoginRequired.class))
                .satisfies(e -> assertThat(e.errorCode()).isEqualTo("invalid_grant"))
                .satisfies(e ->
                        assertThat(e).hasMessageContaining("java -jar examples/login/target/fourinsight-login.jar"));
    }

    /** The server has already exchanged the refresh token: what it answers is the only one that is still good. */
    @Test
    void answerThatComesWhileTheContextStopsIsStored() throws Exception {
        user.signIn(null);
        sandbox.revokeTokens();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        sandbox.faults().afterHandling(Sandbox.TOKEN_PATH, () -> {
            asked.countDown();
            awaitQuietly(mayAnswer);
        });
        context.camel().getShutdownStrategy().setTimeout(1);
        context.route("user", CAMPAIGNS);

        CompletableFuture<Exchange> sent = CompletableFuture.supplyAsync(() -> context.send("user"));
        asked.await();
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(context::close);
        assertThat(sent.get().getException())
                .as("ends with the route, not with the answer")
                .isNotNull();
        assertThat(stopping).isNotDone();
        mayAnswer.countDown();
        stopping.get();

        try (SandboxContext restarted = user.context()) {
            sent(restarted.route("user", CAMPAIGNS).send("user"));
        }
        assertThat(sandbox.refreshTokenReuses()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the sandbox is closing
        }
    }

    @Test
    void forcedSignInIgnoresTheStoredOneAndTakesANewerOne() throws Exception {
        user.signIn(null);
        context.route("forced", CAMPAIGNS + "?authForce=true");

        assertThat(context.send("forced").getException())
                .asInstanceOf(type(SessionException.LoginRequired.class))
                .satisfies(e -> assertThat(e.command()).endsWith(" --auth-force"));
        user.signIn(null);

        Eventually.holds(() -> context.send("forced").getException() == null, "the newer sign-in is noticed");
    }

    @Test
    void forcedSignInIsWantedAgainAfterEachStartOfTheRoute() throws Exception {
        context.route("forced", CAMPAIGNS + "?authForce=true");
        user.signIn(null);
        Eventually.holds(() -> context.send("forced").getException() == null, "the sign-in is newer than the start");

        context.camel().getRouteController().stopRoute("forced");
        user.signIn(null);
        context.camel().getRouteController().startRoute("forced");
        assertThat(context.send("forced").getException())
                .asInstanceOf(type(SessionException.LoginRequired.class))
                .satisfies(e -> assertThat(e.errorCode()).isEqualTo("sign_in_forced"));

        user.signIn(null);
        Eventually.holds(() -> context.send("forced").getException() == null, "and so is this one");
    }

    @Test
    void forcedSignInServesAnEndpointThatIsMadeAnewByEachExchange() throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dynamic").toD(CAMPAIGNS + "?authForce=true&maxRetries=${header.n}", -1);
            }
        });
        context.camel().start();
        user.signIn(null);

        sent(context.send("dynamic", "n", 1));
        sent(context.send("dynamic", "n", 2));
    }

    @Test
    void urlsOfOneScopeShareNoSession() throws Exception {
        user.signIn(null);
        String other = sandbox.apiUrl().toString().replace("127.0.0.1", "localhost");
        context.route("both", CAMPAIGNS, CAMPAIGNS + "?apiUrl=" + other);

        assertThat(context.send("both").getException())
                .asInstanceOf(type(SessionException.LoginRequired.class))
                .satisfies(e -> assertThat(e.command()).contains("--api-url " + other));
    }

    @Test
    void commandSaysWhereToSignInAndWhereTheCodeMayGo() throws Exception {
        context.configuration().setAuthorityUrl(sandbox.authorityUrl().toString());
        context.route("user", CAMPAIGNS);

        assertThat(context.send("user").getException())
                .asInstanceOf(type(SessionException.LoginRequired.class))
                .satisfies(e -> assertThat(e.command())
                        .contains("--authority-url " + sandbox.authorityUrl(), "--sign-in-host 127.0.0.1"));
    }

    @Test
    void keysHaveFilesOfTheirOwn() throws Exception {
        user.signIn("one");
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
        user.signIn(null);
        context.route("user", CAMPAIGNS);
        String client = "?sessionType=client&clientId=" + Sandbox.CLIENT_ID + "&clientSecret=" + Sandbox.CLIENT_SECRET
                + "&tokenUrl=" + sandbox.tokenUrl();
        context.route("client", CAMPAIGNS + client);

        sent(context.send("user"));
        sent(context.send("client"));
    }
}
