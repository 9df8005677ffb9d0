package io.fourinsight.camel.login;

import io.fourinsight.client.session.signin.LoopbackSettings;
import io.fourinsight.client.session.signin.SignIn;
import io.fourinsight.client.session.signin.SignedIn;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/** The way of any OpenID provider: the browser opens its page, and the answer comes back by itself. */
record BrowserWay(Terminal terminal, LoopbackSettings settings) implements SignInWay {

    @Override
    public Optional<SignedIn> take(SignIn signIn, Predicate<SignedIn> confirm) {
        return signIn.withBrowser(settings, this::open, confirm);
    }

    private boolean open(URI page) {
        terminal.say("Sign in on this page: " + page);
        boolean opened = terminal.browser().open(page);
        terminal.say(
                opened
                        ? "Your browser shows it. Waiting for the answer …"
                        : "No browser could be opened: please open it on this machine. Waiting for the answer …");
        return opened;
    }
}
