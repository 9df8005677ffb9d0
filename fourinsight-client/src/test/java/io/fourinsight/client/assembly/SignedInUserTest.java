package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.TokenSource;
import io.fourinsight.client.session.oauth.TokenUrlRule;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.user.UserTokenCheck;
import io.fourinsight.client.session.user.UserTokens;
import io.fourinsight.client.testing.CapturedLog;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which sign-ins a session takes: none, a new or a forced one, another user's, one at another token URL. */
@Timeout(60)
class SignedInUserTest {
    private final UserFixture user = new UserFixture();

    @Test
    void withoutASignInTheCommandIsNamedAndNoRequestMade() {
        SessionException.LoginRequired failure = (SessionException.LoginRequired) failure();
        assertThat(failure.errorCode()).isEqualTo("not_signed_in");
        assertThat(failure.command()).isEqualTo(UserFixture.COMMAND.line());
        assertThat(failure.sessionKey()).isEqualTo("acme");
        assertThat(failure).hasMessageContaining("Session 'acme'").hasMessageContaining(failure.command());
    }

    @Test
    void aSignInIsNoticedByTheNextCall() {
        failure();
        user.signIn("a", "alice");
        assertThat(user.token()).isEqualTo("access-a");
    }

    @Test
    void aRefusedRefreshTokenIsSentOnceAndTheStoreOnlyLookedAt() {
        user.signIn("a", "alice");
        user.server.revoke();
        user.expire();
        try (CapturedLog log = CapturedLog.of(Session.class)) {
            for (int i = 0; i < 100; i++) {
                assertThat(failure().errorCode()).isEqualTo("invalid_grant");
            }
            assertThat(log.lines(Level.WARN)).hasSize(1).allMatch(line -> line.contains(UserFixture.COMMAND.line()));
        }
        assertThat(user.server.received).containsExactly("refresh-a");
        assertThat(user.store.holds).hasValue(1);
        user.signIn("b", "alice");
        assertThat(user.token()).isEqualTo("access-b");
    }

    @Test
    void aRefusedRefreshTokenIsReplacedByThatOfAProgramWithoutOurLock() {
        user.signIn("a", "alice");
        user.token();
        user.expire();
        user.server.revoke();
        UserTokens.Refresh whileOursIsUnderWay = (url, sent) -> {
            StoredTokens theirs = user.signIn("python", "alice");
            user.store.put(UserFixture.with(theirs, same -> same, user.clock.instant()));
            return user.server.send(url, sent);
        };
        assertThat(fetchThrough(whileOursIsUnderWay)).isEqualTo("Bearer access-r1");
        assertThat(user.server.received).containsExactly("refresh-a", "refresh-python");
    }

    @Test
    void aTokenWithoutRefreshTokenServesToItsEnd() {
        StoredTokens tokens = user.signIn("a", "alice");
        user.store.put(UserFixture.with(tokens, old -> Optional.empty(), tokens.expiresAt()));
        assertThat(user.token()).isEqualTo("access-a");
        user.stale();
        assertThat(user.token()).isEqualTo("access-a");
        user.expire();
        assertThat(failure().errorCode()).isEqualTo("no_refresh_token");
    }

    @Test
    void aDamagedStoreIsNoNewsAndNotASignOut() {
        user.signIn("a", "alice");
        user.token();
        user.stale();
        user.store.damaged(true);
        assertThat(user.token()).isEqualTo("access-a");
        user.expire();
        assertThat(failure()).isInstanceOf(SessionException.Unavailable.class);
        user.store.damaged(false);
        user.clock.advance(Duration.ofSeconds(30));
        assertThat(user.token()).isEqualTo("access-r1");
    }

    @Test
    void aSignOutEndsTheSessionWhenItsTokenEnds() {
        user.signIn("a", "alice");
        user.token();
        user.store.put(null);
        assertThat(user.token()).isEqualTo("access-a");
        user.expire();
        assertThat(failure().errorCode()).isEqualTo("not_signed_in");
        assertThat(user.server.received).isEmpty();
    }

    // Rule 10: forced sign-in.

