package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a route says when what is stored for its user cannot be used, and how that ends. */
class BadTokenFileTest {

    private static final String CAMPAIGNS = "fourinsight:campaigns";

    @TempDir
    private Path tokens;

    private Sandbox sandbox;
    private SandboxUser user;
    private SandboxContext context;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        user = new SandboxUser(sandbox, tokens);
        user.signIn(null);
        sandbox.requests().reset();
        context = user.context();
        file = user.account(null).file();
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    static Stream<Arguments> damages() {
        byte[] huge = new byte[10_000_000];
        Arrays.fill(huge, (byte) ' ');
        byte[] binary = new byte[256];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) i;
        }
        return Stream.of(
                Arguments.of("empty", new byte[0]),
                Arguments.of("cut", "{\"access_token\": \"cut-tok".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("binary", binary),
                Arguments.of("huge", huge));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void damagedFileIsNamedAndLeftUntilSomebodySignsIn(String name, byte[] content) throws Exception {
        Files.write(file, content);
        context.route("user", CAMPAIGNS);

        assertFails(SessionException.Unavailable.class, "token_file_damaged", file.toString(), "sign in again");
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(sandbox.requests().tokenRequests()).isZero();

        user.signIn(null);
        Eventually.holds(() -> context.send("user").getException() == null, "the sign-in replaces the file");
    }

    @Test
    void directoryInItsPlaceIsRefused() throws Exception {
        Files.delete(file);
        Files.createDirectory(file);
        context.route("user", CAMPAIGNS);

        assertFails(SessionException.Misconfigured.class, "token_file_refused", file.toString(), "is not a file");
        assertThat(sandbox.requests().tokenRequests()).isZero();
    }

    @Test
    void endedTokenWithoutARefreshTokenNeedsASignIn() throws Exception {
        expire();
        Files.writeString(file, Files.readString(file).replaceFirst("\"refresh_token\"\\s*:\\s*\"[^\"]*\",", ""));
        context.route("user", CAMPAIGNS);

        assertFails(SessionException.LoginRequired.class, "no_refresh_token", "fourinsight-login");
        assertThat(sandbox.requests().tokenRequests()).isZero();
    }

    @Test
    void revokedRefreshTokenIsSentOnceAndThenASignInNeeded() throws Exception {
        expire();
        sandbox.revokeRefreshTokens();
        context.route("user", CAMPAIGNS);

        for (int i = 0; i < 3; i++) {
            assertFails(SessionException.LoginRequired.class, "invalid_grant", "fourinsight-login");
        }
        assertThat(sandbox.requests().tokenRequests()).isEqualTo(1);
        user.signIn(null);
        Eventually.holds(() -> context.send("user").getException() == null, "the sign-in is noticed");
    }

    @Test
    void codeThatIsUsedTwiceEndsWhatCameOfItAndTheRouteAsksForASignIn() throws Exception {
        String line = user.pasteLine();
        user.signIn(null, line);
        context.route("user", CAMPAIGNS);
        assertThat(context.send("user").getException()).isNull();

        assertThatThrownBy(() -> user.signIn(null, line))
                .isInstanceOfSatisfying(SessionException.LoginRequired.class, e -> assertThat(e.errorCode())
                        .isEqualTo("invalid_grant"));

        assertThat(context.send("user").getException())
                .as("revoked, and cannot be renewed")
                .isNotNull();
        expire();
        try (SandboxContext restarted = user.context()) {
            restarted.route("user", CAMPAIGNS);
            assertThat(restarted.send("user").getException()).isInstanceOf(SessionException.LoginRequired.class);
        }
    }

    private void expire() throws IOException {
        String json = Files.readString(file);
        Files.writeString(file, json.replaceFirst("(\"expires_at\"\\s*:\\s*)[0-9.Ee+]+", "$11"));
    }

    private void assertFails(Class<? extends SessionException> type, String errorCode, String... words) {
        Exception failure = context.send("user").getException();
        assertThat(failure).isInstanceOf(type).hasMessageContainingAll(words);
        assertThat(((SessionException) failure).errorCode()).isEqualTo(errorCode);
        assertThat(List.of("eyJ", "cut-tok")).noneMatch(failure.getMessage()::contains);
    }
}
