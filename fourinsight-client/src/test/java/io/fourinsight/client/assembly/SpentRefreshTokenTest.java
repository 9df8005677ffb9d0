package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.user.LastSeenTokens;
import io.fourinsight.client.testing.CapturedLog;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That a refresh token is sent once, whatever happens to it, its answer, or the disk. */
@Timeout(60)
class SpentRefreshTokenTest {
    private final UserFixture user = new UserFixture();

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

    @Test
    void aNewRefreshTokenIsKeptThoughItsAnswerIsRefused() {
        StoredTokens before = user.signIn("a", "alice");
        user.token();
        user.stale();
        user.server.lostAnswer = refusedWith("refresh-r1", Optional.empty());
        assertThat(user.token()).as("no failure reaches a valid token").isEqualTo("access-a");

        StoredTokens kept = user.store.get();
        assertThat(kept.refreshToken()).contains(Secret.of("refresh-r1"));
        assertThat(kept.accessToken()).isEqualTo(before.accessToken());
        assertThat(kept.expiresAt()).isEqualTo(before.expiresAt());
        assertThat(kept.subject()).contains("alice");
        assertThat(user.store.isMarked("refresh-a")).isFalse();
        user.token();
        assertThat(user.server.received).as("the gate counts it").containsExactly("refresh-a");

        user.expire();
        assertThat(user.token()).isEqualTo("access-r2");
        assertThat(user.server.received).containsExactly("refresh-a", "refresh-r1");
        assertThat(user.server.sawTheft()).isFalse();
    }

    @Test
    void anAnswerThatIsRefusedAgainAndAgainIsNotAskedForByEachCall() {
        user.signIn("a", "alice");
        user.expire();
        for (int i = 1; i <= 3; i++) {
            user.server.lostAnswer = refusedWith("refresh-r" + i, Optional.of("alice"));
            for (int call = 0; call < 5; call++) {
                assertThat(failure()).isInstanceOf(SessionException.Unavailable.class);
            }
            assertThat(user.server.received).hasSize(i);
            assertThat(user.source.status().failures()).isEqualTo(i);
            user.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(user.token()).as("nobody has to sign in").isEqualTo("access-r4");
    }

    @Test
    void aRefreshTokenOfAnotherUserIsNotKept() {
        user.signIn("a", "alice");
        user.expire();
        user.server.lostAnswer = refusedWith("refresh-r1", Optional.of("mallory"));
        assertThat(failure()).isInstanceOf(SessionException.Unavailable.class);
        assertThat(user.store.get().refreshToken()).contains(Secret.of("refresh-a"));
        user.clock.advance(Duration.ofMinutes(1));
        assertThat(failure().errorCode()).isEqualTo("refresh_token_spent");
        assertThat(user.server.received).containsExactly("refresh-a");
    }

    private static TokenFetchException refusedWith(String refreshToken, Optional<String> subject) {
        return TokenFetchException.unavailable("invalid_response", "login.example answered with success, but …")
                .withNext(new TokenFetchException.NextRefreshToken(Secret.of(refreshToken), subject));
    }

    // What cannot be stored.

    @Test
    void whatCannotBeWrittenIsUsedAndWrittenLater() {
        user.signIn("a", "alice");
        user.expire();
        user.server.beforeAnswer = () -> user.store.full(true);
        try (CapturedLog log = CapturedLog.of(LastSeenTokens.class)) {
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
        try (CapturedLog log = CapturedLog.of(LastSeenTokens.class)) {
            user.token();
            assertThat(log.lines(Level.WARN)).hasSize(1);
        }
        user.expire();
        SessionException failure = failure();
        assertThat(failure).isInstanceOf(SessionException.Unavailable.class);
        assertThat(failure.errorCode()).isEqualTo("not_stored");
        assertThat(user.server.received).containsExactly("refresh-a");
    }

    private SessionException failure() {
        return catchThrowableOfType(SessionException.class, user.source::token);
    }
}
