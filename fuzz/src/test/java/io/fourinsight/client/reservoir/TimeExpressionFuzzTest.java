package io.fourinsight.client.reservoir;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A time is a moment that its ISO form names again, or relative to now, or refused with the option's name. */
class TimeExpressionFuzzTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.000000001Z");

    @FuzzTest(maxDuration = "10m")
    void time(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        TimeExpression time;
        long nanos;
        try {
            time = TimeExpression.parse("start", text);
            nanos = time.nanos(NOW);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("start");
            return;
        }
        assertThat(time).hasToString(text);
        assertThat(time.isRelative()).isEqualTo(text.strip().startsWith("now"));
        String iso = Timestamps.instant(nanos).toString();
        assertThat(TimeExpression.parse("start", iso).nanos(NOW)).isEqualTo(nanos);
        if (!time.isRelative()) {
            assertThat(time.nanos(NOW.plusSeconds(1))).isEqualTo(nanos);
        }
    }
}