    @Test
    void aForcedSignInIgnoresWhatWasStoredBefore() {
        user.signIn("a", "alice");
        user.clock.advance(Duration.ofSeconds(5));
        TokenSource forced = user.session(UserFixture.IDENTITY.signedInAfter(user.clock.instant()));
        SessionException failure = UserFixture.failureOf(forced);
        assertThat(failure).isInstanceOf(SessionException.LoginRequired.class);
        assertThat(failure.errorCode()).isEqualTo("sign_in_forced");
        assertThat(failure).hasMessageContaining("fourinsight-login.jar --session-key acme --auth-force");

        user.clock.advance(Duration.ofSeconds(5));
        user.signIn("b", "alice");
        assertThat(UserFixture.token(forced)).isEqualTo("access-b");
    }

    @Test
    void anotherProcessesRefreshIsNotTakenForASignIn() {
        user.signIn("a", "alice");
        user.clock.advance(Duration.ofSeconds(5));
        TokenSource forced = user.session(UserFixture.IDENTITY.signedInAfter(user.clock.instant()));
        UserFixture.failureOf(forced);
        user.expire();
        assertThat(user.token()).isEqualTo("access-r1");
        assertThat(UserFixture.failureOf(forced).errorCode()).isEqualTo("sign_in_forced");
    }

    @Test
    void anotherUserIsNotSwitchedToSilently() {
        user.signIn("a", "alice");
        user.token();
        user.signIn("b", "bob");
        user.expire();
        assertThat(failure().errorCode()).isEqualTo("other_user");
        assertThat(failure()).hasMessageContaining("fourinsight-login.jar --session-key acme --auth-force");
        user.signIn("c", "alice");
        assertThat(user.token()).isEqualTo("access-c");
        assertThat(user.server.received).isEmpty();
    }

    @Test
    void aForcedSignInMayBeOfAnotherUserThanWasStoredBefore() {
        user.signIn("a", "alice");
        user.clock.advance(Duration.ofSeconds(5));
        TokenSource forced = user.session(UserFixture.IDENTITY.signedInAfter(user.clock.instant()));
        UserFixture.failureOf(forced);
        user.clock.advance(Duration.ofSeconds(5));
        user.signIn("b", "bob");
        assertThat(UserFixture.token(forced)).as("on a shared computer").isEqualTo("access-b");

        user.signIn("c", "alice");
        user.expire();
        assertThat(UserFixture.failureOf(forced).errorCode()).isEqualTo("other_user");
    }

    // Rule 7: the token URL is checked again when it is loaded.

    @Test
    void aTokenUrlThatIsNotTheSessionsGetsNoRequest() {
        user.signIn("a", "alice");
        user.expire();
        URI other = URI.create("https://login.example/other/token");
        TokenSource strict =
                user.session(SessionIdentity.user("acme", Service.API, other, "scope", null, UserFixture.APPLICATION));
        assertThat(UserFixture.failureOf(strict))
                .isInstanceOf(SessionException.Misconfigured.class)
                .hasMessageContaining("the stored token came from https://login.example/tenant/token, but the option"
                        + " tokenUrl is https://login.example/other/token")
                .hasMessageContaining("leave tokenUrl out")
                .hasMessageNotContaining("session key");
        assertThat(user.server.received).isEmpty();
    }

    @Test
    void aTokenUrlOnAForeignHostGetsNoRequest() {
        StoredTokens own = user.signIn("a", "alice");
        user.store.put(new StoredTokens(
                own.accessToken(),
                own.refreshToken(),
                URI.create("https://evil.example/token"),
                own.expiresAt(),
                own.signedInAt(),
                own.subject(),
                own.fields()));
        user.expire();
        assertThat(failure())
                .isInstanceOf(SessionException.Misconfigured.class)
                .hasMessageContaining("https://evil.example/token")
                .hasMessageContaining("allowed are login.example")
                .hasMessageContaining("signInHosts must allow it")
                .hasMessageNotContaining("session key");
        assertThat(user.server.received).isEmpty();
    }

    private String fetchThrough(UserTokens.Refresh refresh) {
        UserTokens tokens = new UserTokens(
                "x",
                user.store,
                new UserTokenCheck(UserFixture.IDENTITY, TokenUrlRule.of(UserFixture.IDENTITY, UserFixture.HOSTS)),
                refresh,
                UserFixture.COMMAND,
                user.clock,
                () -> 0.5);
        try {
            return tokens.fetch(token -> false).authorization();
        } catch (TokenFetchException e) {
            throw new AssertionError(e);
        }
    }

    private SessionException failure() {
        return catchThrowableOfType(SessionException.class, user.source::token);
    }
}
