package io.fourinsight.camel.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * All that a token endpoint answered to the grant of a user.
 *
 * @param refreshToken empty if none came: then the one that was sent stays good (RFC 6749 section 6)
 * @param fields the answer as it came; not to be shown
 */
record GrantAnswer(TokenGrant grant, Optional<Secret> refreshToken, ObjectNode fields) {
    @Override
    public String toString() {
        return "GrantAnswer[" + grant + (refreshToken.isPresent() ? ", with refresh token]" : "]");
    }
}
