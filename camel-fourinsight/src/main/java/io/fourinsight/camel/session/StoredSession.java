package io.fourinsight.camel.session;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a token file says about its session, without the tokens.
 *
 * @param service that the tokens are for
 * @param installation the environment, or the folder name that stands for another URL
 * @param sessionKey null for the session that has none
 * @param subject who signed in, if that was noted
 * @param expiresAt end of the access token's lifetime; empty if there is no usable file
 * @param renewable whether it can be renewed without the user
 * @param problem why the file cannot be used, or empty
 */
public record StoredSession(
        Service service,
        String installation,
        String sessionKey,
        Path file,
        Optional<String> subject,
        Optional<Instant> expiresAt,
        boolean renewable,
        Optional<String> problem) {

    /** Whether the user has to sign in before a route can use it; the server may want it earlier. */
    public boolean needsSignIn(Instant now) {
        return !renewable && expiresAt.filter(now::isBefore).isEmpty();
    }
}
