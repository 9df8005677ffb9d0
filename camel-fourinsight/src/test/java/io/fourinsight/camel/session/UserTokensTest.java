package io.fourinsight.camel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a user session gets its tokens: adopting, refreshing, storing, and giving up. */
@Timeout(60)
class UserTokensTest {
    private final UserFixture user = new UserFixture();

    @Test
    void aStoredTokenIsUsedWithoutARequest() {
        user.signIn("a", "alice");
        assertThat(user.token()).isEqualTo("access-a");
        assertThat(user.server.received).isEmpty();
        assertThat(user.store.holds).hasValue(0);
    }

    @Test
    void aStoredTokenIsRefreshedAtThePartOfItsWholeLifetime() {
        user.signIn("a", "alice");
        user.stale(); // before the session reads it
        assertThat(user.token()).as("usable, so nobody waits").isEqualTo("access-a");
        user.clock.advance(Duration.ofSeconds(2));
        user.token();
        assertThat(user.token()).isEqualTo("access-r1");
        assertThat(user.server.received).containsExactly("refresh-a");
    }

    @Test
    void whatIsStoredAfterARefreshIsTheWholeAnswerOverTheOldFields() {
        StoredTokens before = user.signIn("a", "alice");
        user.expire();
        assertThat(user.token()).isEqualTo("access-r1");

        StoredTokens stored = user.store.get();
        assertThat(stored.refreshToken()).contains(Secret.of("refresh-r1"));
        assertThat(stored.signedInAt()).isEqualTo(before.signedInAt());
        assertThat(stored.subject()).contains("alice");
        assertThat(stored.expiresAt()).isEqualTo(user.clock.instant().plusSeconds(3600));
        assertThat(stored.fields().toString())
                .contains("\"resource\":\"kept\"", "\"scope\":[\"openid\",\"read\"]", UserFixture.TOKEN_URL.toString());
    }

    @Test
    void rotatedRefreshTokensAreNeverSentTwice() {
        user.signIn("a", "alice");
        for (int i = 0; i < 20; i++) {
            user.expire();
            user.token();
        }
        assertThat(user.server.received).hasSize(20).doesNotHaveDuplicates();
        assertThat(user.server.sawTheft()).isFalse();
    }

    @Test
    void aServerThatDoesNotRotateGetsTheSameRefreshTokenAgain() {
        user.server.rotating = false;
        user.signIn("a", "alice");
        user.expire();
        user.token();
        user.expire();
        user.token();
        assertThat(user.server.received).containsExactly("refresh-a", "refresh-a");
    }

    @Test
    void theOldRefreshTokenIsKeptWhenNoNewOneComes() {
        user.server.rotating = false;
        user.server.silent = true;
        user.signIn("a", "alice");
        user.expire();
        user.token();
        assertThat(user.store.get().refreshToken()).contains(Secret.of("refresh-a"));
        assertThat(user.store.isMarked("refresh-a")).isFalse();
        user.expire();
        assertThat(user.token()).isEqualTo("access-r2");
    }

    @Test
    void anotherProcessesTokenIsAdoptedWithoutARequest() {
        user.signIn("a", "alice");
        TokenSource other = user.session(UserFixture.IDENTITY);
        user.token();
        user.expire();
        assertThat(UserFixture.token(other)).isEqualTo("access-r1");
        assertThat(user.token()).isEqualTo("access-r1");
        assertThat(user.server.received).containsExactly("refresh-a");
    }

    @Test
    void whoWaitedForTheStoreAdoptsWhatTheHolderWrote() {
        user.signIn("a", "alice");
        user.token();
        user.expire();
        TokenSource other = user.session(UserFixture.IDENTITY);
        user.store.beforeNextHold(() -> assertThat(UserFixture.token(other)).isEqualTo("access-r1"));
        assertThat(user.token()).isEqualTo("access-r1");
        assertThat(user.server.received).containsExactly("refresh-a");
    }

