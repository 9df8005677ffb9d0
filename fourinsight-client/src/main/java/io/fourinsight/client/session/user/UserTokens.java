package io.fourinsight.client.session.user;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.store.TokenStore;
import io.fourinsight.client.session.token.RefreshingTokenSource;
import io.fourinsight.client.session.token.TokenFetch;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.session.token.TokenLifetime;
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
public final class UserTokens implements TokenFetch {
    /** How soon another attempt is made to store what could not be stored. */
    private static final long WRITE_AGAIN_AFTER = Duration.ofSeconds(30).toMillis();

    /** The token endpoint, as far as it is needed here. */
    public interface Refresh {
        TokenGrant.OfUser send(URI tokenUrl, Secret refreshToken) throws TokenFetchException;
    }

    private final LastSeenTokens known;
    private final TokenStore store;
    private final UserTokenCheck check;
    private final Refresh refresh;
    private final SignInCommand command;
    private final Clock clock;
    private final DoubleSupplier random;

    private final StoredTokenDecision decision;

    /**
     * @param name of the session, for the log
     * @param command that signs in
     * @param random from 0 to 1
     */
    public UserTokens(
            String name,
            TokenStore store,
            UserTokenCheck check,
            Refresh refresh,
            SignInCommand command,
            Clock clock,
            DoubleSupplier random) {
        this.known = new LastSeenTokens(name);
        this.store = store;
        this.check = check;
        this.refresh = refresh;
        this.command = command;
        this.clock = clock;
        this.decision = new StoredTokenDecision(known, check.clientId(), clock);
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
            } else {
                decision.requireOpen(seen);
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
                    ? decision.signInRequired(
                            Optional.of(stored), e.withCommand(command.force().line()))
                    : e;
        }
        known.adopt(stored);
        decision.forget();
        return bearer(stored);
    }

    private BearerToken renew(TokenStore.Entry entry, Predicate<BearerToken> rejected) throws TokenFetchException {
        Optional<StoredTokens> read = entry.read();
        if (read.isEmpty()) {
            known.forgetUnstored();
            throw decision.signInRequired(
                    read, TokenFetchException.loginRequired("not_signed_in", "nobody has signed in"));
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
        } else {
            known.adopt(stored); // the same tokens, and perhaps another process has noted a refusal
        }
        return spend(entry, known.latest(), rejected, true);
    }

    /** Whether no other will come after it, so that it may as well serve to its end. */
    private boolean isLast(TokenStore.Entry entry, BearerToken token) {
        StoredTokens latest = known.latest();
        boolean renewable = !decision.isRefused(latest)
                && latest.refreshToken().filter(next -> !entry.isSpent(next)).isPresent();
        return !renewable && token.isUsable(clock.millis());
    }

    /** @param again whether the refresh token of a faster program may be tried after this one */
    private BearerToken spend(
            TokenStore.Entry entry, StoredTokens tokens, Predicate<BearerToken> rejected, boolean again)
            throws TokenFetchException {
        Secret refreshToken = tokens.refreshToken()
                .orElseThrow(() -> decision.signInRequired(
                        Optional.of(tokens),
                        TokenFetchException.loginRequired(
                                "no_refresh_token", "the stored token cannot be renewed: it has no refresh token")));
        decision.requireUnrefused(entry, tokens);
        if (entry.isSpent(refreshToken)) {
            throw decision.signInRequired(
                    Optional.of(tokens),
                    TokenFetchException.loginRequired(
                            "refresh_token_spent",
                            "the stored refresh token was sent before, and no answer to it is stored; sent again it"
                                    + " would look stolen"));
        }
        entry.markSpent(refreshToken);
        long sentAt = clock.millis(); // before sending, so that the answer's way does not lengthen the lifetime
        TokenGrant.OfUser answer;
        try {
            answer = refresh.send(tokens.tokenUrl(), refreshToken);
        } catch (TokenFetchException e) {
            if (e.isGrantUnused()) {
                entry.unmarkSpent(refreshToken);
            }
            keepNext(entry, tokens, e);
            if (!e.isLoginRequired()) {
                // worth waiting for only if the next attempt may send the refresh token again
                throw e.isGrantUnused() && !e.isKnownByStatusAlone() ? e : e.lasting();
            }
            return afterRefusal(entry, tokens, rejected, again, e);
        }
        known.refreshed(UserTokenFields.refreshed(tokens, answer, sentAt));
        decision.forget();
        known.write(entry);
        TokenLifetime lifetime = TokenLifetime.of(answer.grant(), sentAt, random.getAsDouble());
        return seenToSoon(lifetime).token(answer.grant().accessToken());
    }

    /** Keeps the refresh token of a half good answer, so that no sign-in is lost over it; unless it is another user's. */
    private void keepNext(TokenStore.Entry entry, StoredTokens tokens, TokenFetchException failure) {
        failure.next()
                .filter(next -> next.subject().isEmpty()
                        || tokens.subject().isEmpty()
                        || next.subject().equals(tokens.subject()))
                .ifPresent(next -> {
                    known.refreshed(UserTokenFields.renewable(tokens, next.refreshToken()));
                    known.write(entry);
                });
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
        if (read.isPresent() && read.get().refreshToken().equals(tokens.refreshToken())) {
            throw decision.refused(entry, read.get(), refusal);
        }
        if (!again || read.isEmpty()) {
            throw decision.signInRequired(read, refusal);
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
        return seenToSoon(lifetime).token(tokens.accessToken());
    }

    private TokenLifetime seenToSoon(TokenLifetime lifetime) {
        return known.isUnstored() ? lifetime.softBy(clock.millis() + WRITE_AGAIN_AFTER) : lifetime;
    }
}
