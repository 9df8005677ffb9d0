package io.fourinsight.client.reservoir.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuspectTimesTest {

    private static final long NOW = 1_767_225_600_000_000_000L;

    /** Of 2026 and 2100, in seconds, milliseconds and microseconds; and a simulation from 0 on. */
    @ParameterizedTest
    @CsvSource({
        "1767225600, 1767225601",
        "4102444800000, 4102444800001",
        "1767225600000000, 1767225600000001",
        "4102444800000000, 4102444800000001",
        "0, 3600000000000",
    })
    void allTimesInTheFirstDaysOf1970AreSuspect(long first, long last) {
        assertThat(SuspectTimes.warning(first, last)).hasValueSatisfying(warning -> assertThat(warning)
                .startsWith("All samples are in the first days of 1970, the last at 1970-0")
                .endsWith("and the option timeFormat of the data format fourinsightCsv reads others"));
    }

    @ParameterizedTest
    @ValueSource(longs = {20260101, 19000101, 21001231, 202601012359L, 20260101235959L})
    void timesThatLookLikeDatesAreSuspectWhateverFollows(long date) {
        for (long last : new long[] {date, NOW}) {
            assertThat(SuspectTimes.warning(date, last)).hasValueSatisfying(warning -> assertThat(warning)
                    .contains("look like dates written as numbers, such as 20260101")
                    .contains("timeFormat of the data format fourinsightCsv"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {NOW, 0, -20260101, 20261301, 20260230, 18991231, 21010101, 2026010100L})
    void otherTimesAreNot(long first) {
        assertThat(SuspectTimes.warning(first, NOW)).isEmpty();
        assertThat(SuspectTimes.warning(first - 1, Duration.ofDays(51).toNanos()))
                .isEmpty();
        assertThat(SuspectTimes.warning(-1, 5)).isEmpty();
    }
}
