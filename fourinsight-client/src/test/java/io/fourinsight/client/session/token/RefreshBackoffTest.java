package io.fourinsight.client.session.token;

import static io.fourinsight.client.session.token.SourceFixture.down;
import static io.fourinsight.client.session.token.SourceFixture.pass;
import static io.fourinsight.client.session.token.SourceFixture.refused;
import static io.fourinsight.client.session.token.SourceFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.ClientAuthenticationMethod;
import io.fourinsight.client.session.Credential;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.ConcurrentCallers;
import io.fourinsight.client.testing.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RefreshBackoffTest {
    private final MutableClock clock = new MutableClock();

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "6, 16000", "7, 30000", "100, 30000"})
    void waitsTwiceAsLongAfterEachFailureUpToHalfAMinute(int failures, long longest) {
        assertThat(delayAfter(failures, 1.0)).isEqualTo(Duration.ofMillis(longest));
        assertThat(delayAfter(failures, 0.0)).isEqualTo(Duration.ofMillis(longest / 2));
    }

    private Duration delayAfter(int failures, double random) {
        RefreshBackoff gate = new RefreshBackoff("client #1", clock, () -> random);
        for (int i = 0; i < failures; i++) {
            clock.advance(Duration.ofMinutes(10));
            fail(gate, down());
        }
        return Duration.between(clock.instant(), gate.retryAt());
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "300, 300", "301, 300", "86400, 300", "9223372036854775807, 300"})
    void whatTheServerAsksForWinsUpToFiveMinutes(long asked, long seconds) {
        RefreshBackoff gate = gate();
        fail(gate, TokenFetchException.busy("http_429", "busy", Optional.of(Duration.ofSeconds(asked))));
        assertThat(gate.retryAt()).isEqualTo(clock.instant().plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0", "-3600"})
    void aServerThatAsksForNothingGetsTheOrdinaryBackOff(long asked) {
        RefreshBackoff gate = gate();
        fail(gate, TokenFetchException.busy("http_429", "busy", Optional.of(Duration.ofSeconds(asked))));
        assertThat(gate.retryAt()).isEqualTo(clock.instant().plusMillis(500));
    }

    @Test
    void refusedCredentialsCloseForAMinute() {
        RefreshBackoff gate = gate();
        fail(gate, refused());
        clock.advance(Duration.ofSeconds(60).minusMillis(1));
        assertThat(gate.isOpen()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(gate.isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 60", "2, 120", "3, 240", "4, 300", "100, 300"})
    void refusedCredentialsCloseTwiceAsLongEachTimeUpToFiveMinutes(int refusals, long seconds) {
        RefreshBackoff gate = gate();
        for (int i = 0; i < refusals; i++) {
            clock.advance(Duration.ofMinutes(10));
            fail(gate, refused());
        }
        assertThat(gate.retryAt()).isEqualTo(clock.instant().plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, false", "2, 2, false", "3, 4, true", "8, 128, true", "9, 256, true", "10, 300, true"})
    void whatTheStatusAloneSaysBeginsAtASecondAndIsARefusalFromTheThirdTimeOn(
            int times, long seconds, boolean misconfigured) {
        RefreshBackoff gate = gate();
        for (int i = 0; i < times; i++) {
            clock.advance(Duration.ofMinutes(10));
            fail(gate, notFound());
        }
        assertThat(gate.retryAt()).isEqualTo(clock.instant().plusSeconds(seconds));
        assertThat(gate.lastFailure().isMisconfigured()).isEqualTo(misconfigured);
        assertThat(gate.lastFailure().isPassing()).isEqualTo(!misconfigured);
    }

    @Test
    void otherFailuresInBetweenMakeARefusalDoubtfulAgain() {
        RefreshBackoff gate = gate();
        for (TokenFetchException failure : List.of(notFound(), notFound(), down(), notFound(), notFound())) {
            clock.advance(Duration.ofMinutes(10));
            fail(gate, failure);
            assertThat(gate.lastFailure().isMisconfigured()).isFalse();
        }
    }

    private static TokenFetchException notFound() {
        return TokenFetchException.unavailable("http_404", "login.example answered 404")
                .byStatus();
    }

    @Test
    void isOpenWhenTheClockWentBackBehindTheFailure() {
        RefreshBackoff gate = gate();
        fail(gate, refused());
        clock.advance(Duration.ofMillis(-1));
        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.retryAt()).isEqualTo(clock.instant());
    }

    @Test
    void saysAtDebugOncePerClosingAndOfTheRecovery() throws Exception {
        try (CapturedLog log = CapturedLog.of(RefreshBackoff.class)) {
            RefreshBackoff gate = gate();
            pass(gate, () -> token("one"));
            fail(gate, down());
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> pass(gate, () -> token("not reached")))
                        .isInstanceOf(TokenFetchException.class);
            }
            assertThat(log.lines(Level.DEBUG))
                    .singleElement()
                    .asString()
                    .contains("Session 'acme'", "client #1", "503");
            clock.advance(Duration.ofMinutes(1));
            pass(gate, () -> token("one"));
            pass(gate, () -> token("one"));
            assertThat(log.lines(Level.DEBUG)).hasSize(2);
        }
    }

    @Test
    void attemptsThatFailSideBySideAreOneFailure() throws Exception {
        RefreshBackoff gate = gate();
        pass(gate, () -> token("one")); // known to work: attempts run side by side from now on
        CountDownLatch bothRun = new CountDownLatch(2);
        try (ConcurrentCallers<Boolean> attempts = ConcurrentCallers.start(2, () -> {
            fail(gate, () -> {
                bothRun.countDown();
                bothRun.await();
                throw down();
            });
            return true;
        })) {
            attempts.results();
        }
        assertThat(gate.failures()).isEqualTo(1);
    }

    @Test
    void anUnprovenCredentialIsTriedByOneAtATime() throws Exception {
        RefreshBackoff gate = gate();
        HandCrankedFetch fetch = new HandCrankedFetch();
        try (ConcurrentCallers<BearerToken> attempts = ConcurrentCallers.start(
                5, () -> pass(gate, () -> token(fetch.send().accessToken().value())))) {
            fetch.awaitStart();
            attempts.awaitWaiting();
            assertThat(fetch.calls()).isEqualTo(1);
            for (int i = 0; i < 5; i++) {
                fetch.answer("token", 3600);
            }
            assertThat(attempts.results()).hasSize(5); // after the first success the others go ahead
        }
    }

    @Test
    void aClosedGateSurvivesItsUsersAndAnOpenOneDoesNot() {
        RefreshBackoffs gates = new RefreshBackoffs(clock, () -> 1.0);
        Credential credential = credential("secret");
        RefreshBackoff gate = gates.acquire(credential);
        assertThat(gates.acquire(credential)).isSameAs(gate);
        gates.release(credential);
        fail(gate, refused());
        gates.release(credential);
        assertThat(gates.size()).isEqualTo(1);
        assertThat(gates.acquire(credential)).isSameAs(gate); // the route was restarted

        gates.release(credential);
        clock.advance(Duration.ofMinutes(2));
        assertThat(gates.acquire(credential("other"))).isNotSameAs(gate);
        assertThat(gates.size()).as("the gate that has opened since is gone").isEqualTo(1);
        gates.release(credential("other"));
        assertThat(gates.size()).isZero();
    }

    private RefreshBackoff gate() {
        return new RefreshBackoff("client #1", clock, () -> 1.0);
    }

    private static Credential credential(String secret) {
        return new Credential(
                URI.create("https://login.example/token"),
                "client",
                "scope",
                ClientAuthenticationMethod.POST,
                Secret.of(secret).digest(),
                null);
    }

    private interface Failing {
        void run() throws Exception;
    }

    private static void fail(RefreshBackoff gate, TokenFetchException failure) {
        fail(gate, () -> {
            throw failure;
        });
    }

    private static void fail(RefreshBackoff gate, Failing attempt) {
        assertThatThrownBy(() -> pass(gate, () -> {
                    try {
                        attempt.run();
                    } catch (TokenFetchException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    return null;
                }))
                .isInstanceOf(TokenFetchException.class);
    }
}
