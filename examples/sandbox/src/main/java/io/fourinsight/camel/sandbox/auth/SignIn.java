package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.Scope;
import java.time.Instant;

/**
 * One sign-in of a user with a client; all tokens that come of it are one family, and end together.
 *
 * <p>An object of its own rather than a value: two sign-ins in the same moment are still two families.
 */
final class SignIn {

    private final String user;
    private final String clientId;
    private final Scope scope;
    private final Instant time;
    private volatile boolean revoked;

    SignIn(String user, String clientId, Scope scope, Instant time) {
        this.user = user;
        this.clientId = clientId;
        this.scope = scope;
        this.time = time;
    }

    String user() {
        return user;
    }

    String clientId() {
        return clientId;
    }

    Scope scope() {
        return scope;
    }

    Instant time() {
        return time;
    }

    /** Ends every token of the family, those that are just being issued too. */
    void revoke() {
        revoked = true;
    }

    boolean isRevoked() {
        return revoked;
    }
}
