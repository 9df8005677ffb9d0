package io.fourinsight.client.session.token;

import static io.fourinsight.client.session.token.SourceFixture.down;
import static io.fourinsight.client.session.token.SourceFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.TokenStatus;
import io.fourinsight.client.testing.ConcurrentCallers;
import io.fourinsight.client.testing.Eventually;
import io.fourinsight.client.testing.MutableClock;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RefreshingTokenSourceTest {

    @Test
    void sixteenColdCallersMakeOneFetch() throws Exception {
        try (SourceFixture on = SourceFixture.threaded();
                ConcurrentCallers<BearerToken> callers = ConcurrentCallers.start(16, on.source::token)) {
            callers.awaitWaiting();
            on.fetch.answer("one", 3600);
            assertThat(callers.results()).hasSize(16).containsOnly(on.source.token());
            assertThat(on.fetch.calls()).isEqualTo(1);
        }
    }

    @Test
    void freshTokenIsTheSameObjectEachTime() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken first = on.firstToken("one");
            on.clock.advance(Duration.ofMinutes(47));
            assertThat(on.source.token()).isSameAs(first);
            assertThat(first.authorization()).isEqualTo("Bearer one");
            assertThat(on.fetch.calls()).isEqualTo(1);
        }
    }

    @Test
    void nobodyWaitsWhileATokenIsValid() {
        try (SourceFixture on = SourceFixture.threaded()) {
            BearerToken old = on.firstToken("old");
            on.makeStale();
            for (int i = 0; i < 100; i++) {
                assertThat(on.source.token()).isSameAs(old); // the fetch has no answer yet
            }
            on.fetch.awaitStart();
            assertThat(on.fetch.calls()).isEqualTo(2);
            on.fetch.answer("new", 3600);
            on.fetch.awaitEnd();
            Eventually.holds(() -> on.source.token() != old, "the token is replaced");
            assertThat(on.source.token().authorization()).isEqualTo("Bearer new");
        }
    }

    @Test
    void failedRefreshLeavesTheValidTokenInUse() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken old = on.firstToken("old");
            on.makeStale();
            int attempts = 0;
            for (int second = 0; second < 300; second++) { // five minutes of outage, 100 calls a second
                for (int call = 0; call < 100; call++) {
                    if (on.gate.isOpen()) {
                        on.fetch.fail(down());
                        attempts++;
                    }
                    assertThat(on.source.token()).isSameAs(old);
                }
                on.clock.advance(Duration.ofSeconds(1));
            }
            // 0.5, 1, 2, 4, 8, 16 s, then every 30 s, seen once a second
            assertThat(on.fetch.calls() - 1).isEqualTo(attempts).isBetween(14, 17);
            assertThat(on.source.status().state()).isEqualTo(TokenStatus.State.STALE);
            assertThat(on.source.status().failures()).isEqualTo(attempts);
            assertThat(on.source.status().lastErrorCode()).isEqualTo("http_503");
        }
    }

    @Test
    void withoutATokenAnOutageFailsFastAndKeepsTheCause() {
        try (SourceFixture on = SourceFixture.inline()) {
            IOException cause = new ConnectException("Connection refused");
            on.fetch.fail(TokenFetchException.unavailable("connection_failed", "login.example is down", cause));
            SessionException first = failureOf(on.source::token);
            SessionException second = failureOf(on.source::token);
            assertThat(on.fetch.calls()).isEqualTo(1);
            assertThat(List.of(first, second)).allSatisfy(failure -> {
                assertThat(failure)
                        .isInstanceOf(SessionException.Unavailable.class)
                        .hasCause(cause);
                assertThat(failure).hasMessageContaining("acme").hasMessageContaining("login.example");
                assertThat(failure.sessionKey()).isEqualTo("acme");
                assertThat(failure.errorCode()).isEqualTo("connection_failed");
                assertThat(((SessionException.Unavailable) failure).retryAt())
                        .isEqualTo(MutableClock.START.plusMillis(500));
            });
            assertThat(second).isNotSameAs(first);
            assertThat(second.getStackTrace()).anySatisfy(frame -> assertThat(frame.getClassName())
                    .isEqualTo(RefreshingTokenSourceTest.class.getName()));
        }
    }

    @Test
    void recoversAfterManyFailuresWithNoStimulusButARequest() {
        try (SourceFixture on = SourceFixture.inline()) {
            for (int i = 0; i < 25; i++) {
                on.fetch.fail(down());
                failureOf(on.source::token);
                on.clock.advance(Duration.ofSeconds(30));
            }
            assertThat(on.firstToken("back").authorization()).isEqualTo("Bearer back");
            assertThat(on.fetch.calls()).isEqualTo(26);
            assertThat(on.source.status().failures()).isZero();
            assertThat(on.source.status().lastErrorCode()).isNull();
        }
    }

    @Test
    void interruptedWaiterLeavesFlightAndOthersUnharmed() throws Exception {
        try (SourceFixture on = SourceFixture.threaded();
                ConcurrentCallers<BearerToken> others = ConcurrentCallers.start(3, on.source::token)) {
            ConcurrentCallers<Boolean> interrupted = ConcurrentCallers.start(1, () -> {
                SessionException failure = failureOf(on.source::token);
                assertThat(failure.errorCode()).isEqualTo("interrupted");
                return Thread.currentThread().isInterrupted();
            });
            others.awaitWaiting();
            interrupted.awaitWaiting();
            interrupted.interrupt();
            assertThat(interrupted.result()).as("interrupt flag").isTrue();
            on.fetch.answer("one", 3600);
            assertThat(others.results()).extracting(BearerToken::authorization).containsOnly("Bearer one");
            assertThat(on.fetch.calls()).isEqualTo(1);
        }
    }

    @Test
    void waiterWhoRunsOutOfPatienceLeavesTheFlightUnharmed() throws Exception {
        try (SourceFixture on = SourceFixture.threaded(Duration.ofMillis(50))) {
            assertThat(failureOf(on.source::token).errorCode()).isEqualTo("timeout");
            on.fetch.answer("one", 3600);
            on.fetch.awaitEnd();
            Eventually.holds(() -> on.source.status().state() == TokenStatus.State.FRESH, "the token is published");
            assertThat(on.source.token().authorization()).isEqualTo("Bearer one");
            assertThat(on.fetch.calls()).isEqualTo(1);
        }
    }

    @Test
    void waiterTakesTheTokenOfItsOwnFlightEvenIfItIsAlreadyOld() {
        try (SourceFixture on = SourceFixture.inline()) {
            for (int i = 0; i < 3; i++) {
                String token = "short" + i;
                on.fetch.answerAfter(() -> on.clock.advance(Duration.ofSeconds(2)), token, 1);
                assertThat(on.source.token().authorization()).isEqualTo("Bearer " + token);
            }
            assertThat(on.fetch.calls()).isEqualTo(3);
            assertThat(on.source.status().state()).isEqualTo(TokenStatus.State.EXPIRED);
        }
    }

    @Test
    void softRefreshesStartASecondApart() {
        try (SourceFixture on = SourceFixture.inline()) {
            on.fetch.answer("t0", 1); // soft after 0.8 s, hard after 0.9 s
            BearerToken first = on.source.token();
            on.clock.advance(Duration.ofMillis(850));
            assertThat(on.source.token()).isSameAs(first);
            assertThat(on.fetch.calls()).isEqualTo(1);

            on.clock.advance(Duration.ofMillis(150));
            on.fetch.answer("t1", 2); // soft after 1.6 s, hard after 1.8 s
            on.source.token();
            on.clock.advance(Duration.ofMillis(1700));
            on.fetch.answer("t2", 2);
            on.source.token();
            assertThat(on.source.token().authorization()).isEqualTo("Bearer t2");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void aStepOfTheClockByAnHourLosesNoToken(long hours) {
        try (SourceFixture on = SourceFixture.inline()) {
            on.firstToken("before");
            on.clock.advance(Duration.ofHours(hours));
            on.fetch.answer("after", 3600);
            on.source.token(); // starts the refresh, or waits for it
            assertThat(on.source.token().authorization()).isEqualTo("Bearer after");
            assertThat(on.fetch.calls()).isEqualTo(2);
        }
    }

    @Test
    void aClockThatWentBackOpensGateAndPacing() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken old = on.firstToken("old");
            on.makeStale();
            on.fetch.fail(SourceFixture.refused());
            assertThat(on.source.token()).isSameAs(old);
            on.clock.advance(Duration.ofHours(-1)); // would keep the gate closed for an hour and a minute
            on.fetch.answer("new", 3600);
            on.source.token();
            assertThat(on.source.token().authorization()).isEqualTo("Bearer new");
        }
    }

    @Test
    void aFailureBetweenTwoLooksIsNoClockThatWentBack() {
        try (SourceFixture on = SourceFixture.inline()) {
            on.clock.afterNextRead(() -> {
                on.clock.advance(Duration.ofMillis(1));
                assertThatThrownBy(() -> SourceFixture.pass(on.gate, () -> {
                            throw down();
                        }))
                        .isInstanceOf(TokenFetchException.class);
            });
            assertThat(failureOf(on.source::token).errorCode()).isEqualTo("http_503");
            assertThat(on.fetch.calls()).isZero();
        }
    }

    @Test
    void aDefectInTheFetchIsToldAndPacedLikeAnyFailure() {
        try (SourceFixture on = SourceFixture.inline()) {
            IllegalStateException defect = new IllegalStateException("pool shut down");
            on.fetch.breakOff(defect);
            assertThat(failureOf(on.source::token)).hasCause(defect);
            assertThat(failureOf(on.source::token).errorCode()).isEqualTo("internal_error");
            assertThat(on.fetch.calls()).isEqualTo(1);
            on.clock.advance(Duration.ofSeconds(1));
            on.firstToken("one");
        }
    }

    @Test
    void awokenWaiterNeverJoinsTheFlightThatHasEnded() {
        try (SourceFixture on = SourceFixture.threaded()) {
            Set<String> seen = new HashSet<>();
            for (int round = 0; round < 2000; round++) {
                on.fetch.answer("token" + round, 3600);
                // if the slot were cleared after the wake-up, this would sometimes get the token of the round before
                assertThat(seen.add(on.source.token().authorization())).isTrue();
                on.makeExpired();
            }
        }
    }

    @Test
    void aCallerThatFindsTheSlotClearFindsTheTokenPublished() throws Exception {
        for (int round = 0; round < 300; round++) {
            try (SourceFixture on = SourceFixture.threaded()) {
                on.fetch.answer("one", 3600);
                try (ConcurrentCallers<BearerToken> callers = ConcurrentCallers.start(8, on.source::token)) {
                    callers.results();
                }
                assertThat(on.fetch.calls()).isEqualTo(1);
            }
        }
    }
}
