package io.fourinsight.client.session.token;

import static io.fourinsight.client.session.token.SourceFixture.down;
import static io.fourinsight.client.session.token.SourceFixture.failureOf;
import static io.fourinsight.client.session.token.SourceFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.testing.CapturedLog;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
/** That no failure to refresh leaves anything behind. */
class RefreshFailureTest {

    @Test
    void rejectedExecutionLeavesNoStuckFlight() {
        try (SourceFixture on = SourceFixture.inline()) {
            on.threadsAreFull(true);
            assertThat(failureOf(on.source::token)).isInstanceOf(SessionException.Unavailable.class);
            on.threadsAreFull(false);
            BearerToken token = on.firstToken("one");
            on.makeStale();
            on.threadsAreFull(true);
            assertThat(on.source.token()).isSameAs(token);
        }
    }

    private static Stream<Throwable> whatStartingAThreadMayThrow() {
        return Stream.of(
                new OutOfMemoryError("unable to create native thread"),
                new StackOverflowError(),
                new RejectedExecutionException("full"),
                new IllegalStateException("defect"));
    }

    @ParameterizedTest
    @MethodSource("whatStartingAThreadMayThrow")
    void noFailureToStartLeavesAFlightBehind(Throwable failure) {
        try (SourceFixture on = SourceFixture.inline()) {
            on.threadsThrow(failure);
            assertThat(failureOf(on.source::token))
                    .isInstanceOf(SessionException.Unavailable.class)
                    .hasCause(failure);
            on.threadsThrow(null);
            on.clock.advance(Duration.ofSeconds(1));
            assertThat(on.firstToken("one").authorization()).isEqualTo("Bearer one");
        }
    }

    @ParameterizedTest
    @MethodSource("whatStartingAThreadMayThrow")
    void noFailureToStartReachesTheHolderOfAValidToken(Throwable failure) {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken held = on.firstToken("one");
            on.makeStale();
            on.threadsThrow(failure);
            for (int i = 0; i < 5; i++) {
                assertThat(on.source.token()).isSameAs(held);
                assertThat(on.source.reject(token("other"))).contains(held);
                on.clock.advance(Duration.ofSeconds(1));
            }
            assertThat(on.source.reject(held)).isEmpty();
            on.threadsThrow(null);
            on.clock.advance(Duration.ofSeconds(30));
            on.fetch.answer("two", 3600);
            on.source.token();
            assertThat(on.source.token().authorization()).isEqualTo("Bearer two");
        }
    }

    @Test
    void anErrorWhileTheTokenIsPublishedEndsTheFlight() {
        try (SourceFixture on = SourceFixture.inline()) {
            Runnable broken = () -> {
                throw new StackOverflowError();
            };
            on.fetch.answerAfter(() -> on.clock.afterNextRead(broken), "one", 3600);
            SessionException failure = failureOf(on.source::token);
            assertThat(failure.errorCode()).isEqualTo("internal_error");
            on.clock.advance(Duration.ofSeconds(1));
            assertThat(on.firstToken("two").authorization()).isEqualTo("Bearer two");
        }
    }

    @Test
    void aLogThatFailsEndsTheFlight() {
        try (SourceFixture on = SourceFixture.inline();
                CapturedLog sourceLog = CapturedLog.of(RefreshingTokenSource.class);
                CapturedLog gateLog = CapturedLog.of(RefreshBackoff.class);
                CapturedLog sessionLog = CapturedLog.of(Session.class)) {
            sourceLog.failWith(new StackOverflowError());
            sessionLog.failWith(new StackOverflowError());
            gateLog.failWith(new StackOverflowError());
            on.fetch.fail(down());
            assertThat(failureOf(on.source::token).errorCode()).isEqualTo("http_503");
            on.clock.advance(Duration.ofSeconds(1));
            BearerToken one = on.firstToken("one");
            assertThat(one.authorization()).isEqualTo("Bearer one");
            on.fetch.fail(down());
            assertThat(on.source.reject(one)).isEmpty();
        }
    }
}
