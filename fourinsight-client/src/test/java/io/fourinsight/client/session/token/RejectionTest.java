package io.fourinsight.client.session.token;

import static io.fourinsight.client.session.token.SourceFixture.down;
import static io.fourinsight.client.session.token.SourceFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.TokenStatus;
import io.fourinsight.client.testing.ConcurrentCallers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RejectionTest {

    @Test
    void sixteenRejectionsOfOneTokenMakeOneRefresh() throws Exception {
        try (SourceFixture on = SourceFixture.threaded()) {
            BearerToken old = on.firstToken("old");
            try (ConcurrentCallers<Optional<BearerToken>> callers =
                    ConcurrentCallers.start(16, () -> on.source.reject(old))) {
                callers.awaitWaiting();
                on.fetch.answer("new", 3600);
                assertThat(callers.results()).containsOnly(Optional.of(on.source.token()));
            }
            assertThat(on.source.token().authorization()).isEqualTo("Bearer new");
            assertThat(on.fetch.calls()).isEqualTo(2);
        }
    }

    @Test
    void othersGoOnWithTheRejectedTokenUntilItIsReplaced() throws Exception {
        try (SourceFixture on = SourceFixture.threaded()) {
            BearerToken old = on.firstToken("old");
            try (ConcurrentCallers<Optional<BearerToken>> rejecting =
                    ConcurrentCallers.start(1, () -> on.source.reject(old))) {
                rejecting.awaitWaiting();
                assertThat(on.source.token().sameValue(old)).isTrue();
                on.fetch.answer("new", 3600);
                assertThat(rejecting.result()).contains(on.source.token());
            }
        }
    }

    @Test
    void lateRejectionLeavesNewTokenAlone() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken old = on.firstToken("old");
            on.makeStale();
            on.fetch.answer("new", 3600);
            on.source.token();
            BearerToken replaced = on.source.token();
            assertThat(on.source.reject(old)).containsSame(replaced);
            assertThat(on.source.token()).isSameAs(replaced);
            assertThat(on.source.status().state()).isEqualTo(TokenStatus.State.FRESH);
            assertThat(on.fetch.calls()).isEqualTo(2);
        }
    }

    @Test
    void rejectionOfABrandNewTokenMakesNoLoop() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken first = on.firstToken("t1");
            on.fetch.answer("t2", 3600);
            BearerToken second = on.source.reject(first).orElseThrow(); // the first may come at any time
            for (int i = 0; i < 1000; i++) { // a path that always answers 401
                assertThat(on.source.reject(second)).isEmpty();
                assertThat(on.source.token().sameValue(second)).isTrue();
            }
            assertThat(on.fetch.calls()).isEqualTo(2);
            on.clock.advance(Duration.ofSeconds(5));
            on.fetch.answer("t3", 3600);
            assertThat(on.source.reject(second).map(BearerToken::authorization)).contains("Bearer t3");
            assertThat(on.fetch.calls()).isEqualTo(3);
        }
    }

    @Test
    void rejectionDoesNotBypassTheGate() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken token = on.firstToken("one");
            on.fetch.fail(SourceFixture.refused()); // closes the gate for a minute
            assertThat(on.source.reject(token)).isEmpty();
            on.clock.advance(Duration.ofSeconds(6)); // long enough for the pacing
            assertThat(on.source.reject(token)).isEmpty();
            assertThat(on.source.token().sameValue(token)).isTrue();
            assertThat(on.fetch.calls()).isEqualTo(2);
            assertThat(on.source.status().failures()).isEqualTo(1);
        }
    }

    @Test
    void theNextCallAfterAnUnrepeatedRequestHasANewToken() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken old = on.firstToken("old");
            on.fetch.fail(down());
            assertThat(on.source.reject(old)).isEmpty();
            on.clock.advance(Duration.ofSeconds(6));
            on.fetch.answer("new", 3600);
            on.source.token(); // marked, so it is refreshed although its time has not come
            assertThat(on.source.token().authorization()).isEqualTo("Bearer new");
        }
    }

    @Test
    void aRejectedTokenIsNotAdoptedWhenItComesAgain() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken token = on.firstToken("same");
            on.fetch.answer("same", 3600);
            assertThat(on.source.reject(token)).isEmpty();
            assertThat(on.source.status().refreshes()).isEqualTo(1);
            assertThat(on.source.token().hardAt()).isEqualTo(token.hardAt()); // still in use, but not prolonged
            assertThat(on.source.status().failures())
                    .as("nobody else is held up")
                    .isZero();
            assertThat(on.fetch.calls()).isEqualTo(2);
        }
    }

    @Test
    void aRejectedTokenIsNotAdoptedEvenAfterAnotherOne() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken first = on.firstToken("first");
            on.fetch.answer("second", 60);
            on.source.reject(first);
            on.clock.advance(Duration.ofSeconds(60)); // the second is at its end, the first would not be
            on.fetch.answer("first", 3600);
            assertThat(failureOf(on.source::token).errorCode()).isEqualTo("token_rejected");
            assertThat(failureOf(on.source::token).errorCode()).isEqualTo("token_rejected");
            assertThat(on.fetch.calls()).isEqualTo(3);
            on.clock.advance(Duration.ofSeconds(5));
            assertThat(on.firstToken("third").authorization()).isEqualTo("Bearer third");
        }
    }

    @Test
    void aRejectedTokenPastItsEndIsOnlyAnOldOne() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken token = on.firstToken("same");
            on.fetch.answer("same", 3600);
            on.source.reject(token);
            on.makeExpired();
            on.fetch.answer("same", 3600);
            assertThat(on.source.token().authorization()).isEqualTo("Bearer same");
            assertThat(on.source.status().state()).isEqualTo(TokenStatus.State.FRESH);
        }
    }

    @Test
    void rejectionJoinsAFlightThatIsUnderWay() throws Exception {
        try (SourceFixture on = SourceFixture.threaded()) {
            BearerToken old = on.firstToken("old");
            on.makeStale();
            on.source.token();
            on.fetch.awaitStart();
            try (ConcurrentCallers<Optional<BearerToken>> rejecting =
                    ConcurrentCallers.start(1, () -> on.source.reject(old))) {
                rejecting.awaitWaiting();
                on.fetch.answer("new", 3600);
                assertThat(rejecting.result().map(BearerToken::authorization)).contains("Bearer new");
            }
            assertThat(on.fetch.calls()).isEqualTo(2);
        }
    }

    @Test
    void rejectionWaitsForABoundedTime() {
        try (SourceFixture on = SourceFixture.threaded(Duration.ofMillis(50))) {
            BearerToken token = on.firstToken("one");
            assertThat(on.source.reject(token)).isEmpty();
            on.fetch.answer("two", 3600);
            on.fetch.awaitStart();
            on.fetch.awaitEnd();
        }
    }

    @Test
    void aClockThatWentBackOpensThePacingOfRejections() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken first = on.firstToken("t1");
            on.fetch.answer("t2", 3600);
            BearerToken second = on.source.reject(first).orElseThrow();
            on.clock.advance(Duration.ofHours(-1));
            on.fetch.answer("t3", 3600);
            assertThat(on.source.reject(second).map(BearerToken::authorization)).contains("Bearer t3");
        }
    }
}
