package io.fourinsight.camel.session;

/** One request for a token; may block for as long as the token endpoint's time-out. */
@FunctionalInterface
interface GrantFetch {
    TokenGrant fetch() throws TokenFetchException;
}
