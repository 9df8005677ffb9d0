package io.fourinsight.camel.login;

import io.fourinsight.camel.session.SignIn;
import io.fourinsight.camel.session.SignedIn;
import java.util.Optional;
import java.util.function.Predicate;

/** How a user proves who they are. */
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
