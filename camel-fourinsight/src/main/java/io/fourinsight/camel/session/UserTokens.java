package io.fourinsight.camel.session;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

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
    /** How soon another attempt is made to store what could not be stored. */
    private static final long WRITE_AGAIN_AFTER = Duration.ofSeconds(30).toMillis();

    /** The token endpoint, as far as it is needed here. */
    interface Refresh {
        GrantAnswer send(URI tokenUrl, Secret refreshToken) throws TokenFetchException;
    }

    /** The user must sign in as long as this is what is stored. */
    private record Verdict(Optional<StoredTokens> stored, TokenFetchException failure) {}

    private final KnownTokens known;
    private final TokenStore store;
    private final UserTokenCheck check;
    private final Refresh refresh;
    private final SignInCommand command;
    private final Clock clock;
    private final DoubleSupplier random;

    private Verdict verdict; // null if there is none

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
            SignInCommand command,
            Clock clock,
            DoubleSupplier random) {
        this.known = new KnownTokens(name);
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
            if (seen.isPresent() && known.isNews(seen.get())) {
                BearerToken token = accept(seen.get());
                if (token.isUsable(clock.millis()) && !rejected.test(token)) {
                    return token;
                }
            } else if (verdict != null && KnownTokens.isSame(seen, verdict.stored())) {
                throw verdict.failure();
            }
            return store.exclusively(entry -> renew(entry, rejected));
        } catch (TokenFetchException e) {
            throw e.isLoginRequired() && e.command() == null ? e.withCommand(command.line()) : e;
        }
    }

    /** What others stored, from now on ours; unless it is of another sign-in than this session's. */
    private BearerToken accept(StoredTokens stored) throws TokenFetchException {
        try {
            check.accept(stored);
        } catch (TokenFetchException e) {
            throw e.isLoginRequired()
                    ? remember(
                            Optional.of(stored), e.withCommand(command.force().line()))
                    : e;
        }
        known.adopt(stored);
        verdict = null;
        return bearer(stored);
    }

    private BearerToken renew(TokenStore.Entry entry, Predicate<BearerToken> rejected) throws TokenFetchException {
        Optional<StoredTokens> read = entry.read();
        if (read.isEmpty()) {
            known.forgetUnstored();
            throw remember(read, TokenFetchException.loginRequired("not_signed_in", "nobody has signed in"));
        }
        StoredTokens stored = read.get();
        if (known.isNews(stored)) {
            BearerToken token = accept(stored);
            if (!rejected.test(token) && (token.isFresh(clock.millis()) || isLast(entry, token))) {
                return token;
            }
        } else if (known.isUnstored()) {
            known.write(entry);
            BearerToken token = bearer(known.latest());
            long now = clock.millis();
            if (!rejected.test(token) && (token.isFresh(now) || known.isUnstored() && token.isUsable(now))) {
                return token;
            }
            if (known.isUnstored()) {
                // its refresh token must not be sent: there is no place for the note that it was
                throw TokenFetchException.unavailable("not_stored", "the last token could not be stored");
            }
        }
        return spend(entry, known.latest(), rejected, true);
    }

    /** Whether no other will come after it, so that it may as well serve to its end. */
    private boolean isLast(TokenStore.Entry entry, BearerToken token) {
        boolean renewable = known.latest()
                .refreshToken()
                .filter(next -> !entry.isSpent(next))
                .isPresent();
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
        known.refreshed(UserTokenFields.refreshed(tokens, answer, sentAt));
        verdict = null;
        known.write(entry);
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

    private BearerToken bearer(StoredTokens tokens) {
        TokenLifetime lifetime = TokenLifetime.ofStored(
                UserTokenFields.expiresIn(tokens),
                tokens.expiresAt().toEpochMilli(),
                clock.millis(),
                random.getAsDouble());
        return BearerToken.of(tokens.accessToken(), seenToSoon(lifetime));
    }

    private TokenLifetime seenToSoon(TokenLifetime lifetime) {
        return known.isUnstored() ? lifetime.softBy(clock.millis() + WRITE_AGAIN_AFTER) : lifetime;
    }

    private TokenFetchException remember(Optional<StoredTokens> stored, TokenFetchException failure) {
        verdict = new Verdict(stored, failure);
        return failure;
    }
}
