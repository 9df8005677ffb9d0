package io.fourinsight.client.session.signin;

import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.oauth.SignInHosts;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/** Guides a person through 4Insight's own way to sign in: on its page, and with the line that it shows. */
public final class GuidedSignIn {
    private static final int TRIES = 3;

    private final Dialog dialog;
    private final URI authority;
    private final SignInHosts hosts;

    /**
     * @param authority the page to sign in on
     * @param hosts that the code may be sent to
     */
    public GuidedSignIn(Dialog dialog, URI authority, SignInHosts hosts) {
        this.dialog = dialog;
        this.authority = authority;
        this.hosts = hosts;
    }

    /**
     * Asks for the line, and again if it is wrong or its code is refused, but not for ever.
     *
     * @param confirm is asked before storing; false drops the tokens
     * @return empty if nothing usable was pasted, or {@code confirm} said no
     * @throws SessionException if the endpoint fails or refuses the application, or the tokens cannot be stored
     */
    public Optional<SignedIn> take(SignIn signIn, Predicate<SignedIn> confirm) {
        dialog.say("Sign in on this page: " + authority);
        for (int tries = 1; tries <= TRIES; tries++) {
            Optional<String> line = dialog.ask("Paste the line that it shows then:");
            if (line.isEmpty()) {
                break;
            }
            try {
                return signIn.withPastedCode(PastedCode.parse(line.get(), hosts), confirm);
            } catch (IllegalArgumentException | SessionException.LoginRequired e) {
                dialog.complain(String.valueOf(e.getMessage()));
            }
        }
        dialog.complain("Not signed in: nothing was pasted that can be used.");
        return Optional.empty();
    }
}
