package io.fourinsight.camel.session;

import static io.fourinsight.camel.session.SourceFixture.down;
import static io.fourinsight.camel.session.SourceFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RefreshGateTest {
    private final MutableClock clock = new MutableClock();

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "6, 16000", "7, 30000", "100, 30000"})
    void waitsTwiceAsLongAfterEachFailureUpToHalfAMinute(int failures, long longest) {
        assertThat(delayAfter(failures, 1.0)).isEqualTo(Duration.ofMillis(longest));
        assertThat(delayAfter(failures, 0.0)).isEqualTo(Duration.ofMillis(longest / 2));
    }

    private Duration delayAfter(int failures, double random) {
        RefreshGate gate = new RefreshGate("Client #1", clock, () -> random);
        for (int i = 0; i < failures; i++) {
            clock.advance(Duration.ofMinutes(10));
            fail(gate, down());
        }
        return Duration.between(clock.instant(), gate.retryAt());
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "300, 300", "301, 300", "86400, 300"})
    void whatTheServerAsksForWinsUpToFiveMinutes(long asked, long seconds) {
        RefreshGate gate = gate();
        fail(gate, TokenFetchException.busy("http_429", "busy", Optional.of(Duration.ofSeconds(asked))));
        assertThat(gate.retryAt()).isEqualTo(clock.instant().plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0", "-3600"})
    void aServerThatAsksForNothingGetsTheOrdinaryBackOff(long asked) {
        RefreshGate gate = gate();
        fail(gate, TokenFetchException.busy("http_429", "busy", Optional.of(Duration.ofSeconds(asked))));
        assertThat(gate.retryAt()).isEqualTo(clock.instant().plusMillis(500));
    }

    @Test
    void refusedCredentialsCloseForAMinute() {
        RefreshGate gate = gate();
        fail(gate, refused());
        clock.advance(Duration.ofSeconds(60).minusMillis(1));
        assertThat(gate.isOpen()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void isOpenWhenTheClockWentBackBehindTheFailure() {
        RefreshGate gate = gate();
        fail(gate, refused());
        clock.advance(Duration.ofMillis(-1));
        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.retryAt()).isEqualTo(clock.instant());
    }

    @Test
    void warnsOncePerClosingAndInformsOfTheRecovery() throws Exception {
        try (CapturedLog log = CapturedLog.of(RefreshGate.class)) {
            RefreshGate gate = gate();
            gate.pass(() -> "token");
            fail(gate, down());
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> gate.pass(() -> "not reached")).isInstanceOf(TokenFetchException.class);
            }
            assertThat(log.lines(Level.WARN)).singleElement().asString().contains("Client #1", "503");
            clock.advance(Duration.ofMinutes(1));
            gate.pass(() -> "token");
            gate.pass(() -> "token");
            assertThat(log.lines(Level.INFO)).hasSize(1);
        }
    }

    @Test
    void attemptsThatFailSideBySideAreOneFailure() throws Exception {
        RefreshGate gate = gate();
        gate.pass(() -> "token"); // known to work: attempts run side by side from now on
        CountDownLatch bothRun = new CountDownLatch(2);
        try (Callers<Boolean> attempts = Callers.start(2, () -> {
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
        RefreshGate gate = gate();
        HandCrankedFetch fetch = new HandCrankedFetch();
        try (Callers<TokenGrant> attempts = Callers.start(5, () -> gate.pass(fetch::fetch))) {
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
        RefreshGates gates = new RefreshGates(clock, () -> 1.0);
        Credential credential = credential("secret");
        RefreshGate gate = gates.acquire(credential);
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

    private RefreshGate gate() {
        return new RefreshGate("Client #1", clock, () -> 1.0);
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

    private static void fail(RefreshGate gate, TokenFetchException failure) {
        fail(gate, () -> {
            throw failure;
        });
    }

    private static void fail(RefreshGate gate, Failing attempt) {
        assertThatThrownBy(() -> gate.pass(() -> {
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
