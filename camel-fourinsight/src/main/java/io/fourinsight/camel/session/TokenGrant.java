package io.fourinsight.camel.session;

import java.util.OptionalLong;

/**
 * What a token endpoint granted (RFC 6749 section 5.1), not yet interpreted.
 *
 * @param expiresIn seconds, as the server gave it: may be zero, negative or absurdly large
 * @param refreshIn seconds after which Entra wants the token to be refreshed
 */
record TokenGrant(Secret accessToken, OptionalLong expiresIn, OptionalLong refreshIn) {}
