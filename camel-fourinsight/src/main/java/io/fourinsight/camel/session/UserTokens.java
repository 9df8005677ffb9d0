package io.fourinsight.camel.session;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the tokens of one user session: those that somebody else stored, or new ones for the stored refresh token.
 *
 * <p>A refresh token is spent once. It is noted as spent before it is sent, and what comes for it replaces the note.
 * In between, whatever happens, nobody sends it again: a server to which it comes twice may take it for stolen and end
 * the sign-in everywhere.
 *
 * <p>For one thread at a time, which {@link RefreshingTokenSource} sees to.
 */
final class UserTokens implements TokenFetch {
    private static final Logger LOG = LoggerFactory.getLogger(UserTokens.class);

    /** How soon another attempt is made to store what could not be stored. */
    private static final long WRITE_AGAIN_AFTER = Duration.ofSeconds(30).toMillis();

    /** The token endpoint, as far as it is needed here. */
    interface Refresh {
        GrantAnswer send(URI tokenUrl, Secret refreshToken) throws TokenFetchException;
    }

    /** The user must sign in as long as this is what is stored. */
    private record Verdict(Optional<StoredTokens> stored, TokenFetchException failure) {}

    private final String name;
    private final TokenStore store;
    private final UserTokenCheck check;
    private final Refresh refresh;
    private final String command;
    private final Clock clock;
    private final DoubleSupplier random;

    private StoredTokens known; // what we last read or wrote, null before
    private StoredTokens unstored; // newer than what is stored, because writing failed; else null
    private Verdict verdict; // null if there is none
    private boolean warned;

    /**
     * @param name of the session, for the log
     * @param command that signs in
     * @param random from 0 to 1
     */
    UserTokens(
            String name,
            TokenStore store,
            UserTokenCheck check,
            Refresh refresh,
            String command,
            Clock clock,
            DoubleSupplier random) {
        this.name = name;
        this.store = store;
        this.check = check;
        this.refresh = refresh;
        this.command = command;
        this.clock = clock;
        this.random = random;
    }

    /** First without waiting for anybody: often somebody else has a token already, or there is nothing to be had. */
    @Override
    public BearerToken fetch(Predicate<BearerToken> rejected) throws TokenFetchException {
        try {
            Optional<StoredTokens> seen = store.load();
            if (seen.isPresent() && isNews(seen.get())) {
                BearerToken token = accept(seen.get());
                if (token.isUsable(clock.millis()) && !rejected.test(token)) {
                    return token;
                }
            } else if (verdict != null && isSame(seen, verdict.stored())) {
                throw verdict.failure();
            }
            return store.exclusively(entry -> renew(entry, rejected));
        } catch (TokenFetchException e) {
            throw e.isLoginRequired() ? e.withCommand(command) : e;
        }
    }

    /** What others stored, from now on ours; unless it is of another sign-in than this session's. */
    private BearerToken accept(StoredTokens stored) throws TokenFetchException {
        try {
            check.accept(stored);
        } catch (TokenFetchException e) {
            throw e.isLoginRequired() ? remember(Optional.of(stored), e) : e;
        }
        known = stored;
        unstored = null; // whoever stored something newer did not build on it
        verdict = null;
        return bearer(stored);
    }

    private BearerToken renew(TokenStore.Entry entry, Predicate<BearerToken> rejected) throws TokenFetchException {
        Optional<StoredTokens> read = entry.read();
        if (read.isEmpty()) {
            unstored = null;
            throw remember(read, TokenFetchException.loginRequired("not_signed_in", "nobody has signed in"));
        }
        StoredTokens stored = read.get();
        if (isNews(stored)) {
            BearerToken token = accept(stored);
            if (!rejected.test(token) && (token.isFresh(clock.millis()) || isLast(entry, token))) {
                return token;
            }
        } else if (unstored != null) {
            BearerToken token = storeAgain(entry);
            long now = clock.millis();
            if (!rejected.test(token) && (token.isFresh(now) || unstored != null && token.isUsable(now))) {
                return token;
            }
            if (unstored != null) {
                // its refresh token must not be sent: there is no place for the note that it was
                throw TokenFetchException.unavailable("not_stored", "the last token could not be stored");
            }
        }
        return spend(entry, known, rejected, true);
    }

