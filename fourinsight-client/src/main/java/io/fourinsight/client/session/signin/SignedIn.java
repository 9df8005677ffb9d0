package io.fourinsight.client.session.signin;

import java.time.Instant;
import java.util.Optional;

/**
 * Names the person that signed in, says for how long, and where the tokens are stored.
 *
 * @param subject as the server names the user; empty if it does not
 * @param expiresAt end of the access token's lifetime
 * @param renewable whether it can be renewed without the user
 * @param storedIn the file, or what else keeps it
 */
public record SignedIn(Optional<String> subject, Instant expiresAt, boolean renewable, String storedIn) {}
