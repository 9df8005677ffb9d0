package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Waiting;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.TokenSource;
import io.fourinsight.client.session.oauth.TokenUrlRule;
import io.fourinsight.client.session.store.FaultyDisk;
import io.fourinsight.client.session.store.TokenFileFixture;
import io.fourinsight.client.session.store.TokenStore;
import io.fourinsight.client.session.token.RefreshBackoff;
import io.fourinsight.client.session.token.RefreshingTokenSource;
import io.fourinsight.client.session.user.LastSeenTokens;
import io.fourinsight.client.session.user.UserTokenCheck;
import io.fourinsight.client.session.user.UserTokens;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user session whose new token does not fit on the disk; with a real file, unlike {@link SpentRefreshTokenTest}. */
class FullDiskTest {

    @TempDir
    private Path root;

    @Test
    void tokenStaysInMemoryWithOneWarningAndIsStoredWhenThereIsRoom() throws Exception {
        TokenFileFixture files = new TokenFileFixture(root);
        files.put(TokenFileFixture.PYTHON_JSON.replace("1795455164.0009031", "1"));
        FaultyDisk disk = new FaultyDisk();
        MutableClock clock = new MutableClock();
        UserFixture.RotatingServer server = new UserFixture.RotatingServer();
        server.signedIn("REFRESH-5");
        server.beforeAnswer = () -> disk.failOn = "create .new-";
        TokenSource source = session(files.store(disk, Waiting.REAL), server, clock);

        try (CapturedLog log = CapturedLog.of(LastSeenTokens.class)) {
            for (int i = 0; i < 3; i++) {
                assertThat(UserFixture.token(source)).isEqualTo("access-r1");
                clock.advance(Duration.ofSeconds(40));
            }
            assertThat(log.lines(Level.WARN)).hasSize(1).allMatch(line -> line.contains("No space left on device"));
            assertThat(files.text()).contains("ACCESS-5", "REFRESH-5");

            disk.failOn = null;
            assertThat(UserFixture.token(source)).isEqualTo("access-r1");
            assertThat(files.text()).contains("access-r1", "refresh-r1", "profile_info");
            assertThat(log.lines(Level.INFO)).hasSize(1);
        }
        assertThat(server.received).containsExactly("REFRESH-5");
    }

    /** Until there is room only this process knows of the refusal, and the others that the token was sent. */
    @Test
    void refusalIsNotedWhenThereIsRoom() throws Exception {
        TokenFileFixture files = new TokenFileFixture(root);
        files.put(TokenFileFixture.PYTHON_JSON.replace("1795455164.0009031", "1"));
        FaultyDisk disk = new FaultyDisk();
        disk.failOn = "create .new-";
        MutableClock clock = new MutableClock();
        UserFixture.RotatingServer server = new UserFixture.RotatingServer();
        TokenSource source = session(files.store(disk, Waiting.REAL), server, clock);

        try (CapturedLog log = CapturedLog.of(LastSeenTokens.class)) {
            assertThat(UserFixture.failureOf(source).errorCode()).isEqualTo("invalid_grant");
            assertThat(log.lines(Level.WARN)).hasSize(1).allMatch(line -> line.contains("No space left on device"));
        }
        assertThat(files.text()).doesNotContain("refused");
        assertThat(UserFixture.failureOf(session(files.store(), server, clock)))
                .isInstanceOf(SessionException.LoginRequired.class)
                .hasMessageContaining("no answer to it is stored");

        disk.failOn = null;
        clock.advance(Duration.ofSeconds(1));
        assertThat(UserFixture.failureOf(source).errorCode()).isEqualTo("invalid_grant");
        assertThat(files.text()).contains("camel_refused", "profile_info", "REFRESH-5");
        assertThat(UserFixture.failureOf(session(files.store(), server, clock)).errorCode())
                .isEqualTo("invalid_grant");
        assertThat(server.received).containsExactly("REFRESH-5");
    }

    private static TokenSource session(TokenStore store, UserTokens.Refresh server, MutableClock clock) {
        TokenUrlRule rule = new TokenUrlRule(TokenFileFixture.TOKEN_URL, UserFixture.HOSTS);
        UserTokens tokens = new UserTokens(
                "Session 'acme'",
                store,
                new UserTokenCheck(UserFixture.IDENTITY, rule),
                server,
                UserFixture.COMMAND,
                clock,
                () -> 0.5);
        RefreshBackoff gate = new RefreshBackoff("User", clock, () -> 1.0);
        return new RefreshingTokenSource(
                "acme",
                "Session 'acme'",
                tokens,
                gate,
                Runnable::run,
                clock,
                Duration.ofSeconds(5),
                ClientObserver.NONE);
    }
}
