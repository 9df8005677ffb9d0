package io.fourinsight.client.session.user;

import io.fourinsight.client.session.Service;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token file says about its session, without the tokens.
 *
 * @param service that the tokens are for
 * @param installation the environment, or the folder name that stands for another URL
 * @param sessionKey null for the session that has none
 * @param subject the person that signed in, if that was noted
 * @param expiresAt end of the access token's lifetime; empty if there is no usable file
 * @param renewable whether it has a refresh token, and nothing is known that keeps it from being renewed without the user
 * @param obstacle why it cannot be renewed although it has a refresh token: the error code of the server that refused it,
 *     or {@code refresh_token_spent}
 * @param problem why the file cannot be used, or empty
 */
public record StoredSession(
        Service service,
        String installation,
        @Nullable String sessionKey,
        Path file,
        Optional<String> subject,
        Optional<Instant> expiresAt,
        boolean renewable,
        Optional<String> obstacle,
        Optional<String> problem) {

    /** Whether the user should sign in now: it cannot be used, or it is known that it cannot be renewed when it ends. */
    public boolean needsSignIn(Instant now) {
        return obstacle.isPresent()
                || !renewable && expiresAt.filter(now::isBefore).isEmpty();
    }
}
