package io.fourinsight.camel.session;

import java.util.function.Predicate;

/** One attempt to get a token, from wherever; may block. */
@FunctionalInterface
interface TokenFetch {
    /**
     * @param rejected knows the tokens that a server answered 401 to: they are not worth getting again
     */
    BearerToken fetch(Predicate<BearerToken> rejected) throws TokenFetchException;
}