    /** Whether no other will come after it, so that it may as well serve to its end. */
    private boolean isLast(TokenStore.Entry entry, BearerToken token) {
        boolean renewable =
                known.refreshToken().filter(next -> !entry.isSpent(next)).isPresent();
        return !renewable && token.isUsable(clock.millis());
    }

    /** @param again whether the refresh token of somebody who was faster may be tried after this one */
    private BearerToken spend(
            TokenStore.Entry entry, StoredTokens tokens, Predicate<BearerToken> rejected, boolean again)
            throws TokenFetchException {
        Secret refreshToken = tokens.refreshToken()
                .orElseThrow(() -> remember(
                        Optional.of(tokens),
                        TokenFetchException.loginRequired(
                                "no_refresh_token", "the stored token cannot be renewed: it has no refresh token")));
        if (entry.isSpent(refreshToken)) {
            throw remember(
                    Optional.of(tokens),
                    TokenFetchException.loginRequired(
                            "refresh_token_spent",
                            "the stored refresh token was sent before and its answer got lost;"
                                    + " sent again it would look stolen"));
        }
        entry.markSpent(refreshToken);
        long sentAt = clock.millis(); // before sending, so that the answer's way does not lengthen the lifetime
        GrantAnswer answer;
        try {
            answer = refresh.send(tokens.tokenUrl(), refreshToken);
        } catch (TokenFetchException e) {
            if (e.isGrantUnused()) {
                entry.unmarkSpent(refreshToken);
            }
            if (!e.isLoginRequired()) {
                throw e;
            }
            return afterRefusal(entry, tokens, rejected, again, e);
        }
        unstored = UserTokenFields.refreshed(tokens, answer, sentAt);
        verdict = null;
        write(entry);
        TokenLifetime lifetime = TokenLifetime.of(answer.grant(), sentAt, random.getAsDouble());
        return BearerToken.of(answer.grant().accessToken(), seenToSoon(lifetime));
    }

    /** A program that does not use our locks, as the Python package, may have been faster. */
    private BearerToken afterRefusal(
            TokenStore.Entry entry,
            StoredTokens tokens,
            Predicate<BearerToken> rejected,
            boolean again,
            TokenFetchException refusal)
            throws TokenFetchException {
        Optional<StoredTokens> read = entry.read();
        if (!again || read.isEmpty() || read.get().refreshToken().equals(tokens.refreshToken())) {
            throw remember(read, refusal);
        }
        BearerToken token = accept(read.get());
        return token.isFresh(clock.millis()) && !rejected.test(token)
                ? token
                : spend(entry, read.get(), rejected, false);
    }

    private BearerToken storeAgain(TokenStore.Entry entry) {
        StoredTokens tokens = unstored;
        write(entry);
        return BearerToken.of(tokens.accessToken(), seenToSoon(lifetime(tokens)));
    }

    /** A failure is not the caller's: the token is good. But it must be heard of, once. */
    private void write(TokenStore.Entry entry) {
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

    private TokenLifetime seenToSoon(TokenLifetime lifetime) {
        return unstored == null ? lifetime : lifetime.softBy(clock.millis() + WRITE_AGAIN_AFTER);
    }

    private BearerToken bearer(StoredTokens tokens) {
        return BearerToken.of(tokens.accessToken(), lifetime(tokens));
    }

    private TokenLifetime lifetime(StoredTokens tokens) {
        return TokenLifetime.ofStored(
                UserTokenFields.expiresIn(tokens),
                tokens.expiresAt().toEpochMilli(),
                clock.millis(),
                random.getAsDouble());
    }

    private TokenFetchException remember(Optional<StoredTokens> stored, TokenFetchException failure) {
        verdict = new Verdict(stored, failure);
        return failure;
    }

    private boolean isNews(StoredTokens stored) {
        return known == null || !isSame(Optional.of(stored), Optional.of(known));
    }

    private static boolean isSame(Optional<StoredTokens> one, Optional<StoredTokens> other) {
        return one.map(UserTokens::key).equals(other.map(UserTokens::key));
    }

    private static List<Object> key(StoredTokens tokens) {
        return List.of(tokens.accessToken(), tokens.refreshToken(), tokens.tokenUrl(), tokens.signedInAt());
    }
}
