package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.TokenSource;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.token.SourceFixture;
import io.fourinsight.client.session.token.TokenFetchException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sign-in that the token endpoint ended leads to a sign-in, in this process and in all others. */
@Timeout(60)
class RefusedRefreshTest {
    private final UserFixture user = new UserFixture();

    @Test
    void theRefusalIsStoredAndTheNextProcessSaysTheSame() {
        user.signIn("a", "alice");
        user.server.revoke();
        user.expire();
        assertSignInRequired(UserFixture.failureOf(user.source));

        StoredTokens stored = user.store.get();
        assertThat(stored.refusal()).contains(new StoredTokens.Refusal("invalid_grant", "app", user.clock.instant()));
        assertThat(stored.refreshToken()).as("kept").contains(Secret.of("refresh-a"));
        assertThat(user.store.isMarked("refresh-a")).as("it was answered").isFalse();

        SessionException next = UserFixture.failureOf(user.session(UserFixture.IDENTITY));
        assertSignInRequired(next);
        assertThat(next).hasMessageContaining("login.example refused the stored refresh token at ");
        assertThat(user.server.received).containsExactly("refresh-a");
    }

    @Test
    void aTokenThatTheApiRejectsIsASignInErrorIfItsRefreshIsRefused() {
        user.signIn("a", "alice");
        BearerToken token = user.source.token();
        user.server.revoke();
        for (int i = 0; i < 5; i++) { // also while the next attempt may not start yet
            assertSignInRequired(SourceFixture.failureOf(() -> user.source.reject(token)));
            assertThat(user.token()).as("others go on with it").isEqualTo("access-a");
        }
        assertThat(user.server.received).containsExactly("refresh-a");

        TokenSource next = user.session(UserFixture.IDENTITY);
        BearerToken again = next.token();
        assertSignInRequired(SourceFixture.failureOf(() -> next.reject(again)));
        assertThat(user.server.received).as("by the next process as well").containsExactly("refresh-a");
    }

    @Test
    void aRejectedTokenThatCannotBeRenewedAtAllIsASignInErrorToo() {
        StoredTokens tokens = user.signIn("a", "alice");
        user.store.put(UserFixture.with(tokens, old -> Optional.empty(), tokens.expiresAt()));
        BearerToken token = user.source.token();
        SessionException failure = SourceFixture.failureOf(() -> user.source.reject(token));
        assertThat(failure).isInstanceOf(SessionException.LoginRequired.class);
        assertThat(failure.errorCode()).isEqualTo("no_refresh_token");
    }

    @Test
    void aRejectionDuringAnOutageIsNoSignInError() {
        user.signIn("a", "alice");
        BearerToken token = user.source.token();
        user.server.failure = TokenFetchException.unavailable("http_503", "login.example answered 503");
        assertThat(user.source.reject(token)).isEmpty();
        assertThat(user.source.reject(token)).isEmpty();
    }

    @Test
    void aSignInByAnotherProcessEndsIt() {
        user.signIn("a", "alice");
        BearerToken token = user.source.token();
        user.server.revoke();
        SourceFixture.failureOf(() -> user.source.reject(token));
        user.signIn("b", "alice");
        assertThat(user.store.get().refusal()).isEmpty();
        user.clock.advance(Duration.ofSeconds(5));
        assertThat(user.source.reject(token)).map(BearerToken::authorization).contains("Bearer access-b");
        BearerToken next = user.source.token();
        assertThat(next.authorization()).isEqualTo("Bearer access-b");
        user.clock.advance(Duration.ofSeconds(6));
        assertThat(user.source.reject(next)).as("renewed as ever").isPresent();
    }

    @Test
    void whatAnotherProcessWasRefusedIsNotAskedForAgain() {
        user.signIn("a", "alice");
        user.token();
        user.server.revoke();
        user.expire();
        UserFixture.failureOf(user.session(UserFixture.IDENTITY));
        assertSignInRequired(UserFixture.failureOf(user.source));
        assertThat(user.server.received).containsExactly("refresh-a");
    }

    @Test
    void theAccessTokenServesToItsEndAlsoAfterARestart() {
        user.signIn("a", "alice");
        user.token();
        user.server.revoke();
        user.stale();
        assertThat(user.token()).isEqualTo("access-a");
        assertThat(user.server.received).hasSize(1);
        TokenSource next = user.session(UserFixture.IDENTITY);
        for (int i = 0; i < 5; i++) {
            assertThat(UserFixture.token(next)).isEqualTo("access-a");
            user.clock.advance(Duration.ofMinutes(2));
        }
        user.expire();
        assertSignInRequired(UserFixture.failureOf(next));
        assertThat(user.server.received).hasSize(1);
    }

    /** A refresh token that was issued to another client is refused, and that one can still renew it. */
    @Test
    void theRefusalOfAnotherApplicationIsNotOurs() {
        user.signIn("a", "alice");
        user.expire();
        ClientCredentials other = new ClientCredentials("other-app", Secret.of("secret"));
        TokenSource others = user.session(SessionIdentity.user("acme", Service.API, null, "scope", null, other));
        user.server.failure = TokenFetchException.loginRequired("invalid_grant", "login.example answered 400");
        assertSignInRequired(UserFixture.failureOf(others));
        assertThat(user.store.get().refusal().map(StoredTokens.Refusal::clientId))
                .contains("other-app");

        assertThat(user.token()).isEqualTo("access-r1");
        assertThat(user.store.get().refusal()).isEmpty();
        assertThat(user.server.sawTheft()).isFalse();
    }

    private static void assertSignInRequired(SessionException failure) {
        assertThat(failure).isInstanceOfSatisfying(SessionException.LoginRequired.class, required -> {
            assertThat(required.errorCode()).isEqualTo("invalid_grant");
            assertThat(required.command()).isEqualTo(UserFixture.COMMAND.line());
        });
    }
}
