package io.fourinsight.client.session.store;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.token.TokenFetchException;
import java.util.Optional;

/**
 * Where the tokens of one user session are kept between runs, and shared between processes.
 *
 * <p>A refresh token that is used twice looks like theft to many servers, which then end the whole sign-in. So a session
 * that spends one holds the store for itself from reading it to writing what came for it.
 */
public interface TokenStore {
    /**
     * Reads the stored tokens without waiting for anybody. A missing file, and one that cannot be understood, is no news.
     *
     * @throws TokenFetchException if the store must not be trusted: a link, another user's, another token URL's
     */
    Optional<StoredTokens> load() throws TokenFetchException;

    /**
     * Acts while no other process and no other session here does.
     *
     * @throws TokenFetchException unavailable if others hold the store for too long, or what the action throws
     */
    <R> R exclusively(Access<R> access) throws TokenFetchException;

    /** Whether there are notes of refresh tokens that were sent. They may be of earlier tokens; {@link Entry} knows. */
    boolean hasSpent();

    /** Where that is, for people: the file. */
    default String place() {
        return toString();
    }

    /** An action while the store is held. */
    @FunctionalInterface
    interface Access<R> {
        R with(Entry entry) throws TokenFetchException;
    }

    /** The store while it is held. */
    interface Entry {
        /**
         * The tokens that are stored now.
         *
         * @throws TokenFetchException unavailable if there is something that cannot be understood, also when read again
         */
        Optional<StoredTokens> read() throws TokenFetchException;

        /** Whether this refresh token was sent before, here or in a process that may have died since. */
        boolean isSpent(Secret refreshToken);

        /**
         * Notes for good that the refresh token is about to be sent; a note, not the token.
         *
         * @throws TokenFetchException unavailable if that cannot be made to last: then it must not be sent
         */
        void markSpent(Secret refreshToken) throws TokenFetchException;

        /** Takes the note back: the request surely never left. */
        void unmarkSpent(Secret refreshToken);

        /**
         * Replaces what is stored, whole or not at all, and drops the note.
         *
         * @throws TokenFetchException unavailable if that failed; what was stored is then still there
         */
        void write(StoredTokens tokens) throws TokenFetchException;

        /** Removes what is stored. */
        void delete() throws TokenFetchException;
    }
}
