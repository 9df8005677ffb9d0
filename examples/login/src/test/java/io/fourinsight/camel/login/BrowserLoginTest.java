package io.fourinsight.camel.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The standard way to sign in: a browser, and PKCE on a loopback port. */
@Timeout(60)
class BrowserLoginTest {
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
    void whoSignsInAndConfirmsIsStored() {
        assertThat(run("y\n", "--client-id", Sandbox.NATIVE_CLIENT_ID)).isZero();

        assertThat(rig.opened).hasSize(1);
        assertThat(rig.out())
                .contains(
                        rig.opened.get(0).toString(),
                        "alice",
                        "Stored in " + rig.files().get(0));
        assertThat(rig.run("", "--status")).isZero();
        assertThat(rig.out()).contains("alice", "then renewed by itself");
    }

    @Test
    void anApplicationWithASecretSendsIt() {
        assertThat(run("y\n")).isZero();
        assertThat(rig.sandbox.requests().by(Sandbox.USER_CLIENT_ID)).isPositive();
    }

    @Test
    void whoDoesNotConfirmStoresNothing() {
        assertThat(run("n\n")).isEqualTo(1);
        assertThat(rig.files()).isEmpty();
    }

    @Test
    void whoCancelsIsNotSignedIn() {
        rig.browser = rig.user::cancel;

        assertThat(run("y\n")).isEqualTo(1);
        assertThat(rig.err()).contains("cancelled");
        assertThat(rig.files()).isEmpty();
    }

    @Test
    void withoutABrowserTheUserIsAskedToOpenThePage() {
        rig.browser = page -> !rig.user.open(page);

        assertThat(run("y\n")).isZero();
        assertThat(rig.out()).contains("please open it");
    }

    @Test
    void aHostThatIsNotAllowedGetsNoCode() {
        assertThat(run("y\n", "--sign-in-host", "login.example")).isEqualTo(1);
        assertThat(rig.err()).contains("token endpoint");
        assertThat(rig.opened).isEmpty();
        assertThat(rig.tokenRequests()).isZero();
    }

    @Test
    void theTokensOfAnotherTokenUrlAreReplacedOnlyAfterSigningOut() {
        assertThat(rig.paste("y")).isZero();

        assertThat(run("y\n", "--auth-force")).isEqualTo(1);
        assertThat(rig.err()).contains("another token URL", "sign out");
        assertThat(rig.opened).isEmpty();
        assertThat(rig.run("", "--sign-out")).isZero();
        assertThat(run("y\n")).isZero();
    }

    @Test
    void anIssuerThatIsNotSafeIsRefused() {
        assertThat(rig.run("", "--issuer", "http://login.example")).isEqualTo(2);
        assertThat(rig.run("", "--issuer", "/no/host")).isEqualTo(2);
        assertThat(run("", "--redirect-path", "no slash")).isEqualTo(2);
        assertThat(rig.opened).isEmpty();
    }

    private int run(String typed, String... options) {
        Stream<String> own =
                Stream.of("--issuer", rig.sandbox.issuer().toString(), "--scope", rig.sandbox.apiUserScope());
        return rig.run(typed, Stream.concat(own, Stream.of(options)).toArray(String[]::new));
    }
}
