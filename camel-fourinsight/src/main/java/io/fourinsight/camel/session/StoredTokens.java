package io.fourinsight.camel.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * The tokens of a user as they are stored: the last answer of the token endpoint, where it came from, and whatever else
 * was in the file.
 *
 * @param accessToken the token itself
 * @param refreshToken the token to get the next one with, or empty
 * @param tokenUrl the endpoint that gave them, and the only one they may be sent to
 * @param expiresAt end of the access token's lifetime
 * @param signedInAt when the user signed in, or empty if nobody noted it
 * @param subject who signed in, as the server names them, or empty
 * @param fields the whole of the stored JSON, with the fields that are not ours; not to be shown, not to be changed
 */
record StoredTokens(
        Secret accessToken,
        Optional<Secret> refreshToken,
        URI tokenUrl,
        Instant expiresAt,
        Optional<Instant> signedInAt,
        Optional<String> subject,
        ObjectNode fields) {

    @Override
    public String toString() {
        return "StoredTokens[" + accessToken.fingerprint() + " of " + tokenUrl.getHost() + " until " + expiresAt + "]";
    }
}
