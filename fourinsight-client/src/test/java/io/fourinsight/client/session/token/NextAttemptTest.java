package io.fourinsight.client.session.token;

import static io.fourinsight.client.session.token.SourceFixture.down;
import static io.fourinsight.client.session.token.SourceFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.testing.ConcurrentCallers;
import io.fourinsight.client.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a caller without a token waits for the next attempt, and when not. */
@Timeout(60)
class NextAttemptTest {

    @Test
    void allWaitForOneNextAttemptIfTheFirstFailedInPassing() throws Exception {
        try (SourceFixture on = SourceFixture.threaded()) {
            on.fetch.fail(down());
            try (ConcurrentCallers<BearerToken> callers = ConcurrentCallers.start(16, on.source::token)) {
                Eventually.holds(() -> !on.gate.isOpen(), "the first attempt has failed");
                callers.awaitWaiting();
                on.fetch.answer("one", 3600);
                on.clock.advance(Duration.ofMillis(500));
                assertThat(callers.results())
                        .extracting(BearerToken::authorization)
                        .containsOnly("Bearer one");
            }
            assertThat(on.fetch.calls()).isEqualTo(2);
        }
    }

    @Test
    void aCallerThatComesWhileTheGateIsClosedWaitsForItToo() throws Exception {
        try (SourceFixture on = SourceFixture.threaded()) {
            TokenFetchException busy = TokenFetchException.busy("http_429", "busy", Optional.of(Duration.ofSeconds(1)));
            on.fetch.fail(busy);
            try (ConcurrentCallers<BearerToken> first = ConcurrentCallers.start(1, on.source::token)) {
                Eventually.holds(() -> !on.gate.isOpen(), "the first attempt has failed");
                first.add(on.source::token);
                first.awaitWaiting();
                on.fetch.answer("one", 3600);
                on.clock.advance(Duration.ofSeconds(1));
                assertThat(first.results()).hasSize(2).doesNotContainNull();
            }
            assertThat(on.fetch.calls()).isEqualTo(2);
        }
    }

    @Test
    void theReasonOfTheFirstFailureIsToldIfTheNextAttemptTakesTooLong() throws Exception {
        try (SourceFixture on = SourceFixture.threaded(Duration.ofSeconds(1))) {
            on.fetch.fail(down());
            CompletableFuture<String> code = CompletableFuture.supplyAsync(
                    () -> failureOf(on.source::token).errorCode());
            Eventually.holds(() -> !on.gate.isOpen(), "the first attempt has failed");
            on.clock.advance(Duration.ofMillis(500));

            assertThat(code.get()).isEqualTo(down().errorCode());
        }
    }

    @Test
    void aGateThatOpensOnlyAfterTheDeadlineFailsAThousandCallersAtOnce() {
        try (SourceFixture on = SourceFixture.threaded()) {
            on.fetch.fail(TokenFetchException.busy("http_503", "busy", Optional.of(Duration.ofMinutes(1))));
            for (int i = 0; i < 1000; i++) { // within the time-out of this test
                assertThat(failureOf(on.source::token).errorCode()).isEqualTo("http_503");
            }
            assertThat(on.fetch.calls()).isEqualTo(1);
        }
    }

    @Test
    void whatDoesNotPassFailsAtOnce() {
        List<TokenFetchException> lasting = List.of(
                SourceFixture.refused(),
                TokenFetchException.loginRequired("not_signed_in", "nobody has signed in"),
                TokenFetchException.unavailable("invalid_response", "no token answer"),
                down().lasting());
        for (TokenFetchException failure : lasting) {
            try (SourceFixture on = SourceFixture.threaded()) {
                on.fetch.fail(failure);
                assertThat(failureOf(on.source::token).errorCode()).isEqualTo(failure.errorCode());
                assertThat(on.fetch.calls()).isEqualTo(1);
            }
        }
    }

    @Test
    void closeWakesTheCallersThatWaitForTheGate() throws Exception {
        try (SourceFixture on = SourceFixture.threaded()) {
            on.fetch.fail(TokenFetchException.busy("http_503", "busy", Optional.of(Duration.ofSeconds(19))));
            try (ConcurrentCallers<SessionException> callers =
                    ConcurrentCallers.start(3, () -> failureOf(on.source::token))) {
                Eventually.holds(() -> !on.gate.isOpen(), "the first attempt has failed");
                callers.awaitWaiting();
                long start = System.nanoTime();
                on.source.close();
                assertThat(callers.results())
                        .extracting(SessionException::errorCode)
                        .containsOnly("closed");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void anInterruptedCallerDoesNotWaitForTheGate() throws Exception {
        try (SourceFixture on = SourceFixture.threaded()) {
            on.fetch.fail(TokenFetchException.busy("http_503", "busy", Optional.of(Duration.ofSeconds(19))));
            try (ConcurrentCallers<Boolean> caller = ConcurrentCallers.start(1, () -> {
                assertThat(failureOf(on.source::token).errorCode()).isEqualTo("interrupted");
                return Thread.currentThread().isInterrupted();
            })) {
                Eventually.holds(() -> !on.gate.isOpen(), "the first attempt has failed");
                caller.awaitWaiting();
                caller.interrupt();
                assertThat(caller.result()).as("interrupt flag").isTrue();
            }
        }
    }

    @Test
    void noCallerWithAValidTokenWaitsForTheGate() {
        try (SourceFixture on = SourceFixture.threaded()) {
            BearerToken held = on.firstToken("one");
            on.makeStale();
            on.fetch.fail(TokenFetchException.busy("http_503", "busy", Optional.of(Duration.ofSeconds(19))));
            on.source.token();
            Eventually.holds(() -> !on.gate.isOpen(), "the attempt has failed");
            assertThat(on.source.token()).isSameAs(held);
            assertThat(on.source.reject(held)).isEmpty();
        }
    }
}
