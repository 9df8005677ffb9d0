package io.fourinsight.camel.sandbox.auth;

import java.time.Duration;
import java.time.Instant;

/** A token that was issued: to whom, for what, and until when it opens the service of its scope. */
record AccessToken(String value, Caller caller, Duration lifetime, Instant expiresAt) {

    boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
