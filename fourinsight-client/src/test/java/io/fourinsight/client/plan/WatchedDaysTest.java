package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fourinsight.client.plan.SeriesCursor.DayKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which days before the cursor's are looked at again, for how long, and what may be recovered. */
class WatchedDaysTest {

    private static final Planner PLANNER = new Planner(PlanSettings.periods(
            Duration.ofHours(1), Duration.ZERO, Duration.ofDays(1), Optional.of(Duration.ofDays(2))));
    private static final SeriesCursor CURSOR = cursor(
            "2026-01-05T10:00:00Z",
            key("2026-01-03", 0),
            key("2026-01-03", 1),
            key("2026-01-04", 0),
            key("2026-01-05", 0),
            key("2026-01-06", 0));

    private static SeriesCursor cursor(String position, DayKey... days) {
        TreeMap<DayKey, SeenFiles> seen = new TreeMap<>();
        for (DayKey each : days) {
            seen.put(each, new SeenFiles(1, 1, List.of()));
        }
        return new SeriesCursor(time("2026-01-01T00:00:00Z"), time(position), seen);
    }

    private static DayKey key(String day, int member) {
        return new DayKey(day(day), member);
    }

    private static long day(String text) {
        return LocalDate.parse(text).toEpochDay();
    }

    private static long time(String text) {
        Instant instant = Instant.parse(text);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    @Test
    void daysBeforeThatOfTheCursorAreListedOneByOne() {
        assertThat(PLANNER.watchedDays(CURSOR)).containsExactly(day("2026-01-03"), day("2026-01-04"));
    }

    @Test
    void theDayOfTheCursorIsNotBeforeIt() {
        SeriesState state = SeriesState.restored(CURSOR);
        long now = time("2026-01-05T12:00:00Z");
        DayVersions listed = new DayVersions(day("2026-01-05"), List.of("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> PLANNER.lateBefore(state, List.of(listed), now));
        DayVersions before = new DayVersions(day("2026-01-04"), List.of("a"));
        assertThat(PLANNER.lateBefore(state, List.of(before), now)).isNotNull();
    }

    @Test
    void aRoundLetsGoOfTheDaysBeforeTheFirstThatIsWatched() {
        SeriesState after = PLANNER.roundCompleted(SeriesState.restored(CURSOR), time("2026-01-06T12:00:00Z"));
        assertThat(after.cursor().days())
                .containsOnlyKeys(key("2026-01-04", 0), key("2026-01-05", 0), key("2026-01-06", 0));
        assertThat(after.cursor().position()).isEqualTo(CURSOR.position());
    }

    @Test
    void aRecoveryIsOfWholePeriodsBeforeTheCursor() {
        long now = time("2026-01-06T00:00:00Z");
        RecoveryRequest request =
                PLANNER.recover(CURSOR, time("2026-01-05T07:30:00Z"), time("2026-01-05T08:30:00Z"), now);
        assertThat(request.from()).isEqualTo(time("2026-01-05T07:00:00Z"));
        assertThat(request.to()).isEqualTo(time("2026-01-05T09:00:00Z"));
        assertThat(PLANNER.windows(request)).isEqualTo(1);
        assertThat(PLANNER.recover(CURSOR, time("2026-01-05T09:00:00Z"), time("2026-01-09T00:00:00Z"), now)
                        .to())
                .isEqualTo(CURSOR.position());
        long noon = time("2026-01-05T07:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLANNER.recover(CURSOR, noon, noon, now))
                .withMessageContaining("before it ends");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLANNER.recover(CURSOR, CURSOR.position(), time("2026-01-09T00:00:00Z"), now))
                .withMessageContaining("before the cursor");
    }
}
