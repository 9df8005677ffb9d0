package io.fourinsight.client.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeExpressionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.000000001Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneId.of("Europe/Oslo"));

    @ParameterizedTest
    @CsvSource({
        "now, 2026-03-01T12:00:00.000000001Z",
        "' now ', 2026-03-01T12:00:00.000000001Z",
        "now-1d, 2026-02-28T12:00:00.000000001Z",
        "now-36h, 2026-02-28T00:00:00.000000001Z",
        "now-15m, 2026-03-01T11:45:00.000000001Z",
        "now-1s, 2026-03-01T11:59:59.000000001Z",
        "now-1ms, 2026-03-01T11:59:59.999000001Z",
        "now+1h, 2026-03-01T13:00:00.000000001Z",
        "now-0m, 2026-03-01T12:00:00.000000001Z",
        "now/s, 2026-03-01T12:00:00Z",
        "now/m-1s, 2026-03-01T11:59:59Z",
        "now/h-1d, 2026-02-28T12:00:00Z",
        "now/h+15m, 2026-03-01T12:15:00Z",
        "now/h 15m, 2026-03-01T12:15:00Z",
        "now/d, 2026-03-01T00:00:00Z",
        "now/d-1ms, 2026-02-28T23:59:59.999Z",
    })
    void relativeTimeCountsFromTheClock(String text, Instant expected) {
        TimeExpression expression = TimeExpression.parse("start", text);

        assertThat(expression.isRelative()).isTrue();
        assertThat(Timestamps.instant(expression.nanos(CLOCK))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2026-01-01T00:00:00Z",
        "2026-01-01T10:00:00, 2026-01-01T10:00:00Z",
        "2026-01-01T10:00:00+02:00, 2026-01-01T08:00:00Z",
        "20260101, 2026-01-01T00:00:00Z",
        "20240229, 2024-02-29T00:00:00Z",
        "100000000000000, 1970-01-02T03:46:40Z",
        "-100000000000000, 1969-12-30T20:13:20Z",
        "1772323200000000000, 2026-03-01T00:00:00Z",
        "0, 1970-01-01T00:00:00Z",
    })
    void absoluteTimeDoesNotDependOnTheClock(String text, Instant expected) {
        TimeExpression expression = TimeExpression.parse("start", text);

        assertThat(expression.isRelative()).isFalse();
        assertThat(Timestamps.instant(expression.nanos(CLOCK))).isEqualTo(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "now-",
                "now-1",
                "now-1w",
                "now-1.5h",
                "now-1d12h",
                "now - 1d",
                "now--1d",
                "now-106752d",
                "now-99999999999999999999ms",
                "NOW",
                "15m",
                "now/w",
                "now/ms",
                "now/h/d",
                "now-1d/h",
                "now/",
                "2026-02-30",
                "20260230",
                "20261301",
                "2026",
                "202601",
                "+20260101",
                "1000000000",
                "-1000000000",
                "1772323200",
                "1772323200000",
                "99999999999999",
                "3000-01-01"
            })
    void badTimeIsAnErrorThatNamesOptionValueAndWhatIsAllowed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeExpression.parse("end", text))
                .withMessageStartingWith("Option end: '" + text + "' is no time; allowed are now, now-15m")
                .withMessageContaining("nanoseconds since the epoch");
    }

    /** From a header it may come from anybody; with a pattern that tries all places for the T it takes hours. */
    @Test
    @Timeout(60)
    void longTextIsNoTimeSoon() {
        String text = "T".repeat(20_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeExpression.parse("end", text))
                .withMessageContaining("is no time");
    }

    @Test
    void relativeTimeOutsideOfTheRangeIsAnErrorThatNamesTheOption() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeExpression.parse("end", "now+100000d").nanos(CLOCK))
                .withMessageContaining("Option end: 'now+100000d'")
                .withMessageContaining("2262-04-11");
    }

    @Test
    void headersMayHoldObjects() {
        assertThat(TimeExpression.of("start", NOW).nanos(CLOCK)).isEqualTo(Timestamps.nanos(NOW));
        assertThat(TimeExpression.of("start", ZonedDateTime.now(CLOCK)).nanos(CLOCK))
                .isEqualTo(Timestamps.nanos(NOW));
        assertThat(TimeExpression.of("start", new Date(5)).nanos(CLOCK)).isEqualTo(5_000_000);
        assertThat(TimeExpression.of("start", 1_772_323_200_000_000_005L).nanos(CLOCK))
                .isEqualTo(1_772_323_200_000_000_005L);
        assertThat(TimeExpression.of("start", 0).nanos(CLOCK)).isZero();
        assertThat(TimeExpression.of("start", 20260101).nanos(CLOCK)).isEqualTo(Timestamps.parse("2026-01-01"));
        assertThat(TimeExpression.of("start", "now").isRelative()).isTrue();
    }

    @Test
    void numberThatIsSecondsOrMillisecondsIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeExpression.of("start", NOW.toEpochMilli()))
                .withMessageContaining("Option start: '1772366400000' is no time")
                .withMessageContaining("at least 15 digits");
        assertThatIllegalArgumentException().isThrownBy(() -> TimeExpression.of("end", (int) NOW.getEpochSecond()));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeExpression.of("end", BigInteger.TEN));
    }

    @Test
    void onlyRelativeTimesWithOneRoundingAreInOneOrder() {
        TimeExpression hour = TimeExpression.parse("start", "now/h");

        assertThat(hour.isRounded()).isTrue();
        assertThat(TimeExpression.parse("start", "now-1h").isRounded()).isFalse();
        assertThat(hour.hasFixedOrderWith(TimeExpression.parse("end", "now/h+1h")))
                .isTrue();
        assertThat(hour.hasFixedOrderWith(TimeExpression.parse("end", "now"))).isFalse();
        assertThat(hour.hasFixedOrderWith(TimeExpression.parse("end", "now/d+1d")))
                .isFalse();
        assertThat(hour.hasFixedOrderWith(TimeExpression.parse("end", "2026-01-01")))
                .isFalse();
    }

    @Test
    void objectThatIsNoTimeIsAnErrorThatNamesTheOption() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeExpression.of("start", 1.5e18))
                .withMessageStartingWith("Option start: '1.5E18' is no time; allowed are");
    }

    @Test
    void toStringIsWhatWasGiven() {
        assertThat(TimeExpression.parse("start", "now-15m")).hasToString("now-15m");
    }
}
