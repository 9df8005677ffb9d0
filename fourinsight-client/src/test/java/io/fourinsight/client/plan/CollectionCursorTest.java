package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionCursorTest {

    private static final String VALID = "v1c from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00.123456700Z"
            + " 2026-01-03T10:00:00.100Z=9f86d081884c7d65"
            + " 2026-01-03T10:00:00.123456700Z=00000000000000ff,0fffffffffffffff";

    @Test
    void readsWhatAPersonSees() {
        CollectionCursor cursor = CollectionCursor.parse("k", VALID);

        assertThat(cursor.next()).isEqualTo(CursorValue.of(Instant.parse("2026-01-03T10:00:00.1234567Z")));
        assertThat(cursor.delivered()).hasSize(2);
        assertThat(cursor.format()).isEqualTo(VALID);
    }

    @Test
    void aLogShowsHowFarACursorIsAndNoIds() {
        assertThat(CollectionCursor.parse("k", VALID))
                .hasToString(
                        "CollectionCursor[from=2026-01-01T00:00:00Z, next=2026-01-03T10:00:00.123456700Z, 2 values]");
    }

    @Test
    void whatIsWrittenReadsBack() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            CollectionCursor cursor = cursor(random, random.nextInt(6), 3);
            assertThat(CollectionCursor.parse("k", cursor.format())).isEqualTo(cursor);
        }
        assertThat(CollectionCursor.parse("k", CollectionCursor.everything().format()))
                .isEqualTo(CollectionCursor.everything());
    }

    @Test
    void aTextIsNeverTooLongAndForgetsTheEarliestFirst() {
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            CollectionCursor cursor = cursor(random, 1 + random.nextInt(400), 1 + random.nextInt(600));
            String text = cursor.format();
            NavigableMap<CursorValue, SortedSet<Long>> kept =
                    CollectionCursor.parse("k", text).delivered();

            assertThat(text.length()).isLessThanOrEqualTo(CollectionCursor.LONGEST);
            assertThat(kept).isNotEmpty();
            assertThat(cursor.delivered().tailMap(kept.firstKey(), false))
                    .isEqualTo(kept.tailMap(kept.firstKey(), false));
            assertThat(cursor.delivered().get(kept.firstKey()))
                    .containsAll(kept.firstEntry().getValue());
        }
    }

    private static CollectionCursor cursor(Random random, int values, int ids) {
        boolean integers = random.nextInt(3) == 0;
        NavigableMap<CursorValue, SortedSet<Long>> delivered = new TreeMap<>();
        for (int i = 0; i < values; i++) {
            SortedSet<Long> hashes = new TreeSet<>();
            random.longs(1 + random.nextInt(ids)).forEach(hashes::add);
            delivered.put(value(random, integers), hashes);
        }
        CursorValue next = value(random, integers);
        CursorValue from = value(random, integers);
        return new CollectionCursor(random.nextBoolean() || from.compareTo(next) > 0 ? null : from, next, delivered);
    }

    private static CursorValue value(Random random, boolean integers) {
        if (integers) {
            return CursorValue.of(random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextLong());
        }
        return random.nextInt(5) == 0
                ? CursorValue.parse("2026-0" + (1 + random.nextInt(9)) + "-01").orElseThrow()
                : CursorValue.of(Instant.ofEpochSecond(random.nextInt(), random.nextInt(10) * 100_000_007L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "v1 from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00Z",
                "v1c ",
                "v2c next=7",
                "v1c from=2026-01-01T00:00:00Z",
                "v1c from=2026-01-03T00:00:00Z next=2026-01-01T00:00:00Z",
                "v1c from=2026-01-01T00:00:00Z next=7",
                "v1c next=2026-01-01T00:00:00Z from=2026-01-01T00:00:00Z",
                "v1c next=yesterday",
                "v1c next=2026-01-01T01:00:00+01:00",
                "v1c next=2026-02-30",
                "v1c next=99999999999999999999",
                "v1c next=7 7",
                "v1c next=7 7=",
                "v1c next=7 7=12",
                "v1c next=7 8=9f86d081884c7d65 7=9f86d081884c7d65",
                "v1c next=7 7=9f86d081884c7d65,9f86d081884c7d65",
                "v1c next=7 2026-01-01=9f86d081884c7d65",
                "v1c next=7 next=7"
            })
    void whatIsNoCursorSaysSo(String text) {
        assertThatThrownBy(() -> CollectionCursor.parse("campaigns", text))
                .isInstanceOf(CursorFormatException.class)
                .hasMessageContaining("'campaigns'")
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-03T10:00:00.1234567Z,2026-01-03T10:00:00.1234567Z",
        "2026-01-03T10:00:00.123456789Z,2026-01-03T10:00:00.1234567Z",
        "2026-01-03T10:00:00.1234567890123Z,2026-01-03T10:00:00.1234567Z",
        "2026-01-03T10:00:00.000000099Z,2026-01-03T10:00:00Z",
        "2026-01-03T10:00:00.1230000Z,2026-01-03T10:00:00.123Z",
        "2026-01-03T10:00:00.1Z,2026-01-03T10:00:00.100Z",
        "2026-01-03T11:00:00+01:00,2026-01-03T10:00:00Z",
        "2026-01-03T10:00:00,2026-01-03T10:00:00Z",
        "2026-01-03T10:00Z,2026-01-03T10:00:00Z",
        "0001-01-01T00:00:00Z,0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z,9999-12-31T23:59:59.9999999Z",
        "2026-01-03,2026-01-03",
        "1969-12-31,1969-12-31",
        "-7,-7"
    })
    void aFilterHasAtMostSevenDecimals(String value, String literal) {
        assertThat(CursorValue.parse(value).orElseThrow().literal()).isEqualTo(literal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1.5", "12:00", "2026", "2026-02-30T00:00:00Z", "2026-01-03T10:00:00 Z"})
    void whatHasNoOrderIsNoValue(String text) {
        assertThat(CursorValue.parse(text).filter(value -> !value.toString().equals(text)))
                .isEmpty();
        assertThat(CursorValue.parse(text).isPresent()).isEqualTo(text.equals("2026"));
    }

    @Test
    void theLagEndsAtTheFirstYearAndIsNothingForIntegers() {
        CursorValue first = CursorValue.parse("0001-01-01T00:00:00Z").orElseThrow();

        assertThat(first.minus(Duration.ofMinutes(1))).isEqualTo(first);
        assertThat(CursorValue.parse("0001-01-01T00:01:00Z").orElseThrow().minus(Duration.ofMillis(60_500)))
                .isEqualTo(first);
        assertThat(CursorValue.of(Instant.EPOCH).minus(Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(first);
        assertThat(CursorValue.parse("2026-03-01").orElseThrow().minus(Duration.ofMinutes(1)))
                .hasToString("2026-02-28");
        assertThat(CursorValue.of(7).minus(Duration.ofDays(1))).isEqualTo(CursorValue.of(7));
    }
}
