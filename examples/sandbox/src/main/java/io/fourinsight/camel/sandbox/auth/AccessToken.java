package io.fourinsight.camel.sandbox.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A token that was issued: to whom, for what, and until when it opens the service of its scope.
 *
 * @param signIn that of the user, empty for an application's own token
 */
record AccessToken(String value, Caller caller, Optional<SignIn> signIn, Duration lifetime, Instant expiresAt) {

    boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt) && !signIn.map(SignIn::isRevoked).orElse(false);
    }
}
