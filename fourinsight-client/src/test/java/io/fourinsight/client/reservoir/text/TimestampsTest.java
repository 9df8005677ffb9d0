package io.fourinsight.client.reservoir.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    /** 2026-01-01T00:00:00Z: 56 years of 365 days and 14 leap days. */
    private static final long NEW_YEAR = (56L * 365 + 14) * 86_400 * 1_000_000_000;

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 0",
        "2026-01-01T00:00, 0",
        "2026-01-01T00:00:01, 1000000000",
        "2026-01-01T00:00:00.5, 500000000",
        "2026-01-01T00:00Z, 0",
        "2026-01-01T00:00:00Z, 0",
        "2026-01-01t00:00:00z, 0",
        "2026-01-01T00:00:00.0000001Z, 100",
        "2026-01-01T00:00:00.123456789Z, 123456789",
        "2026-01-01T01:00:00+01:00, 0",
        "2026-01-01T01:00:00.25+01:00, 250000000",
        "2025-12-31T18:30:00-05:30, 0",
        "2026-01-01T01:00:00+01, 0",
        "2026-01-01T00:00:00-00:00, 0",
        "2026-01-01T01:00+01:00[Europe/Oslo], 0",
        "' 2026-01-01T00:00:00Z ', 0",
        "1767225600000000007, 7",
        "+1767225600000000007, 7",
    })
    void textIsIsoInUtcUnlessItHasAnOffsetOrNanoseconds(String text, long sinceNewYear) {
        assertThat(Timestamps.parse(text)).isEqualTo(NEW_YEAR + sinceNewYear);
    }

    @Test
    void timesBeforeTheEpochAreNegative() {
        assertThat(Timestamps.parse("-1")).isEqualTo(-1);
        assertThat(Timestamps.parse("1969-12-31T23:59:59.999999999Z")).isEqualTo(-1);
        assertThat(Timestamps.parse("1900-01-01")).isEqualTo(-25_567L * 86_400 * 1_000_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "1.5",
                "1e18",
                "9223372036854775808",
                "2026-01-01T01:00:00+0100",
                "2026-02-29",
                "2026-02-31T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-01T25:00:00Z",
                "2026-01-01T00:00:00+19:00",
                "2026-01-01T00:00:00 01:00",
                "2026-01-01T00:00:00Zjunk",
                "2026-01-01T00:00:00Z+01:00",
                "2026-01-01T00:00:00.1234567890Z",
                "01.02.2026",
                "1677-09-21T00:12:43.145224191Z",
                "2262-04-11T23:47:16.854775808Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31",
            })
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Timestamps.parse(text));
    }

    @Test
    void bothEndsOfTimeAreInRange() {
        for (long nanos : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE}) {
            assertThat(Timestamps.nanos(Timestamps.instant(nanos))).isEqualTo(nanos);
            assertThat(Timestamps.parse(Timestamps.instant(nanos).toString())).isEqualTo(nanos);
        }
        assertThat(Timestamps.instant(Long.MIN_VALUE)).isEqualTo("1677-09-21T00:12:43.145224192Z");
        assertThat(Timestamps.instant(Long.MAX_VALUE)).isEqualTo("2262-04-11T23:47:16.854775807Z");
    }

    @Test
    void instantOutsideIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Timestamps.nanos(Timestamps.instant(Long.MAX_VALUE).plusNanos(1)))
                .withMessageContaining("2262-04-11");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Timestamps.nanos(Timestamps.instant(Long.MIN_VALUE).minusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Timestamps.nanos(Instant.MIN));
        assertThatIllegalArgumentException().isThrownBy(() -> Timestamps.nanos(Instant.MAX));
    }

    @Test
    void objectsOfTimeAreTaken() {
        assertThat(Timestamps.of(Instant.parse("2026-01-01T00:00:00.000000001Z")))
                .isEqualTo(NEW_YEAR + 1);
        assertThat(Timestamps.of(ZonedDateTime.parse("2026-01-01T01:00+01:00[Europe/Oslo]")))
                .isEqualTo(NEW_YEAR);
        assertThat(Timestamps.of(OffsetDateTime.parse("2025-12-31T19:00-05:00")))
                .isEqualTo(NEW_YEAR);
        assertThat(Timestamps.of(LocalDateTime.parse("2026-01-01T00:00:01"))).isEqualTo(NEW_YEAR + 1_000_000_000);
        assertThat(Timestamps.of(LocalDate.parse("2026-01-01"))).isEqualTo(NEW_YEAR);
        assertThat(Timestamps.of(NEW_YEAR)).isEqualTo(NEW_YEAR);
        assertThat(Timestamps.of(-7)).isEqualTo(-7);
        assertThat(Timestamps.of(BigInteger.TEN)).isEqualTo(10);
        assertThat(Timestamps.of(new StringBuilder("10"))).isEqualTo(10);
    }

    @Test
    void datesKeepWhatTheyKnow() {
        Instant micros = Instant.parse("2026-01-01T00:00:00.123456Z");

        assertThat(Timestamps.of(Date.from(micros))).isEqualTo(NEW_YEAR + 123_000_000);
        assertThat(Timestamps.of(Timestamp.from(micros))).isEqualTo(NEW_YEAR + 123_456_000);
        assertThat(Timestamps.of(new java.sql.Date(micros.toEpochMilli()))).isEqualTo(NEW_YEAR + 123_000_000);
    }

    @Test
    void objectsThatAreNoTimeAreRefused() {
        for (Object value : new Object[] {null, 1.5, 1.7e18, new Object(), LocalTime.NOON, BigInteger.TWO.pow(63)}) {
            assertThatIllegalArgumentException().as("%s", value).isThrownBy(() -> Timestamps.of(value));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2026-01-01T00:00:00+00:00, 2026-01-01T00:00:00+00:00",
        "100, 2026-01-01T00:00:00.0000001+00:00, 2026-01-01T00:00:00.0000001+00:00",
        "500000000, 2026-01-01T00:00:00.5+00:00, 2026-01-01T00:00:00.5+00:00",
        "101, 2026-01-01T00:00:00.0000001+00:00, 2026-01-01T00:00:00.0000002+00:00",
        "99, 2026-01-01T00:00:00+00:00, 2026-01-01T00:00:00.0000001+00:00",
        "-1, 2025-12-31T23:59:59.9999999+00:00, 2026-01-01T00:00:00+00:00",
    })
    void partsOfATickWidenTheWindow(long sinceNewYear, String start, String end) {
        assertThat(Timestamps.isoTickAtOrBefore(NEW_YEAR + sinceNewYear)).isEqualTo(start);
        assertThat(Timestamps.isoTickAtOrAfter(NEW_YEAR + sinceNewYear)).isEqualTo(end);
    }

    @Test
    void ticksReachTheEndsOfTime() {
        assertThat(Timestamps.isoTickAtOrBefore(Long.MIN_VALUE)).isEqualTo("1677-09-21T00:12:43.1452241+00:00");
        assertThat(Timestamps.isoTickAtOrAfter(Long.MIN_VALUE)).isEqualTo("1677-09-21T00:12:43.1452242+00:00");
        assertThat(Timestamps.isoTickAtOrAfter(Long.MAX_VALUE)).isEqualTo("2262-04-11T23:47:16.8547759+00:00");
        assertThat(Timestamps.isoTickAtOrAfter(-101)).isEqualTo("1969-12-31T23:59:59.9999999+00:00");
    }
}
