package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The refresh tokens, also those that are spent: a second use of one ends the whole family. */
final class RefreshTokens {

    static final Duration LIFETIME = Duration.ofDays(14);

    /** As long as Azure's, so that files and logs meet the real size. */
    private static final int TOKEN_BYTES = 600;

    private enum State {
        ACTIVE,
        SPENT,
        REVOKED
    }

    private record Issued(SignIn signIn, Instant expiresAt, State state) {

        Issued in(State other) {
            return new Issued(signIn, expiresAt, other);
        }
    }

    /** Never emptied: a second use must be noticed however late it comes. */
    private final Map<RefreshToken, Issued> tokens = new HashMap<>();

    private final Clock clock;
    private boolean rotated = true;
    private long reuses;

    RefreshTokens(Clock clock) {
        this.clock = clock;
    }

    /** Whether every refresh spends the token and gives another one. */
    synchronized void rotate(boolean rotate) {
        rotated = rotate;
    }

    synchronized long reuses() {
        return reuses;
    }

    /** Makes those issued so far invalid; access tokens stay good, as their services would not hear of it. */
    synchronized void revokeAll() {
        tokens.replaceAll((token, issued) -> issued.state() == State.ACTIVE ? issued.in(State.REVOKED) : issued);
    }

    synchronized RefreshToken issue(SignIn signIn) {
        RefreshToken token = new RefreshToken(TOKEN_BYTES);
        tokens.put(token, new Issued(signIn, clock.instant().plus(LIFETIME), State.ACTIVE));
        return token;
    }

    /** The sign-in that a token comes of, whether it is still good or not. */
    synchronized Optional<SignIn> find(RefreshToken token) {
        return Optional.ofNullable(tokens.get(token)).map(Issued::signIn);
    }

    /**
     * Uses a token.
     *
     * @return the one to use next time, empty if the token is not rotated and stays good
     */
    synchronized Optional<RefreshToken> use(RefreshToken token) {
        Issued issued = tokens.get(token);
        if (issued.state() == State.SPENT) {
            reuses++;
            issued.signIn().revoke();
            throw new TokenRefusal(TokenError.REFRESH_TOKEN_REUSED);
        }
        if (issued.state() == State.REVOKED || issued.signIn().isRevoked()) {
            throw new TokenRefusal(TokenError.REFRESH_TOKEN_REVOKED);
        }
        if (!clock.instant().isBefore(issued.expiresAt())) {
            throw new TokenRefusal(TokenError.REFRESH_TOKEN_EXPIRED);
        }
        if (!rotated) {
            return Optional.empty();
        }
        tokens.put(token, issued.in(State.SPENT));
        return Optional.of(issue(issued.signIn()));
    }
}
