package io.fourinsight.camel.login;

import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.signin.GuidedSignIn;
import io.fourinsight.client.session.signin.SignIn;
import io.fourinsight.client.session.signin.SignedIn;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/** 4Insight's own way: the user signs in on its page and pastes the line that it shows. */
record PasteWay(Terminal terminal, URI authority, SignInHosts hosts) implements SignInWay {

    @Override
    public Optional<SignedIn> take(SignIn signIn, Predicate<SignedIn> confirm) {
        return new GuidedSignIn(terminal, authority, hosts).take(signIn, confirm);
    }
}
