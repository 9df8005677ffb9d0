package io.fourinsight.camel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import java.time.Duration;
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

    // What cannot be stored.

    @Test
    void whatCannotBeWrittenIsUsedAndWrittenLater() {
        user.signIn("a", "alice");
        user.expire();
        user.server.beforeAnswer = () -> user.store.full(true);
        try (CapturedLog log = CapturedLog.of(KnownTokens.class)) {
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
        try (CapturedLog log = CapturedLog.of(KnownTokens.class)) {
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
