package io.fourinsight.camel.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The login command at any OpenID provider: it is told the issuer, and finds out everything else. */
@Timeout(120)
abstract class LoginCommandContract {

    private static final String KEY = "acme";

    @TempDir
    Path tokens;

    private final AuthorizationServer server;
    private ProtectedApi api;

    LoginCommandContract(AuthorizationServer server) {
        this.server = server;
    }

    @BeforeEach
    void start() throws Exception {
        LoginCommand.check();
        api = new ProtectedApi(server);
    }

    @AfterEach
    void stop() {
        if (api != null) {
            api.close();
        }
    }

    @Test
    void publicApplicationSignsInForRoutesUntilSigningOut() throws Exception {
        signIn(RegisteredClient.NATIVE, Map.of());
        FourInsightConfiguration configuration = RegisteredClient.NATIVE.ofUsers(server, api, tokens);
        configuration.setSessionKey(KEY);
        try (ApiRoute route = ApiRoute.start(configuration)) {
            assertThat(route.send().getMessage().getBody()).isEqualTo(Map.of("welcome", true));
        }
        try (LoginCommand status = command(Map.of(), "--status")) {
            assertThat(status.output()).contains("'acme'", "bob", "then renewed by itself");
            assertThat(status.exitCode()).isZero();
        }
        try (LoginCommand signOut = command(Map.of(), "--sign-out")) {
            assertThat(signOut.output()).contains("Signed out of session 'acme'");
            assertThat(signOut.exitCode()).isZero();
        }
        try (LoginCommand status = command(Map.of(), "--status")) {
            assertThat(status.output()).contains("Nobody is signed in");
            assertThat(status.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void secretOfTheApplicationComesFromTheShell() throws Exception {
        signIn(RegisteredClient.WEB, Map.of("FOURINSIGHT_CLIENT_SECRET", RegisteredClient.WEB.secret()));
    }

    private void signIn(RegisteredClient client, Map<String, String> variables) throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "--issuer",
                server.issuer().toString(),
                "--scope",
                AuthorizationServer.USER_SCOPE,
                "--client-id",
                client.id(),
                "--yes"));
        if (server.redirectPath() != null) {
            options.addAll(List.of("--redirect-path", server.redirectPath()));
        }
        UserAgent agent = new UserAgent(RegisteredUser.BOB);
        try (LoginCommand login = command(variables, options.toArray(String[]::new))) {
            assertThat(agent.open(agent.signIn(login.page()))).isEqualTo(200);
            assertThat(login.output())
                    .contains("Signed in: bob", "Stored in " + tokens)
                    .doesNotContain("\tat ")
                    .doesNotContainPattern("eyJ[\\w-]+\\."); // a token, and not a random state that begins like one
            assertThat(login.exitCode()).isZero();
        }
    }

    private LoginCommand command(Map<String, String> variables, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--token-directory", tokens.toString(), "--api-url", api.url().toString(), "--session-key", KEY));
        arguments.addAll(List.of(options));
        return LoginCommand.start(variables, arguments);
    }
}
