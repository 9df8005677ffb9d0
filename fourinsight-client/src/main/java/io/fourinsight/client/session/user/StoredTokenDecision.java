package io.fourinsight.client.session.user;

import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.store.TokenStore;
import io.fourinsight.client.session.token.TokenFetchException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session has decided of the stored tokens: that the user must sign in as long as they are what is stored.
 *
 * <p>A refusal of the token endpoint is stored with the tokens, so that other processes and the login command know it.
 *
 * <p>For one thread at a time.
 */
final class StoredTokenDecision {
    private final LastSeenTokens known;
    private final String clientId;
    private final Clock clock;

    private Optional<StoredTokens> stored = Optional.empty();
    private @Nullable TokenFetchException failure; // null if nothing is decided
    private boolean unnoted; // a refusal that could not be stored yet

    /** @param clientId of the application that a token endpoint may refuse */
    StoredTokenDecision(LastSeenTokens known, String clientId, Clock clock) {
        this.known = known;
        this.clientId = clientId;
        this.clock = clock;
    }

    void forget() {
        failure = null;
    }

    /** Fails if it is decided for what is stored, and all is noted. */
    void requireOpen(Optional<StoredTokens> seen) throws TokenFetchException {
        if (failure != null && !unnoted && LastSeenTokens.isSame(seen, stored)) {
            throw failure;
        }
    }

    TokenFetchException signInRequired(Optional<StoredTokens> tokens, TokenFetchException why) {
        return decide(tokens, why, false);
    }

    /** The token endpoint refused to renew these tokens. */
    TokenFetchException refused(TokenStore.Entry entry, StoredTokens tokens, TokenFetchException refusal) {
        StoredTokens.Refusal note = new StoredTokens.Refusal(refusal.errorCode(), clientId, clock.instant());
        return decide(Optional.of(tokens), refusal, !known.writeRefused(entry, tokens.refused(note)));
    }

    /** Fails if the token endpoint refused these tokens before: to this process, to another, or to an earlier one. */
    void requireUnrefused(TokenStore.Entry entry, StoredTokens tokens) throws TokenFetchException {
        Optional<StoredTokens.Refusal> noted = tokens.refusalOf(clientId);
        if (noted.isPresent()) {
            String error = noted.get().errorCode();
            String when = " refused the stored refresh token at " + noted.get().at();
            String what = tokens.tokenUrl().getHost() + when + " (" + error + ")";
            throw signInRequired(Optional.of(tokens), TokenFetchException.loginRequired(error, what));
        }
        if (failure != null && unnoted && LastSeenTokens.isSame(Optional.of(tokens), stored)) {
            throw refused(entry, tokens, failure);
        }
    }

    boolean isRefused(StoredTokens tokens) {
        return tokens.refusalOf(clientId).isPresent();
    }

    private TokenFetchException decide(Optional<StoredTokens> tokens, TokenFetchException why, boolean unnotedYet) {
        stored = tokens;
        failure = why;
        unnoted = unnotedYet;
        return why;
    }
}
