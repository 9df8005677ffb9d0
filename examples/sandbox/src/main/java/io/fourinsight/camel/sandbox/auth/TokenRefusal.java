package io.fourinsight.camel.sandbox.auth;

/** A token request that is refused, thrown from where the fault is found. */
final class TokenRefusal extends RuntimeException {

    private final TokenError error;

    TokenRefusal(TokenError error, Object... details) {
        super(error.describe(details), null, false, false);
        this.error = error;
    }

    TokenError error() {
        return error;
    }
}
