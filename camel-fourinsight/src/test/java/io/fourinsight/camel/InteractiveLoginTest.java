package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fourinsight.camel.login.ConsoleDialog;
import io.fourinsight.camel.runtime.RuntimeServices;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.testing.SandboxPage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sign-in that is guided on the console when a route starts. */
@Timeout(60)
class InteractiveLoginTest {

    private static final String CAMPAIGNS = "fourinsight:campaigns?interactiveLogin=true";

    @TempDir
    private Path tokens;

    private final BlockingQueue<Optional<String>> typed = new LinkedBlockingQueue<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final StringWriter shown = new StringWriter();

    private Sandbox sandbox;
    private SandboxUser user;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.builder().user("bob", "bob-password").start();
        user = new SandboxUser(sandbox, tokens);
        context = withConsole();
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private SandboxContext withConsole() {
        RuntimeServices real = RuntimeServices.real();
        SandboxContext withConsole = user.context(new RuntimeServices(
                real.clock(),
                real.random(),
                real.pause(),
                () -> Optional.of(new ConsoleDialog(this::typed, new PrintWriter(shown)))));
        withConsole.configuration().setAuthorityUrl(sandbox.authorityUrl().toString());
        return withConsole;
    }

    private String typed() {
        asked.countDown();
        try {
            return typed.take().orElse(null);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void type(String line) {
        typed.add(Optional.of(line));
    }

    private Path file(String sessionKey) {
        return user.account(sessionKey).file();
    }

    @Test
    void routeStartsWithWhoeverSignedInOnTheConsole() throws Exception {
        type(user.pasteLine());
        context.route("user", CAMPAIGNS);

        assertThat(context.send("user").getException()).isNull();
        assertThat(shown.toString())
                .contains(
                        "Sign in on this page: " + sandbox.authorityUrl(),
                        "Signed in: alice",
                        "Stored in " + file(null))
                .doesNotContain(Files.readString(file(null)))
                .doesNotContainPattern("eyJ[\\w-]+\\."); // a token, and not a random state that begins like one
    }

    @Test
    void withoutAConsoleTheRouteDoesNotStartAndTheErrorNamesTheCommand() {
        try (SandboxContext service = withoutConsole()) {
            assertThatThrownBy(() -> service.route("user", CAMPAIGNS + "&sessionKey=acme"))
                    .hasRootCauseInstanceOf(SessionException.LoginRequired.class)
                    .rootCause()
                    .hasMessageContainingAll(
                            "interactiveLogin",
                            "console",
                            "java -jar examples/login/target/fourinsight-login.jar --session-key acme");
        }
    }

    @Test
    void withoutAConsoleTheCommandOfAForcedSignInDoesNotKeepWhatIsStored() throws Exception {
        user.signIn(null);
        try (SandboxContext service = withoutConsole()) {
            assertThatThrownBy(() -> service.route("forced", CAMPAIGNS + "&authForce=true"))
                    .rootCause()
                    .isInstanceOf(SessionException.LoginRequired.class)
                    .hasMessageContaining(" --auth-force (in the folder");
        }
    }

    private SandboxContext withoutConsole() {
        RuntimeServices real = RuntimeServices.real();
        SandboxContext service = user.context(new RuntimeServices(real.clock(), real.random(), real.pause()));
        service.configuration().setAuthorityUrl(sandbox.authorityUrl().toString());
        return service;
    }

    @Test
    void whoIsSignedInIsNotAsked() throws Exception {
        user.signIn(null);
        context.route("user", CAMPAIGNS);

        assertThat(context.send("user").getException()).isNull();
        assertThat(shown.toString()).isEmpty();
    }

    @Test
    void expiredTokenIsRenewedWithoutAsking() throws Exception {
        user.signIn(null);
        String json = Files.readString(file(null));
        Files.writeString(file(null), json.replaceFirst("(\"expires_at\"\\s*:\\s*)[0-9.Ee+]+", "$11"));

        context.route("user", CAMPAIGNS);

        assertThat(shown.toString()).isEmpty();
        assertThat(context.send("user").getException()).isNull();
    }

    @Test
    void revokedSignInIsAskedForAgain() throws Exception {
        user.signIn(null);
        String json = Files.readString(file(null));
        Files.writeString(file(null), json.replaceFirst("(\"expires_at\"\\s*:\\s*)[0-9.Ee+]+", "$11"));
        sandbox.revokeRefreshTokens();
        type(user.pasteLine());

        context.route("user", CAMPAIGNS);

        assertThat(context.send("user").getException()).isNull();
    }

    /** The stored tokens look valid: only the route that met the refusal knows better, and has noted it. */
    @Test
    void refusedSignInIsAskedForAgainThoughItsTokenIsNotExpired() throws Exception {
        user.signIn(null);
        sandbox.revokeTokens();
        sandbox.revokeRefreshTokens();
        try (SandboxContext before = user.context()) {
            assertThat(before.route("user", "fourinsight:campaigns")
                            .send("user")
                            .getException())
                    .isInstanceOf(SessionException.LoginRequired.class);
        }
        type(user.pasteLine());

        context.route("user", CAMPAIGNS);

        assertThat(shown.toString()).contains("Signed in: alice");
        assertThat(context.send("user").getException()).isNull();
    }

    @Test
    void damagedFileIsReplacedByTheSignIn() throws Exception {
        user.signIn(null);
        Files.writeString(file(null), "{\"access_token\": \"cut");
        type(user.pasteLine());

        context.route("user", CAMPAIGNS);

        assertThat(context.send("user").getException()).isNull();
        assertThat(Files.readString(file(null))).contains("refresh_token");
    }

    @Test
    void wrongPasteIsExplainedAndAskedForAgain() throws Exception {
        type("my password");
        type("{\"endpoint\":\"" + sandbox.userTokenUrl() + "\",\"code\":\"made-up\"}");
        type(user.pasteLine());

        context.route("user", CAMPAIGNS);

        assertThat(shown.toString())
                .contains("not JSON", "invalid_grant", "Signed in: alice")
                .doesNotContain("my password", "made-up");
    }

    @Test
    void afterThreeWrongPastesTheRouteDoesNotStart() {
        for (int i = 0; i < 4; i++) {
            type("nonsense");
        }

        assertThatThrownBy(() -> context.route("user", CAMPAIGNS))
                .hasRootCauseInstanceOf(SessionException.LoginRequired.class)
                .rootCause()
                .hasMessageContaining("fourinsight-login");
        assertThat(typed).as("three were read").hasSize(1);
        assertThat(sandbox.requests().tokenRequests()).isZero();
    }

    @Test
    void endOfInputIsNobodySigningIn() {
        typed.add(Optional.empty());

        assertThatThrownBy(() -> context.route("user", CAMPAIGNS))
                .hasRootCauseInstanceOf(SessionException.LoginRequired.class);
    }

    @Test
    void codeGoesToNoHostThatIsNotAllowed() {
        type("{\"endpoint\":\"https://evil.example/token\",\"code\":\"my-code\"}");
        typed.add(Optional.empty());

        assertThatThrownBy(() -> context.route("user", CAMPAIGNS)).hasStackTraceContaining("LoginRequired");
        assertThat(shown.toString())
                .contains("evil.example, which is not allowed")
                .doesNotContain("my-code");
        assertThat(sandbox.requests().tokenRequests()).isZero();
    }

    @Test
    void routesThatStartTogetherAskOnceAlsoWhenForced() throws Exception {
        user.signIn(null);
        type(user.pasteLine());
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").to(CAMPAIGNS + "&authForce=true").to(CAMPAIGNS + "&authForce=true&maxRetries=1");
                from("direct:two").choice().when(constant(true)).to(CAMPAIGNS + "&authForce=true");
            }
        });
        context.camel().start();

