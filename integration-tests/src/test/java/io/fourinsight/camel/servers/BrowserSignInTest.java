package io.fourinsight.camel.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.signin.Browser;
import io.fourinsight.client.session.signin.SignedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Users who sign in at the sandbox with a real browser, and the pages that they see. */
@Timeout(120)
class BrowserSignInTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    Path tokens;

    private Sandbox sandbox;
    private BrowserWindow window;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start();
        window = CHROMIUM.window();
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
        if (window != null) {
            window.close();
        }
    }

    @Test
    void signInEndsOnOurOwnPage() throws IOException {
        UserSignIn signIn = signIn(Sandbox.NATIVE_CLIENT_ID, null);

        SignedIn signedIn = signIn.with(browser(page -> {
            window.go(page);
            Screens.show(window, "sandbox-sign-in");
            enter(Sandbox.PASSWORD);
            window.awaitText("Almost done");
            Screens.show(window, "answer-received");
        }));

        assertThat(signedIn.subject()).hasValueSatisfying(who -> assertThat(who).contains(Sandbox.USER));
        assertThat(signIn.file().exists()).isTrue();
    }

    @Test
    void cancelledSignInEndsOnOurOwnPageToo() throws IOException {
        UserSignIn signIn = signIn(Sandbox.NATIVE_CLIENT_ID, null);
        Browser browser = browser(page -> {
            window.go(page);
            window.click("button[name=cancel]");
            window.awaitText("Not signed in");
            Screens.show(window, "answer-failed");
        });

        SessionException.LoginRequired failure =
                catchThrowableOfType(SessionException.LoginRequired.class, () -> signIn.with(browser));

        assertThat(failure.errorCode()).isEqualTo("access_denied");
        assertThat(signIn.file().exists()).isFalse();
    }

    @Test
    void wrongPasswordIsToldAndTheTextOfThePageCanBePasted() throws IOException {
        UserSignIn signIn = signIn(Sandbox.USER_CLIENT_ID, Sandbox.USER_CLIENT_SECRET);
        window.go(sandbox.authorityUrl());
        enter("wrong");
        window.awaitText("The user name or the password is wrong.");
        Screens.show(window, "sandbox-wrong-password");
        enter(Sandbox.PASSWORD);
        window.awaitText("Signed in");
        Screens.show(window, "sandbox-paste");
        window.click("#copy");
        assertThat(window.text("#copy")).isEqualTo("Copied");

        signIn.withPasted(window.value("textarea"));

        assertThat(signIn.file().exists()).isTrue();
    }

    private void enter(String password) throws IOException {
        if (window.value("#username").isEmpty()) {
            window.type("#username", Sandbox.USER);
        }
        window.type("#password", password);
        window.click("button.main");
    }

    /** What a person does with a page that was opened for them. */
    interface Steps {
        void take(URI page) throws IOException;
    }

    static Browser browser(Steps steps) {
        return page -> {
            try {
                steps.take(page);
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private UserSignIn signIn(String clientId, String clientSecret) {
        FourInsightConfiguration configuration = new FourInsightConfiguration();
        configuration.setClientId(clientId);
        configuration.setClientSecret(clientSecret);
        configuration.setTokenDirectory(tokens.toString());
        configuration.setApiUrl(sandbox.apiUrl().toString());
        return UserSignIn.at(sandbox, configuration);
    }
}
