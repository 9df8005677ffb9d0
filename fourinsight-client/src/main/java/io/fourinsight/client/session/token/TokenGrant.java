package io.fourinsight.client.session.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fourinsight.client.base.Secret;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a token endpoint granted (RFC 6749 section 5.1), not yet interpreted.
 *
 * @param expiresIn seconds, as the server gave it: may be zero, negative or absurdly large
 * @param refreshIn seconds after which Entra wants the token to be refreshed
 */
public record TokenGrant(Secret accessToken, OptionalLong expiresIn, OptionalLong refreshIn) {

    /**
     * What it granted to a client that asked for a user, with all else that it answered.
     *
     * @param refreshToken empty if none came: then the one that was sent stays good (RFC 6749 section 6)
     * @param fields the answer as it came; not to be shown
     */
    public record OfUser(TokenGrant grant, Optional<Secret> refreshToken, ObjectNode fields) {
        @Override
        public String toString() {
            return "TokenGrant.OfUser[" + grant + (refreshToken.isPresent() ? ", with refresh token]" : "]");
        }
    }
}
