package io.fourinsight.camel.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.assembly.HttpClients;
import io.fourinsight.client.assembly.HttpSettings;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.UserSession;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.user.UserAccount;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 4Insight's own way to sign in, from the page to the file. */
@Timeout(60)
class PasteLoginTest {
    @TempDir
    Path directory;

    private LoginRig rig;

    @BeforeEach
    void start() {
        rig = new LoginRig(directory);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void whoPastesAndConfirmsIsStored() throws IOException {
        assertThat(rig.paste("y", "--session-key", "acme")).isZero();

        assertThat(rig.out()).contains(rig.sandbox.authorityUrl().toString(), "alice", "session 'acme'", "Stored in ");
        assertThat(rig.err()).isEmpty();
        assertThat(rig.files()).hasSize(1);
        Path file = rig.files().get(0);
        assertThat(rig.out()).contains(file.toString());
        assertThat(file.getFileName()).hasToString("token.acme");
        assertThat(Files.readString(file))
                .contains(
                        "access_token",
                        "refresh_token",
                        rig.sandbox.userTokenUrl().toString());
    }

    @Test
    void whoDoesNotConfirmStoresNothing() {
        for (String answer : new String[] {"n", "", "what"}) {
            assertThat(rig.paste(answer)).isEqualTo(1);
            assertThat(rig.err()).contains("Nothing was stored");
        }
        assertThat(rig.files()).isEmpty();
    }

    @Test
    void yesStoresWithoutAsking() {
        assertThat(rig.paste("", "--yes")).isZero();
        assertThat(rig.out()).contains("alice").doesNotContain("[y/N]");
    }

    @Test
    void aWrongPasteIsExplainedAndTriedAgain() {
        String line = rig.user.pasteLine(rig.sandbox.authorityUrl());
        String typed = "no json\n{\"code\":\"my-code\"}\n" + line + "\ny\n";

        assertThat(rig.run(
                        typed, "--authority-url", rig.sandbox.authorityUrl().toString(), "--sign-in-host", rig.host()))
                .isZero();
        assertThat(rig.err())
                .contains("not JSON", "lacks the field \"endpoint\"")
                .doesNotContain("my-code");
    }

    @Test
    void nobodyWhoPastesAnythingUsableFails() {
        for (String typed : new String[] {"", "x\nx\nx\nx\n"}) {
            assertThat(rig.run(typed, "--authority-url", "https://login.example/auth"))
                    .isEqualTo(1);
            assertThat(rig.err()).contains("Not signed in");
        }
    }

    @Test
    void aForeignHostGetsNothing() {
        String line = rig.user.pasteLine(rig.sandbox.authorityUrl());

        assertThat(rig.run(
                        line + "\n",
                        "--authority-url",
                        rig.sandbox.authorityUrl().toString()))
                .isEqualTo(1);
        assertThat(rig.err()).contains(rig.host() + ", which is not allowed");
        String foreign = "{\"endpoint\":\"https://evil.example/token\",\"code\":\"my-code\"}\n";
        assertThat(rig.run(foreign, "--authority-url", "https://login.example/auth"))
                .isEqualTo(1);
        assertThat(rig.err()).contains("evil.example, which is not allowed").doesNotContain("my-code");
        assertThat(rig.tokenRequests()).isZero();
    }

    @Test
    void aCodeThatTheServerRefusesFails() {
        String code = "{\"endpoint\":\"" + rig.sandbox.userTokenUrl() + "\",\"code\":\"made-up\"}\n";

        assertThat(rig.run(
                        code, "--authority-url", rig.sandbox.authorityUrl().toString(), "--sign-in-host", rig.host()))
                .isEqualTo(1);
        assertThat(rig.err()).contains("invalid_grant").doesNotContain("made-up");
        assertThat(rig.files()).isEmpty();
    }

    @Test
    void theReservoirHasASignInOfItsOwn() {
        assertThat(rig.paste("y")).isZero();
        String line = rig.user.pasteLine(rig.sandbox.reservoirAuthorityUrl());

        assertThat(rig.run(line + "\ny\n", "--service", "reservoir", "--sign-in-host", rig.host()))
                .isZero();
        assertThat(rig.out()).contains(rig.sandbox.reservoirAuthorityUrl().toString());
        assertThat(rig.files()).hasSize(2);
    }

    @Test
    void aUsableTokenIsKeptUnlessForced() throws IOException {
        assertThat(rig.paste("y")).isZero();
        byte[] before = Files.readAllBytes(rig.files().get(0));
        rig.sandbox.requests().reset();

        assertThat(rig.paste("y")).isZero();
        assertThat(rig.out()).contains("Already signed in", "alice", "--auth-force");
        assertThat(rig.tokenRequests()).isZero();
        assertThat(Files.readAllBytes(rig.files().get(0))).isEqualTo(before);

        assertThat(rig.paste("y", "--auth-force")).isZero();
        assertThat(rig.tokenRequests()).isEqualTo(1);
        assertThat(Files.readAllBytes(rig.files().get(0))).isNotEqualTo(before);
    }

    /** Without being told so it would keep what is stored, and the route would go on to name it. */
    @Test
    void theCommandOfARouteThatForcesASignInMakesOneAlthoughWhatIsStoredServes() throws IOException {
        assertThat(rig.paste("y")).isZero();
        SignInHosts hosts = SignInHosts.of(List.of(rig.host()));
        UserAccount account = new UserAccount(Service.API, "prod", rig.sandbox.apiUrl(), null, directory);
        ClientCredentials application =
                new ClientCredentials(Sandbox.USER_CLIENT_ID, Secret.of(Sandbox.USER_CLIENT_SECRET));
        SessionIdentity forced = SessionIdentity.user(null, Service.API, null, "openid", account.file(), application)
                .signedInAfter(Instant.now());
        try (HttpClients clients = new HttpClients(HttpSettings.ofSystem(Duration.ofSeconds(30)));
                SessionFactory factory = new SessionFactory(Clock.systemUTC());
                UserSession session = factory.userSession(
                        forced,
                        application,
                        new TokenEndpoint(clients.of(Traffic.TOKENS), Duration.ofSeconds(30)),
                        account,
                        hosts,
                        account.signInCommand().at(Optional.of(rig.sandbox.authorityUrl()), hosts),
                        null)) {
            SessionException.LoginRequired wanted =
                    catchThrowableOfType(SessionException.LoginRequired.class, session::token);
            String[] words = wanted.command().split(" ");

            assertThat(words).startsWith("java", "-jar", "examples/login/target/fourinsight-login.jar");
            assertThat(rig.runAlone(
                            rig.user.pasteLine(rig.sandbox.authorityUrl()) + "\ny\n",
                            Arrays.copyOfRange(words, 3, words.length)))
                    .isZero();
            assertThat(session.token()).isNotNull();
        }
    }

    @Test
    void anExpiredTokenIsRenewedAndADeadOneSignedInAnew() {
        rig.paste("y");
        rig.expire();
        assertThat(rig.paste("y")).isZero();
        assertThat(rig.out()).contains("Already signed in", "valid until");

        rig.expire();
        rig.sandbox.revokeRefreshTokens();
        assertThat(rig.paste("y")).isZero();
        assertThat(rig.out()).contains("cannot be used now (invalid_grant)", "Stored in");
        assertThat(rig.err()).isEmpty();
    }

    /** The stored access token looks valid for an hour more. */
    @Test
    void aSignInThatTheServerRefusedToRenewIsShownAndMadeAnew() throws Exception {
        rig.paste("y", "--session-key", "acme");
        rig.sandbox.revokeTokens();
        rig.sandbox.revokeRefreshTokens();
        assertThat(rig.run("", "--status", "--session-key", "acme"))
                .as("nobody knows yet")
                .isZero();
        SessionException.LoginRequired wanted = withSession(session ->
                catchThrowableOfType(SessionException.LoginRequired.class, () -> session.reject(session.token())));
        assertThat(wanted.errorCode()).isEqualTo("invalid_grant");

        assertThat(rig.run("", "--status", "--session-key", "acme")).isEqualTo(3);
        assertThat(rig.out())
                .contains("alice", "valid until 2", ", cannot be renewed (invalid_grant), needs a sign-in")
                .doesNotContain("by itself");
        assertThat(rig.run("", "--status")).isZero();
        assertThat(rig.out()).contains("cannot be renewed (invalid_grant)");

        String[] words = wanted.command().split(" ");
        assertThat(rig.runAlone(
                        rig.user.pasteLine(rig.sandbox.authorityUrl()) + "\ny\n",
                        Arrays.copyOfRange(words, 3, words.length)))
                .isZero();
        assertThat(rig.out())
                .contains("cannot be renewed (invalid_grant)", "Stored in")
                .doesNotContain("Already");
        assertThat(rig.run("", "--status", "--session-key", "acme")).isZero();
        assertThat(rig.out()).contains("then renewed by itself");
    }

    private <T> T withSession(Function<UserSession, T> use) throws IOException {
        SignInHosts hosts = SignInHosts.of(List.of(rig.host()));
        UserAccount account = new UserAccount(Service.API, "prod", rig.sandbox.apiUrl(), "acme", directory);
        ClientCredentials application =
                new ClientCredentials(Sandbox.USER_CLIENT_ID, Secret.of(Sandbox.USER_CLIENT_SECRET));
        try (HttpClients clients = new HttpClients(HttpSettings.ofSystem(Duration.ofSeconds(30)));
                SessionFactory factory = new SessionFactory(Clock.systemUTC());
                UserSession session = factory.userSession(
                        SessionIdentity.user("acme", Service.API, null, "openid", account.file(), application),
                        application,
                        new TokenEndpoint(clients.of(Traffic.TOKENS), Duration.ofSeconds(30)),
                        account,
                        hosts,
                        account.signInCommand().at(Optional.of(rig.sandbox.authorityUrl()), hosts),
                        null)) {
            return use.apply(session);
        }
    }

    @Test
    void wrongOptionsAreUsageErrors() {
        assertThat(rig.run("", "--no-such")).isEqualTo(2);
        assertThat(rig.run("", "--environment", "moon")).isEqualTo(2);
        assertThat(rig.run("", "--session-key", "../evil")).isEqualTo(2);
        assertThat(rig.run("", "--sign-in-host", "a b", "--authority-url", "https://x.example"))
                .isEqualTo(2);
        assertThat(rig.run("", "--authority-url", "http://login.example")).isEqualTo(2);
        assertThat(rig.err().lines())
                .containsExactly(
                        "--authority-url 'http://login.example' cannot be used: only https is allowed, or http to"
                                + " localhost, 127.0.0.1 or [::1]",
                        "--help lists the options.");
        assertThat(rig.run("", "--status", "--sign-out")).isEqualTo(2);
        assertThat(rig.run("")).isEqualTo(2);
        assertThat(rig.err()).contains("--authority-url");
        rig.variables.clear();
        assertThat(rig.run("", "--authority-url", "https://x.example")).isEqualTo(2);
        assertThat(rig.err()).contains("--client-id", "FOURINSIGHT_CLIENT_ID");
    }

    @Test
    void helpNamesTheExitCodes() {
        assertThat(rig.run("", "--help")).isZero();
        assertThat(rig.out()).contains("--session-key", "Exit codes:", "or the default session");
    }

    @Test
    void theSecretOfTheShellIsNotSentForAnotherApplication() {
        LoginOptions options = new LoginOptions();
        assertThat(Registration.of(options, rig.variables).isPublic()).isFalse();
        options.clientId = Sandbox.NATIVE_CLIENT_ID;
        assertThat(Registration.of(options, rig.variables).isPublic()).isTrue();
        rig.variables.remove("FOURINSIGHT_CLIENT_ID");
        assertThat(Registration.of(options, rig.variables).isPublic()).isFalse();
    }
}
