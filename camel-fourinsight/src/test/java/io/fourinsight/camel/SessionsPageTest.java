package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionType;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/sessions.md shows to people who come from Python, as it is shown. */
class SessionsPageTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `UserSession\\((.*)\\)` \\| `(.*)` \\|$", Pattern.MULTILINE);

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
        context.configuration().setSessionType(SessionType.CLIENT); // the default: the page's lines choose
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    /** The arguments in Python, and the URI. */
    private static Map<String, String> shown() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher matcher = ROW.matcher(Files.readString(Path.of("../docs/sessions.md")));
        while (matcher.find()) {
            rows.put(matcher.group(1), matcher.group(2));
        }
        return rows;
    }

    private Exception sent() {
        return context.send("shown").getException();
    }

    @Test
    void everyWayOfPythonHasItsCounterpart() throws Exception {
        assertThat(shown()).containsOnlyKeys("", "auth_force=True", "session_key=\"my_unique_session_0\"");
    }

    @Test
    void plainSessionUsesWhatIsStored() throws Exception {
        user.signIn(null);
        context.route("shown", shown().get(""));

        assertThat(sent()).isNull();
    }

    @Test
    void forcedSessionWantsANewSignIn() throws Exception {
        user.signIn(null);
        context.route("shown", shown().get("auth_force=True"));
        assertThat(sent()).isInstanceOf(SessionException.LoginRequired.class);

        user.signIn(null);

        Eventually.holds(() -> sent() == null, "the new sign-in is taken");
    }

    @Test
    void sessionWithAKeyHasAFileOfItsOwn() throws Exception {
        user.signIn(null);
        context.route("shown", shown().get("session_key=\"my_unique_session_0\""));
        assertThat(sent()).isInstanceOf(SessionException.LoginRequired.class);

        user.signIn("my_unique_session_0");

        Eventually.holds(() -> sent() == null, "the sign-in of the key is taken");
        assertThat(user.account(null).file().resolveSibling("token.my_unique_session_0"))
                .exists();
    }
}
