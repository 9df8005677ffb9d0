package io.fourinsight.camel.session;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one session knows of its store: what it last read there or wrote, and tokens that are newer than that because
 * they could not be written.
 *
 * <p>For one thread at a time.
 */
final class KnownTokens {
    private static final Logger LOG = LoggerFactory.getLogger(KnownTokens.class);

    private final String name;

    private StoredTokens known; // null before
    private StoredTokens unstored; // null if all is stored
    private boolean warned;

    /** @param name of the session, for the log */
    KnownTokens(String name) {
        this.name = name;
    }

    /** Whether somebody else stored this. */
    boolean isNews(StoredTokens stored) {
        return known == null || !isSame(Optional.of(stored), Optional.of(known));
    }

    /** Takes what somebody else stored; who did that did not build on what we could not store. */
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

    /** Null before anything was read. */
    StoredTokens latest() {
        return unstored == null ? known : unstored;
    }

    /** Stores what is not. A failure is not the caller's: the token is good. But it must be heard of, once. */
    void write(TokenStore.Entry entry) {
        try {
            entry.write(unstored);
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
        known = unstored;
        unstored = null;
        if (warned) {
            LOG.info("{} has stored its token now", name);
            warned = false;
        }
    }

    static boolean isSame(Optional<StoredTokens> one, Optional<StoredTokens> other) {
        return one.map(KnownTokens::key).equals(other.map(KnownTokens::key));
    }

    private static List<Object> key(StoredTokens tokens) {
        return List.of(tokens.accessToken(), tokens.refreshToken(), tokens.tokenUrl(), tokens.signedInAt());
    }
}
