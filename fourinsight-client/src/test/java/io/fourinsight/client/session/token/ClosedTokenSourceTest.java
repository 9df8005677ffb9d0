package io.fourinsight.client.session.token;

import static io.fourinsight.client.session.token.SourceFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.TokenStatus;
import io.fourinsight.client.testing.ConcurrentCallers;
import io.fourinsight.client.testing.Eventually;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of callers and fetches when a source is closed. */
@Timeout(60)
class ClosedTokenSourceTest {

    @Test
    void closeFailsWaitersAtOnceAndLetsTheFetchFinish() throws Exception {
        try (SourceFixture on = SourceFixture.threaded();
                ConcurrentCallers<SessionException> waiters =
                        ConcurrentCallers.start(3, () -> failureOf(on.source::token))) {
            on.fetch.awaitStart();
            waiters.awaitWaiting();
            on.source.close();
            assertThat(waiters.results())
                    .extracting(SessionException::errorCode)
                    .containsOnly("closed");
            on.fetch.answer("late", 3600);
            on.fetch.awaitEnd(); // HandCrankedFetch fails if it is interrupted
            Eventually.holds(() -> on.source.status().refreshes() == 1, "the fetch has finished");
            assertThat(on.source.status().state()).isEqualTo(TokenStatus.State.NONE);
            assertThat(failureOf(on.source::token))
                    .isInstanceOf(SessionException.Unavailable.class)
                    .hasMessageContaining("closed");
            assertThat(on.fetch.calls()).isEqualTo(1);
        }
    }

    @Test
    void aFetchThatWaitsForAThreadDoesNotBeginAfterClose() {
        try (SourceFixture on = SourceFixture.inline()) {
            Deque<Runnable> queue = new ArrayDeque<>();
            AtomicInteger calls = new AtomicInteger();
            RefreshingTokenSource source = new RefreshingTokenSource(
                    "acme",
                    "Session 'acme'",
                    rejected -> {
                        calls.incrementAndGet();
                        throw TokenFetchException.unavailable("down", "it is down");
                    },
                    on.gate,
                    queue::add,
                    on.clock,
                    Duration.ofMillis(1),
                    ClientObserver.NONE);
            assertThat(failureOf(source::token).errorCode()).isEqualTo("timeout");
            source.close();
            queue.remove().run();
            assertThat(calls).hasValue(0);
            assertThat(on.gate.failures()).as("others are not held up").isZero();
        }
    }

    @Test
    void noTokenIsGivenAfterClose() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken token = on.firstToken("one");
            on.source.close();
            on.source.close();
            assertThat(failureOf(on.source::token).errorCode()).isEqualTo("closed");
            assertThat(on.source.reject(token)).isEmpty();
            assertThat(on.fetch.calls()).isEqualTo(1);
        }
    }
}
