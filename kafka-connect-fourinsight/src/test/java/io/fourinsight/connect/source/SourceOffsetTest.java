package io.fourinsight.connect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offsets as people may give them. */
class SourceOffsetTest {

    private static final long NEXT = 1_773_359_400_000_000_001L;

    private static SourceOffset next(Object value) {
        return SourceOffset.parse(Map.of("next", value));
    }

    @Test
    void timeIsIntegerOrText() {
        assertThat(next(NEXT).next()).isEqualTo(NEXT);
        assertThat(next(0).next()).isZero();
        assertThat(next("2026-03-12T23:50:00.000000001Z").next()).isEqualTo(NEXT);
        assertThat(next(Long.toString(NEXT)).next()).isEqualTo(NEXT);
    }

    @Test
    void nextAloneIsABeginning() {
        assertThat(next(NEXT)).isEqualTo(new SourceOffset(NEXT, NEXT, ""));
    }

    @Test
    void isReadAsItWasWritten() {
        SourceOffset offset = SourceOffset.parse(
                Map.of(
                        "next",
                        NEXT,
                        "from",
                        "2026-01-01T00:00:00Z",
                        "late",
                        "2026-03-11=12:9f86d081884c7d65 2026-03-12=3:00000000000000ff+5:0000000000000100@2026-03-12T10:00:00Z"));

        assertThat(SourceOffset.parse(offset.map())).isEqualTo(offset);
        assertThat(offset.map()).containsOnlyKeys("next", "from", "late");
    }

    @Test
    void daysAfterAnEarlierNextDoNotCount() {
        SourceOffset offset = SourceOffset.parse(Map.of(
                "next",
                "2026-03-11T12:00:00Z",
                "from",
                "2026-03-11T13:00:00Z",
                "late",
                "2026-03-12=3:00000000000000ff"));

        assertThat(offset.late()).isEmpty();
        assertThat(offset.from()).isEqualTo(offset.next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "now-1h", "soon", "12", ""})
    void whatIsNoFixedTimeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> next(text)).withMessageContaining("next");
    }

    @Test
    void whatIsNoCursorIsRefusedAndSaysWhy() {
        Map<String, String> partition = Map.of("series", "s");
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("next", null);
        for (Map<String, ?> offset : List.<Map<String, ?>>of(
                Map.of("next", 1.5e18),
                Map.of("position", NEXT),
                Map.of(),
                nothing,
                Map.of("next", NEXT, "late", "yesterday"),
                Map.of("next", Long.MAX_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SourceOffset.check(partition, offset))
                    .withMessageContaining("series 's' is no cursor");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceOffset.check(Map.of("topic", "s"), null))
                .withMessageContaining("is no series");
        assertThatCode(() -> SourceOffset.check(partition, null)).doesNotThrowAnyException();
    }
}
