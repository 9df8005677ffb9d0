package io.fourinsight.client.assembly;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.TokenSource;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenUrlRule;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.token.RefreshBackoff;
import io.fourinsight.client.session.token.RefreshingTokenSource;
import io.fourinsight.client.session.token.SourceFixture;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.session.user.SignInCommand;
import io.fourinsight.client.session.user.UserTokenCheck;
import io.fourinsight.client.session.user.UserTokens;
import io.fourinsight.client.testing.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A user session over a store and a token endpoint that are the test's; everything happens in the calling thread. */
final class UserFixture {
    static final URI TOKEN_URL = URI.create("https://login.example/tenant/token");
    static final SignInHosts HOSTS = SignInHosts.of(List.of("login.example"));
    static final ClientCredentials APPLICATION = new ClientCredentials("app", Secret.of("app-secret"));
    static final SignInCommand COMMAND = new SignInCommand("acme", null, Service.API, null, null);
    static final SessionIdentity IDENTITY = SessionIdentity.user("acme", Service.API, null, "scope", null, APPLICATION);

    final MutableClock clock = new MutableClock();
    final MemoryTokenStore store = new MemoryTokenStore();
    final RotatingServer server = new RotatingServer();
    final RefreshBackoff gate = new RefreshBackoff("User", clock, () -> 1.0);
    final TokenSource source = session(IDENTITY);

    /** Another session on the same store, as in another process. */
    TokenSource session(SessionIdentity identity) {
        UserTokens tokens = new UserTokens(
                "Session 'acme'",
                store,
                new UserTokenCheck(identity, TokenUrlRule.of(identity, HOSTS)),
                server,
                COMMAND,
                clock,
                () -> 0.5);
        RefreshBackoff own = new RefreshBackoff("User", clock, () -> 1.0);
        return new RefreshingTokenSource(
                "acme",
                "Session 'acme'",
                tokens,
                identity == IDENTITY ? gate : own,
                Runnable::run,
                clock,
                Duration.ZERO,
                ClientObserver.NONE);
    }

    /** A sign-in just now whose access token is good for an hour. */
    StoredTokens signIn(String name, String subject) {
        server.signedIn("refresh-" + name);
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("expires_in", 3600).put("resource", "kept");
        StoredTokens tokens = new StoredTokens(
                Secret.of("access-" + name),
                Optional.of(Secret.of("refresh-" + name)),
                TOKEN_URL,
                clock.instant().plusSeconds(3600),
                Optional.of(clock.instant()),
                Optional.ofNullable(subject),
                fields);
        store.put(tokens);
        return tokens;
    }

    static StoredTokens with(StoredTokens tokens, UnaryOperator<Optional<Secret>> refreshToken, Instant expiresAt) {
        return new StoredTokens(
                tokens.accessToken(),
                refreshToken.apply(tokens.refreshToken()),
                tokens.tokenUrl(),
                expiresAt,
                tokens.signedInAt(),
                tokens.subject(),
                tokens.fields());
    }

    void stale() {
        clock.advance(Duration.ofMinutes(49));
    }

    void expire() {
        clock.advance(Duration.ofMinutes(61));
    }

    String token() {
        return token(source);
    }

    static String token(TokenSource source) {
        return source.token().authorization().substring("Bearer ".length());
    }

    static SessionException failureOf(TokenSource source) {
        return SourceFixture.failureOf(source::token);
    }

    /** Gives a new refresh token for each, and takes the re-use of one for theft: then nothing is good any more. */
    static final class RotatingServer implements UserTokens.Refresh {
        final List<String> received = new ArrayList<>();
        boolean rotating = true;
        boolean silent; // about the refresh token
        long lifetime = 3600;
        TokenFetchException failure; // for the next request only
        TokenFetchException lostAnswer; // as well, but the refresh token is spent
        Runnable beforeAnswer = () -> {};

        private final Set<String> good = new HashSet<>();
        private final Set<String> used = new HashSet<>();
        private boolean theft;
        private int count;

        void signedIn(String refreshToken) {
            good.add(refreshToken);
        }

        void revoke() {
            good.clear();
        }

        boolean sawTheft() {
            return theft;
        }

        @Override
        public TokenGrant.OfUser send(URI tokenUrl, Secret refreshToken) throws TokenFetchException {
            if (failure != null) {
                TokenFetchException e = failure;
                failure = null;
                throw e;
            }
            String sent = refreshToken.value();
            received.add(sent);
            if (used.contains(sent)) {
                theft = true;
                good.clear();
            }
            if (!good.contains(sent)) {
                throw TokenFetchException.loginRequired("invalid_grant", "login.example answered 400 invalid_grant");
            }
            String next = sent;
            count++;
            if (rotating) {
                used.add(sent);
                good.remove(sent);
                next = "refresh-r" + count;
                good.add(next);
            }
            beforeAnswer.run();
            if (lostAnswer != null) {
                TokenFetchException e = lostAnswer;
                lostAnswer = null;
                throw e;
            }
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            fields.put("access_token", "access-r" + count).put("expires_in", lifetime);
            fields.put("scope", "openid read");
            if (!silent) {
                fields.put("refresh_token", next);
            }
            return new TokenGrant.OfUser(
                    new TokenGrant(Secret.of("access-r" + count), OptionalLong.of(lifetime), OptionalLong.empty()),
                    silent ? Optional.empty() : Optional.of(Secret.of(next)),
                    fields);
        }
    }
}
