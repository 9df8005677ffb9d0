package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.UserSession;
import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.MutableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * User sessions of several processes on one token file, at a server that takes a refresh token which comes twice for
 * stolen: it never comes twice, also if a process dies while it waits for the answer.
 */
@Timeout(120)
class TwoProcessesUserSessionTest {
    private static final int REFRESHES = 200;

    private final MutableClock clock = new MutableClock();

    @TempDir
    Path tokens;

    private Sandbox sandbox;
    private TokenFileUser user;

    @BeforeEach
    void signIn() throws Exception {
        sandbox = Sandbox.start();
        user = new TokenFileUser(tokens, clock);
        user.signIn(sandbox);
        sandbox.requests().reset();
    }

    @AfterEach
    void stop() throws Exception {
        user.close();
        sandbox.close();
    }

    @Test
    void bothTakeEachNewTokenAndOneOfThemFetchesIt() throws Exception {
        try (ChildJvm one = child(clock.instant());
                ChildJvm other = child(clock.instant())) {
            for (int refreshes = 1; refreshes <= REFRESHES; refreshes++) {
                boolean odd = refreshes % 2 == 1;
                (odd ? one : other).proceed();
                (odd ? other : one).proceed();
                assertThat(one.line()).startsWith("token ").isEqualTo(other.line());
                assertThat(sandbox.requests().tokenRequests()).isEqualTo(refreshes);
            }
        }
        assertThat(sandbox.refreshTokenReuses()).isZero();
    }

    @Test
    void afterADeathBeforeTheServerHandledTheRequestItIsNotSentAgain() throws Exception {
        assertNotSentAgainAfterADeath(sandbox.faults()::beforeAnswer);
    }

    @Test
    void afterADeathBeforeTheAnswerWasWrittenTheRequestIsNotSentAgain() throws Exception {
        assertNotSentAgainAfterADeath(sandbox.faults()::afterHandling);
    }

    /** @param hold runs an action when a request to a path has come so far, and lets it go on when that is over */
    private void assertNotSentAgainAfterADeath(BiConsumer<String, Runnable> hold) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        hold.accept(Sandbox.TOKEN_PATH, () -> {
            held.countDown();
            await(dead);
        });
        try (ChildJvm child = child(clock.instant())) {
            child.proceed();
            held.await();
            child.kill();
        }
        sandbox.faults().clear();
        dead.countDown();

        try (UserSession session = user.session()) {
            assertThat(session.token())
                    .as("it was no failure of the access token")
                    .isNotNull();
        }
        clock.advance(UserSessionChild.STEP);
        try (ChildJvm child = child(clock.instant());
                UserSession session = user.session()) {
            SessionException.LoginRequired failure =
                    catchThrowableOfType(SessionException.LoginRequired.class, session::token);
            assertThat(failure.errorCode()).isEqualTo("refresh_token_spent");
            child.proceed();
            assertThat(child.line()).isEqualTo("refresh_token_spent");
            assertThat(sandbox.requests().tokenRequests()).isEqualTo(1);
            assertThat(sandbox.refreshTokenReuses()).isZero();

            user.signIn(sandbox);
            assertThat(session.token()).as("signed in again").isNotNull();
        }
    }

    private ChildJvm child(Instant start) throws Exception {
        ChildJvm child = new ChildJvm(UserSessionChild.class, tokens.toString(), start.toString());
        assertThat(child.line()).isEqualTo("ready");
        return child;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the sandbox is closing
        }
    }
}
