package io.fourinsight.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** How long it waits after each of so many failures. */
    private static List<Duration> waits(Backoff backoff, int failures) {
        List<Duration> waits = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < failures; i++) {
            backoff.failed(new IllegalStateException("failure " + i), now);
            Instant failed = now;
            while (!backoff.isOver(now)) {
                now = now.plusSeconds(10);
            }
            waits.add(Duration.between(failed, now));
        }
        return waits;
    }

    @Test
    void eachFailureWaitsTwiceAsLongUpToTenMinutes() {
        assertThat(waits(new Backoff(MINUTE), 6))
                .extracting(Duration::toMinutes)
                .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void delayThatIsLongerThanTenMinutesIsNotMadeShorter() {
        assertThat(waits(new Backoff(Duration.ofHours(1)), 3))
                .extracting(Duration::toMinutes)
                .containsExactly(60L, 60L, 60L);
    }

    @Test
    void successEndsTheWaitAndForgetsTheFailures() {
        Backoff backoff = new Backoff(MINUTE);
        waits(backoff, 3);
        backoff.failed(new IllegalStateException("the last one"), NOW);
        assertThat(backoff.error()).hasMessage("the last one");
        backoff.succeeded();

        assertThat(backoff.isOver(NOW)).isTrue();
        assertThat(backoff.error()).isNull();
        assertThat(waits(backoff, 1)).containsExactly(MINUTE);
    }

    @Test
    void restIsNoFailure() {
        Backoff backoff = new Backoff(MINUTE);
        backoff.rest(NOW, Duration.ofMinutes(3));

        assertThat(backoff.isOver(NOW.plusSeconds(179))).isFalse();
        assertThat(backoff.isOver(NOW.plusSeconds(180))).isTrue();
        assertThat(backoff.error()).isNull();
        assertThat(waits(backoff, 1)).containsExactly(MINUTE);
    }
}