        assertThat(context.send("one").getException()).isNull();
        assertThat(context.send("two").getException()).isNull();
    }

    @Test
    void forcedSignInIsAskedForAgainWhenTheRouteIsRestartedAndMayBeAnothersThen() throws Exception {
        type(user.pasteLine());
        context.route("user", CAMPAIGNS + "&authForce=true");
        context.camel().getRouteController().stopRoute("user");
        type(SandboxPage.pasteLine(sandbox.authorityUrl(), "bob", "bob-password"));

        context.camel().getRouteController().startRoute("user");

        assertThat(context.send("user").getException()).isNull();
        assertThat(shown.toString()).contains("Signed in: alice", "Signed in: bob");
    }

    @Test
    void contextThatStopsDoesNotWaitForTheAnswer() throws Exception {
        CompletableFuture<Throwable> start =
                CompletableFuture.supplyAsync(() -> catchThrowable(() -> context.route("user", CAMPAIGNS)));
        asked.await();

        context.close();

        assertThat(start.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(CancellationException.class);
    }

    @Test
    void exchangeNeverAsks() throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dynamic").toD(CAMPAIGNS + "&maxRetries=${header.n}");
            }
        });
        context.camel().start();

        assertThat(context.send("dynamic", "n", 1).getException()).isInstanceOf(SessionException.LoginRequired.class);
        assertThat(context.camel()
                        .createFluentProducerTemplate()
                        .to(CAMPAIGNS)
                        .send()
                        .getException())
                .isInstanceOf(SessionException.LoginRequired.class);
        assertThat(shown.toString()).isEmpty();
    }

    @Test
    void clientSessionsAskNobody() throws Exception {
        context.route(
                "client",
                CAMPAIGNS + "&sessionType=client&clientId=" + Sandbox.CLIENT_ID + "&clientSecret="
                        + Sandbox.CLIENT_SECRET + "&tokenUrl=" + sandbox.tokenUrl());

        assertThat(context.send("client").getException()).isNull();
        assertThat(shown.toString()).isEmpty();
    }

    @Test
    void pageThatIsNotKnownMustBeSet() {
        context.configuration().setAuthorityUrl(null);
        assertThatThrownBy(() -> context.route("user", CAMPAIGNS)).hasStackTraceContaining("authorityUrl must be set");
    }

    @Test
    void pageMustBeHttps() {
        assertThatThrownBy(() -> context.route("user", CAMPAIGNS + "&authorityUrl=http://login.example/auth"))
                .hasStackTraceContaining("authorityUrl 'http://login.example/auth' cannot be used");
    }

    @Test
    void pageOfTheReservoirIsOnItsHost() throws Exception {
        context.configuration().setAuthorityUrl(null);
        type(SandboxPage.pasteLine(sandbox.reservoirAuthorityUrl(), Sandbox.USER, Sandbox.PASSWORD));

        context.route("user", "fourinsight:ping?interactiveLogin=true");

        assertThat(context.send("user").getException()).isNull();
        assertThat(shown.toString()).contains(sandbox.reservoirAuthorityUrl().toString());
    }
}
