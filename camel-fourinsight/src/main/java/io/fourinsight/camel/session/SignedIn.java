package io.fourinsight.camel.session;

import java.time.Instant;
import java.util.Optional;

/**
 * Who signed in, for how long, and where that is stored.
 *
 * @param subject as the server names the user; empty if it does not
 * @param expiresAt end of the access token's lifetime
 * @param renewable whether it can be renewed without the user
 * @param storedIn the file, or what else keeps it
 */
public record SignedIn(Optional<String> subject, Instant expiresAt, boolean renewable, String storedIn) {}
