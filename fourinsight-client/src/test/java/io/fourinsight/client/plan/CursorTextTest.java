package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.plan.SeriesCursor.DayKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTextTest {

    private static final String VALID = "v1 from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00.000000001Z"
            + " 2026-01-02=0:efd01f60ba992926 2026-01-03=12:9f86d081884c7d65+14:00000000000000ff@2026-01-03T09:00:00Z"
            + " 2026-01-03/1=3:0000000000000001";

    @Test
    void readsWhatAPersonSees() {
        SeriesCursor cursor = CursorText.parse("k", VALID);

        assertThat(cursor.position()).isEqualTo(1_767_434_400_000_000_001L);
        assertThat(cursor.days()).hasSize(3).containsKey(new DayKey(20_456, 1));
        assertThat(CursorText.format(cursor)).isEqualTo(VALID);
    }

    @Test
    void whatIsWrittenReadsBack() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            SeriesCursor cursor = cursor(random);
            assertThat(CursorText.parse("k", CursorText.format(cursor))).isEqualTo(cursor);
        }
    }

    @Test
    void partsReadBackAsTheWhole() {
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            SeriesCursor some = cursor(random);
            SeriesCursor cursor = some.with(some.days().headMap(new DayKey(Nanos.day(some.position()) + 1, 0)));
            assertThat(CursorText.cursor(cursor.beginning(), cursor.position(), CursorText.formatDays(cursor)))
                    .isEqualTo(cursor);
        }
    }

    @Test
    void positionThatWasChangedAloneLeavesDaysAfterItOut() {
        SeriesCursor cursor = CursorText.parse("k", VALID);
        SeriesCursor earlier = CursorText.cursor(
                cursor.beginning(), cursor.position() - 86_400_000_000_000L, CursorText.formatDays(cursor));

        assertThat(earlier.days()).containsOnlyKeys(new DayKey(20_455, 0));
        assertThat(CursorText.cursor(cursor.position(), cursor.beginning(), "").beginning())
                .as("a beginning is never after the position")
                .isEqualTo(cursor.beginning());
    }

    private static SeriesCursor cursor(Random random) {
        long one = random.nextInt(10) == 0 ? Long.MIN_VALUE : random.nextLong();
        long other = random.nextInt(10) == 0 ? Long.MAX_VALUE : random.nextLong();
        SortedMap<DayKey, SeenFiles> days = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            List<SeenFiles.Pending> pending = new ArrayList<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                pending.add(new SeenFiles.Pending(random.nextInt(2_000), random.nextLong(), random.nextLong()));
            }
            days.put(
                    new DayKey(random.nextInt(200_000) - 100_000, random.nextInt(3)),
                    new SeenFiles(random.nextInt(2_000), random.nextLong(), pending));
        }
        return new SeriesCursor(Math.min(one, other), Math.max(one, other), days);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "1767434400000000001",
                "2026-01-03T10:00:00Z",
                "v2 from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00Z",
                "v1 from=2026-01-03T00:00:00Z next=2026-01-01T00:00:00Z",
                "v1 next=2026-01-03T00:00:00Z from=2026-01-01T00:00:00Z",
                "v1 from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00Z ",
                "v1 from=2026-01-01T00:00:00Z next=2026-01-03",
                "v1 from=2026-01-01T00:00:00Z next=9999-01-03T10:00:00Z",
                "v1 from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00Z 2026-01-03=x:9f86d081884c7d65",
                "v1 from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00Z 2026-01-03=-1:9f86d081884c7d65",
                "v1 from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00Z 2026-01-03=1:9f86",
                "v1 from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00Z 2026-01-03",
                "v1 from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00Z 2026-01-03=1:9f86d081884c7d65+2",
                "v1 from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00Z 2026-01-03/x=1:9f86d081884c7d65"
            })
    void whatIsNoCursorSaysSo(String text) {
        assertThatThrownBy(() -> CursorText.parse("vessel/a", text))
                .isInstanceOf(CursorFormatException.class)
                .hasMessageContaining("'vessel/a'")
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("remove it");
    }

    @Test
    void aLongValueIsToldInPart() {
        assertThatThrownBy(() -> CursorText.parse("k", "x".repeat(100_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_200));
    }

    @Test
    void recoveriesReadBack() {
        List<RecoveryRequest> requests =
                List.of(RecoveryRequest.of(0, 10, 5), new RecoveryRequest(-20, 100, 50, 7, 3, 1_000_000));

        assertThat(CursorText.parseRecoveries("k", CursorText.formatRecoveries(requests)))
                .isEqualTo(requests);
        assertThat(CursorText.parseRecoveries("k", CursorText.formatRecoveries(List.of())))
                .isEmpty();
        assertThatThrownBy(() -> CursorText.parseRecoveries("k", "v1 2026-01-03T10:00:00Z,2026-01-03T10:00:00Z"))
                .isInstanceOf(CursorFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1 2026-01-03T10:00:00.0Z,2026-01-03T11:00:00Z,2026-01-03T10:00:00Z,1970-01-01T00:00:00Z,0,0",
                "v2 2026-01-03T10:00:00Z,2026-01-03T11:00:00Z,2026-01-03T10:00:00Z,1970-01-01T00:00:00Z,0,0",
                "v1 2026-01-03T10:00:00Z,2026-01-03T11:00:00Z,2026-01-03T10:00:00Z,1970-01-01T00:00:00Z,0,00"
            })
    void whatIsNoRecoverySaysSo(String text) {
        assertThatThrownBy(() -> CursorText.parseRecoveries("vessel/a", text))
                .isInstanceOf(CursorFormatException.class)
                .hasMessageContaining("'vessel/a'");
    }

    @Test
    void aBeginningReadsBack() {
        for (long beginning : new long[] {Long.MIN_VALUE, -1, 0, 1_767_434_400_000_000_001L, Long.MAX_VALUE}) {
            assertThat(CursorText.parseBeginning("k", CursorText.formatBeginning(beginning)))
                    .isEqualTo(beginning);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1 from=",
                "v2 from=2026-01-01T00:00:00Z",
                "v1 from=2026-01-01T00:00:00.0Z",
                "v1 from=2026-01-01T00:00:00Z "
            })
    void whatIsNoBeginningSaysSo(String text) {
        assertThatThrownBy(() -> CursorText.parseBeginning("vessel/a", text))
                .isInstanceOf(CursorFormatException.class)
                .hasMessageContaining("'vessel/a'")
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void otherMembersOrAnotherOrderAreAnotherGroup() {
        Map<String, String> reversed = new LinkedHashMap<>();
        reversed.put("y", "b");
        reversed.put("x", "a");
        Map<String, String> group = new LinkedHashMap<>();
        group.put("x", "a");
        group.put("y", "b");

        assertThat(CursorText.groupKey(group))
                .isEqualTo(CursorText.groupKey(new LinkedHashMap<>(group)))
                .hasSize("group-".length() + 32)
                .isNotEqualTo(CursorText.groupKey(reversed))
                .isNotEqualTo(CursorText.groupKey(Map.of("x", "ay1:b")));
    }
}
