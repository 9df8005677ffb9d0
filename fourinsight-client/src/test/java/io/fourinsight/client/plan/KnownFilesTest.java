package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.plan.LiveResult.FileRead;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which files live windows read again. */
class KnownFilesTest {

    private static final Planner PLANNER =
            new Planner(PlanSettings.raw(Duration.ofMinutes(1), Duration.ofHours(1), Optional.empty()));
    private static final long DAY = LocalDate.parse("2026-01-05").toEpochDay();
    private static final long NOW = time("2026-01-05T14:00:00Z");
    private static final SeriesState BEGIN = SeriesState.restored(PLANNER.begin(time("2026-01-05T10:00:00Z")));

    @Test
    void aFileThatReachesOnIsReadAgainByTheWindowOfItsNextSample() {
        SeriesState state = read(
                BEGIN,
                time("2026-01-05T10:30:00Z"),
                List.of(
                        file("a", LiveResult.NONE),
                        file("b", time("2026-01-05T12:30:00Z")),
                        file("c", time("2026-01-05T13:30:00Z"))),
                "a",
                "b",
                "c");

        Plan.Live next = live(state, "a", "b", "c");

        assertThat(next.start()).isEqualTo(time("2026-01-05T12:30:00Z"));
        assertThat(next.end()).isEqualTo(time("2026-01-05T13:30:00Z"));
        assertThat(next.reads()).containsExactly(new Plan.DayRead(0, DAY, List.of("b")));
    }

    @Test
    void aFileOfWhichTheReadingTellsNothingIsReadAgain() {
        SeriesState state = read(BEGIN, time("2026-01-05T10:30:00Z"), List.of(file("a", LiveResult.NONE)), "a");
        SeriesState after = PLANNER.completed(state, live(state, "a", "b"), LiveResult.of(OptionalLong.empty()));

        assertThat(live(after, "a", "b").reads()).containsExactly(new Plan.DayRead(0, DAY, List.of("b")));
    }

    private static SeriesState read(SeriesState state, long last, List<FileRead> files, String... listed) {
        return PLANNER.completed(state, live(state, listed), new LiveResult(OptionalLong.of(last), files));
    }

    private static Plan.Live live(SeriesState state, String... listed) {
        SeriesListing listing = new SeriesListing(DAY, DAY + 1, List.of(new DayVersions(DAY, List.of(listed))));
        Plan plan = PLANNER.next(state, List.of(new SeriesFacts(OptionalLong.empty(), listing)), NOW);
        assertThat(plan).isInstanceOf(Plan.Live.class);
        return (Plan.Live) plan;
    }

    private static FileRead file(String version, long next) {
        return new FileRead(0, version, time("2026-01-05T10:00:00Z"), next);
    }

    private static long time(String text) {
        return Instant.parse(text).getEpochSecond() * 1_000_000_000;
    }
}