    @Test
    void whatIsOnDiskIsNotAdoptedAgainUnlessItChanged() {
        user.signIn("a", "alice");
        BearerToken stored = user.source.token();
        Optional<BearerToken> next = user.source.reject(stored);
        assertThat(next).map(BearerToken::authorization).contains("Bearer access-r1");
        assertThat(user.server.received).as("one refresh").containsExactly("refresh-a");
    }

    @Test
    void aRejectedTokenIsNotAdoptedWhenItComesBackFromDisk() {
        StoredTokens first = user.signIn("a", "alice");
        user.source.reject(user.source.token());
        user.server.signedIn("refresh-a2");
        user.store.put(UserFixture.with(
                first,
                old -> Optional.of(Secret.of("refresh-a2")),
                user.clock.instant().plusSeconds(7200)));
        user.stale();
        user.source.token();
        user.clock.advance(Duration.ofSeconds(2));
        assertThat(user.token()).isEqualTo("access-r2");
    }

    // Rule 5: one refresh token is spent once.

    @Test
    void theRefreshTokenIsMarkedBeforeItIsSent() {
        user.signIn("a", "alice");
        user.expire();
        boolean[] marked = new boolean[1];
        user.server.beforeAnswer = () -> marked[0] = user.store.isMarked("refresh-a");
        user.token();
        assertThat(marked).containsExactly(true);
        assertThat(user.store.isMarked("refresh-a")).isFalse();
    }

    @Test
    void withoutAMarkThereIsNoRequest() {
        user.signIn("a", "alice");
        user.expire();
        user.store.full(true);
        assertThat(failure()).isInstanceOf(SessionException.Unavailable.class);
        assertThat(user.server.received).isEmpty();
    }

    @Test
    void afterATimeOutTheRefreshTokenIsNeverSentAgain() {
        user.signIn("a", "alice");
        user.token();
        user.stale();
        user.server.lostAnswer = TokenFetchException.unavailable("timeout", "login.example gave no answer");
        assertThat(user.token()).isEqualTo("access-a");
        for (int i = 0; i < 10; i++) {
            user.clock.advance(Duration.ofMinutes(1));
            assertThat(user.token()).as("serves until its end").isEqualTo("access-a");
        }
        user.expire();
        assertThat(failure()).isInstanceOf(SessionException.LoginRequired.class);
        assertThat(UserFixture.failureOf(user.session(UserFixture.IDENTITY)))
                .as("after a restart as well")
                .isInstanceOf(SessionException.LoginRequired.class);
        assertThat(user.server.received).containsExactly("refresh-a");
        assertThat(user.server.sawTheft()).isFalse();
    }

    @Test
    void aTokenThatDiedWithItsProcessServesToItsEnd() {
        user.signIn("a", "alice");
        user.store.mark("refresh-a");
        user.stale();
        assertThat(user.token()).isEqualTo("access-a");
        user.expire();
        SessionException failure = failure();
        assertThat(failure).isInstanceOf(SessionException.LoginRequired.class);
        assertThat(failure.errorCode()).isEqualTo("refresh_token_spent");
        assertThat(user.server.received).isEmpty();
    }

    @Test
    void whatSurelyNeverLeftIsNotSpent() {
        user.signIn("a", "alice");
        user.expire();
        user.server.failure =
                TokenFetchException.unavailable("connection_failed", "refused").withGrantUnused();
        assertThat(failure()).isInstanceOf(SessionException.Unavailable.class);
        assertThat(user.store.isMarked("refresh-a")).isFalse();
        user.clock.advance(Duration.ofSeconds(1));
        assertThat(user.token()).isEqualTo("access-r1");
    }

    // What cannot be stored.

