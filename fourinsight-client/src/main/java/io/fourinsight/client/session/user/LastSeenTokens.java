package io.fourinsight.client.session.user;

import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.store.TokenStore;
import io.fourinsight.client.session.token.TokenFetchException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one session knows of its store: what it last read there or wrote, and tokens that are newer than that because
 * they could not be written.
 *
 * <p>For one thread at a time.
 */
public final class LastSeenTokens {
    private static final Logger LOG = LoggerFactory.getLogger(LastSeenTokens.class);

    private final String name;

    private @Nullable StoredTokens known; // null before
    private @Nullable StoredTokens unstored; // null if all is stored
    private boolean warned;

    /** @param name of the session, for the log */
    LastSeenTokens(String name) {
        this.name = name;
    }

    /** Whether somebody else stored this. */
    boolean isNews(StoredTokens stored) {
        return known == null || !isSame(Optional.of(stored), Optional.of(known));
    }

    /** Takes what another process stored. That process has not built on what we could not store. */
    void adopt(StoredTokens stored) {
        known = stored;
        unstored = null;
    }

    /** Takes what a refresh brought, to be written. */
    void refreshed(StoredTokens tokens) {
        unstored = tokens;
    }

    void forgetUnstored() {
        unstored = null;
    }

    boolean isUnstored() {
        return unstored != null;
    }

    /** Not to be asked before anything was read. */
    StoredTokens latest() {
        return Objects.requireNonNull(unstored == null ? known : unstored);
    }

    /** Stores what is not. A failure is not the caller's: the token is good. But it must be heard of, once. */
    void write(TokenStore.Entry entry) {
        StoredTokens latest = latest();
        try {
            entry.write(latest);
        } catch (TokenFetchException e) {
            if (!warned) {
                LOG.warn(
                        "{} got a new token but cannot store it: {}. It is used, and storing it is tried again; if this"
                                + " process ends before that, the user must sign in again",
                        name,
                        e.getMessage());
            }
            warned = true;
            return;
        }
        known = latest;
        unstored = null;
        if (warned) {
            LOG.info("{} has stored its token now", name);
            warned = false;
        }
    }

    /** Stores that the token endpoint refused to renew these; false if it cannot, which must be heard of. */
    boolean writeRefused(TokenStore.Entry entry, StoredTokens refused) {
        try {
            entry.write(refused);
            return true;
        } catch (TokenFetchException e) {
            LOG.warn(
                    "{} must sign in again, and that cannot be stored: {}. It is tried again; until then other processes"
                            + " only know that the refresh token was sent",
                    name,
                    e.getMessage());
            return false;
        }
    }

    static boolean isSame(Optional<StoredTokens> one, Optional<StoredTokens> other) {
        return one.map(LastSeenTokens::key).equals(other.map(LastSeenTokens::key));
    }

    private static List<Object> key(StoredTokens tokens) {
        return List.of(tokens.accessToken(), tokens.refreshToken(), tokens.tokenUrl(), tokens.signedInAt());
    }
}
