package io.fourinsight.client.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateWindowTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56.789Z");

    private static AggregateWindow aligned(String start, String end, String period, Instant now) {
        return AggregateWindow.aligned(
                TimeExpression.parse("start", start),
                TimeExpression.parse("end", end),
                AggregationPeriod.parse("aggregationPeriod", period),
                now);
    }

    @ParameterizedTest
    @CsvSource({
        "now-1h, now, 1m, 11:34, 12:34",
        "now-10m, now, 1h, 11:00, 12:00",
        "now-61m, now, 1h, 10:00, 12:00",
        "now-90m, now-5m, 30m, 10:30, 12:00",
        "now-1s, now, 5m, 12:25, 12:30",
        "now-1h, now+1h, 1h, 11:00, 13:00",
        "now/h-1h, now/h, 1m, 11:00, 12:00",
        "now/h-1h, now/m, 1h, 11:00, 12:34",
        "now/h-1h, now, 15m, 11:00, 12:30",
        "now-20m, now/m, 15m, 12:00, 12:34",
        "2026-03-01T11:11:00Z, now, 15m, 11:11, 12:30",
        "now-20m, 2026-03-01T12:41:00Z, 15m, 12:00, 12:41",
        "2026-03-01T11:11:00Z, 2026-03-01T12:41:00Z, 15m, 11:11, 12:41",
    })
    void relativeTimesGoDownToCompletePeriodsAndOthersStay(
            String start, String end, String period, String from, String to) {
        AggregateWindow window = aligned(start, end, period, NOW);

        assertThat(Timestamps.instant(window.start())).isEqualTo("2026-03-01T" + from + ":00Z");
        assertThat(Timestamps.instant(window.end())).isEqualTo("2026-03-01T" + to + ":00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:00:00Z", "2026-03-01T12:34:00Z", "now/h", "now/m"})
    void nothingIsLeftWhereNoPeriodIsCompleteYet(String start) {
        AggregateWindow window = aligned(start, "now", "1h", NOW);

        assertThat(window.isEmpty()).isTrue();
        assertThat(window.start())
                .isEqualTo(TimeExpression.parse("start", start).nanos(NOW));
    }

    @ParameterizedTest
    @CsvSource({"now, now-1h", "now, now", "now/h, now-1h", "2027-01-01, now"})
    void windowThatIsEmptyAsItIsWrittenIsAnError(String start, String end) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aligned(start, end, "1h", NOW))
                .withMessageStartingWith("start must be before end");
    }

    @Test
    void windowsOfATimerFollowEachOtherWithoutGapOrOverlap() {
        Random random = new Random(7);
        for (String period : new String[] {"tick", "7s", "1m", "15m", "24h"}) {
            long nanos = AggregationPeriod.parse("aggregationPeriod", period).nanos();
            for (int i = 0; i < 200; i++) {
                Instant now = NOW.plusNanos(random.nextLong(Duration.ofDays(300).toNanos()));
                String start = "now-" + (1 + random.nextInt(100_000)) + "s";
                AggregateWindow window = aligned(start, "now", period, now);
                AggregateWindow exact = AggregateWindow.of(
                        TimeExpression.parse("start", start), TimeExpression.parse("end", "now"), now);

                assertThat(window.end()).isBetween(exact.end() - nanos + 1, exact.end());
                assertThat(window.start() % nanos).isZero();
                assertThat(window.end() % nanos).isZero();
                assertThat(window.end() - window.start() - (exact.end() - exact.start()))
                        .isBetween(0L, nanos - 1);
            }
        }
    }

    @Test
    void periodsBeforeTheEpochCountFromItToo() {
        AggregateWindow window = aligned("now-10m", "now", "1h", Instant.parse("1969-12-31T22:30:00Z"));

        assertThat(Timestamps.instant(window.start())).isEqualTo("1969-12-31T21:00:00Z");
        assertThat(Timestamps.instant(window.end())).isEqualTo("1969-12-31T22:00:00Z");
    }

    @Test
    void alignmentBeyondTheRangeIsAnErrorThatNamesTheTimes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aligned("now-1s", "now", "24h", Timestamps.instant(Long.MIN_VALUE + 2_000_000_000L)))
                .withMessageContaining("start 'now-1s'");
    }
}