    @Test
    void whatCannotBeWrittenIsUsedAndWrittenLater() {
        user.signIn("a", "alice");
        user.expire();
        user.server.beforeAnswer = () -> user.store.full(true);
        try (CapturedLog log = CapturedLog.of(UserTokens.class)) {
            assertThat(user.token()).isEqualTo("access-r1");
            for (int i = 0; i < 5; i++) {
                user.clock.advance(Duration.ofSeconds(40));
                assertThat(user.token()).isEqualTo("access-r1");
            }
            assertThat(log.lines(Level.WARN)).hasSize(1).allMatch(line -> line.contains("cannot store"));
            assertThat(user.store.get().accessToken()).isEqualTo(Secret.of("access-a"));

            user.store.full(false);
            user.clock.advance(Duration.ofSeconds(40));
            user.token();
            assertThat(user.store.get().refreshToken()).contains(Secret.of("refresh-r1"));
            assertThat(log.lines(Level.INFO)).hasSize(1);
        }
        assertThat(user.server.received).containsExactly("refresh-a");
        user.server.beforeAnswer = () -> {};
        user.expire();
        assertThat(user.token()).isEqualTo("access-r2");
        assertThat(user.server.sawTheft()).isFalse();
    }

    @Test
    void whatIsNotStoredIsNotRefreshedAndNotUsedBeyondItsEnd() {
        user.signIn("a", "alice");
        user.expire();
        user.server.beforeAnswer = () -> user.store.full(true);
        try (CapturedLog log = CapturedLog.of(UserTokens.class)) {
            user.token();
            assertThat(log.lines(Level.WARN)).hasSize(1);
        }
        user.expire();
        SessionException failure = failure();
        assertThat(failure).isInstanceOf(SessionException.Unavailable.class);
        assertThat(failure.errorCode()).isEqualTo("not_stored");
        assertThat(user.server.received).containsExactly("refresh-a");
    }

    // Signing in.

    @Test
    void withoutASignInTheCommandIsNamedAndNoRequestMade() {
        SessionException.LoginRequired failure = (SessionException.LoginRequired) failure();
        assertThat(failure.errorCode()).isEqualTo("not_signed_in");
        assertThat(failure.command()).isEqualTo("sign-in-command");
        assertThat(failure.sessionKey()).isEqualTo("acme");
        assertThat(failure).hasMessageContaining("Session 'acme'").hasMessageContaining("sign-in-command");
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
        try (CapturedLog log = CapturedLog.of(RefreshGate.class)) {
            for (int i = 0; i < 100; i++) {
                assertThat(failure().errorCode()).isEqualTo("invalid_grant");
            }
            assertThat(log.lines(Level.WARN)).hasSize(1).allMatch(line -> line.contains("sign-in-command"));
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
        user.signIn("c", "alice");
        assertThat(user.token()).isEqualTo("access-c");
        assertThat(user.server.received).isEmpty();
    }

    @Test
    void aForcedSignInOfAnotherUserIsNotSwitchedToSilently() {
        user.signIn("a", "alice");
        user.clock.advance(Duration.ofSeconds(5));
        TokenSource forced = user.session(UserFixture.IDENTITY.signedInAfter(user.clock.instant()));
        UserFixture.failureOf(forced);
        user.clock.advance(Duration.ofSeconds(5));
        user.signIn("b", "bob");
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
                .hasMessageContaining("session key");
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
        assertThat(failure()).isInstanceOf(SessionException.Misconfigured.class).hasMessageContaining("evil.example");
        assertThat(user.server.received).isEmpty();
    }

    @Test
    void aClosedSessionStillStoresWhatItsRequestBrings() {
        user.signIn("a", "alice");
        user.expire();
        user.server.beforeAnswer = user.source::close;
        assertThatThrownBy(user.source::token).isInstanceOf(SessionException.Unavailable.class);
        assertThat(user.store.get().refreshToken()).contains(Secret.of("refresh-r1"));
    }

    private String fetchThrough(UserTokens.Refresh refresh) {
        UserTokens tokens = new UserTokens(
                "x",
                user.store,
                new UserTokenCheck(UserFixture.IDENTITY, TokenUrlRule.of(UserFixture.IDENTITY, UserFixture.HOSTS)),
                refresh,
                "command",
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
