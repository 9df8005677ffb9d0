package io.fourinsight.camel.session;

/** One attempt to get a new token; may block for as long as the token endpoint's time-out. */
@FunctionalInterface
interface TokenFetch {
    TokenGrant fetch() throws TokenFetchException;
}
