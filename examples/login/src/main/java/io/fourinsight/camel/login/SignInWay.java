package io.fourinsight.camel.login;

import io.fourinsight.client.session.signin.SignIn;
import io.fourinsight.client.session.signin.SignedIn;
import java.util.Optional;
import java.util.function.Predicate;

/** A way in which a user proves their identity. */
@FunctionalInterface
interface SignInWay {
    /**
     * Signs in.
     *
     * @param confirm is asked before storing
     * @return empty if nothing was stored
     */
    Optional<SignedIn> take(SignIn signIn, Predicate<SignedIn> confirm);
}
