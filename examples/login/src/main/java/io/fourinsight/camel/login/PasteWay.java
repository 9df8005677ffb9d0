package io.fourinsight.camel.login;

import io.fourinsight.camel.session.PastedCode;
import io.fourinsight.camel.session.SignIn;
import io.fourinsight.camel.session.SignInHosts;
import io.fourinsight.camel.session.SignedIn;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/** 4Insight's own way: the user signs in on its page and pastes the line that it shows. */
record PasteWay(Terminal terminal, URI authority, SignInHosts hosts) implements SignInWay {
    private static final int TRIES = 3;

    @Override
    public Optional<SignedIn> take(SignIn signIn, Predicate<SignedIn> confirm) {
        terminal.say("Sign in on this page: " + authority);
        for (int tries = 1; tries <= TRIES; tries++) {
            Optional<String> line = terminal.ask("Paste the line that it shows then:");
            if (line.isEmpty()) {
                break;
            }
            try {
                PastedCode pasted = PastedCode.parse(line.get(), hosts);
                return signIn.withPastedCode(pasted, confirm);
            } catch (IllegalArgumentException e) {
                terminal.complain(e.getMessage());
            }
        }
        terminal.complain("Not signed in: nothing was pasted that can be used.");
        return Optional.empty();
    }
}
