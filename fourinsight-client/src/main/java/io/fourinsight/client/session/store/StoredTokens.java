package io.fourinsight.client.session.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fourinsight.client.base.Secret;
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
 * @param subject the person that signed in, by the name that the server has for them, or empty
 * @param refusal that the token endpoint refused to renew these tokens, or empty
 * @param fields the whole of the stored JSON, with the fields that are not ours; not to be shown, not to be changed
 */
public record StoredTokens(
        Secret accessToken,
        Optional<Secret> refreshToken,
        URI tokenUrl,
        Instant expiresAt,
        Optional<Instant> signedInAt,
        Optional<String> subject,
        Optional<Refusal> refusal,
        ObjectNode fields) {

    /**
     * Says that a token endpoint refused the refresh token, so that the user must sign in.
     *
     * @param errorCode the endpoint's
     * @param clientId that was refused; another application may own the refresh token and still renew it
     */
    public record Refusal(String errorCode, String clientId, Instant at) {}

    /** Tokens that nobody was refused to renew. */
    public StoredTokens(
            Secret accessToken,
            Optional<Secret> refreshToken,
            URI tokenUrl,
            Instant expiresAt,
            Optional<Instant> signedInAt,
            Optional<String> subject,
            ObjectNode fields) {
        this(accessToken, refreshToken, tokenUrl, expiresAt, signedInAt, subject, Optional.empty(), fields);
    }

    /** The same tokens, which the token endpoint refused to renew. */
    public StoredTokens refused(Refusal latest) {
        return new StoredTokens(
                accessToken, refreshToken, tokenUrl, expiresAt, signedInAt, subject, Optional.of(latest), fields);
    }

    /** The refusal of this application. */
    public Optional<Refusal> refusalOf(String clientId) {
        return refusal.filter(noted -> noted.clientId().equals(clientId));
    }

    @Override
    public String toString() {
        return "StoredTokens[" + accessToken.fingerprint() + " of " + tokenUrl.getHost() + " until " + expiresAt + "]";
    }
}
