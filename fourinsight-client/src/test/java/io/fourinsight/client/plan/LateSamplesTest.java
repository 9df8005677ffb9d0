package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.plan.LiveResult.FileRead;
import io.fourinsight.client.plan.Plan.LateFile;
import io.fourinsight.client.plan.Plan.Reason;
import io.fourinsight.client.plan.SeriesCursor.DayKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which files of a watched day hold late samples, and up to which moment. */
class LateSamplesTest {

    private static final Planner PLANNER =
            new Planner(PlanSettings.raw(Duration.ofMinutes(1), Duration.ofDays(1), Optional.of(Duration.ofDays(7))));
    private static final DayKey FIFTH = new DayKey(LocalDate.parse("2026-01-05").toEpochDay(), 0);
    private static final DayKey SIXTH = new DayKey(FIFTH.day() + 1, 0);
    private static final DayVersions A = day(FIFTH, "a");
    private static final DayVersions AB = day(FIFTH, "a", "b");
    private static final long BEGINNING = time("2026-01-05T10:00:00Z");
    private static final long POSITION = time("2026-01-05T10:30:00Z") + 1;

    /** The file a was read up to 10:30, and its last sample was there. */
    private static SeriesState begun() {
        return read(begin(), "2026-01-05T11:00:00Z", time("2026-01-05T10:30:00Z"), "a", BEGINNING, A);
    }

    @Test
    void aFileThatBeginsAtTheCursorIsOnTime() {
        SeriesState state = read(begun(), "2026-01-05T12:00:00Z", time("2026-01-05T11:30:00Z"), "b", POSITION, AB);

        assertThat(state.cursor().days()).containsEntry(FIFTH, SeenFiles.all(AB));
        assertThat(late(state, AB)).isEqualTo(new Plan.Nothing(Reason.NO_LATE_FILES));
    }

    @Test
    void aFileIsLateUpToWhereALiveWindowReadItFromAndElseUpToTheCursor() {
        long first = time("2026-01-05T10:05:00Z");
        SeriesState state = read(begun(), "2026-01-05T12:00:00Z", time("2026-01-05T11:30:00Z"), "b", first, AB);

        assertThat(late(state, day(FIFTH, "a", "b", "c"))).isInstanceOfSatisfying(Plan.Late.class, late -> assertThat(
                        late.files())
                .containsExactly(
                        new LateFile(0, "b", POSITION), new LateFile(0, "c", time("2026-01-05T11:30:00Z") + 1)));
    }

    @Test
    void aWindowThatDeliversNothingLeavesTheCursorAsItWas() {
        SeriesState before = begun();

        SeriesState after = readNothing(before, "2026-01-05T12:00:00Z", "b", time("2026-01-05T10:05:00Z"), AB);

        assertThat(after.cursor()).isEqualTo(before.cursor());
    }

    @Test
    void nothingIsLateBeforeAnythingWasDelivered() {
        SeriesState state = readNothing(begin(), "2026-01-05T11:00:00Z", "a", LiveResult.NONE, A);

        assertThat(late(state, AB)).isEqualTo(new Plan.Nothing(Reason.NO_LATE_FILES));
    }

    @Test
    void aFileThatWasReadFromTheBeginningOfTheSeriesOnHoldsNothingLate() {
        SeriesState waiting = readNothing(begin(), "2026-01-05T11:00:00Z", "a", LiveResult.NONE, A);
        long before = time("2026-01-05T09:00:00Z");
        SeriesState state = read(waiting, "2026-01-05T12:00:00Z", time("2026-01-05T11:30:00Z"), "b", before, AB);

        assertThat(late(state, AB)).isInstanceOfSatisfying(Plan.Late.class, late -> assertThat(late.files())
                .isEmpty());
    }

    @Test
    void eachDayThatTheCursorCameThroughIsWatched() {
        DayKey seventh = new DayKey(SIXTH.day() + 1, 0);
        SeriesState next = read(
                begun(),
                "2026-01-07T12:00:00Z",
                time("2026-01-06T09:00:00Z"),
                "a",
                BEGINNING,
                A,
                day(SIXTH, "x"),
                day(seventh, "y"));
        assertThat(next.cursor().days()).containsOnlyKeys(FIFTH, SIXTH);

        SeriesState last = read(
                next,
                "2026-01-07T12:00:00Z",
                time("2026-01-07T08:00:00Z"),
                "x",
                time("2026-01-06T00:00:00Z"),
                day(SIXTH, "x"),
                day(seventh, "y"));
        assertThat(last.cursor().days()).containsOnlyKeys(FIFTH, SIXTH, seventh);
    }

    @Test
    void theDayOfTheCursorIsWatchedHoweverOldItIs() {
        SeriesState state = read(begun(), "2026-01-20T12:00:00Z", time("2026-01-05T11:30:00Z"), "b", POSITION, AB);

        assertThat(state.cursor().days()).containsEntry(FIFTH, SeenFiles.all(AB));
    }

    @Test
    void aDayThatIsRewrittenBeforeAnyOfItWasDeliveredIsNotLate() {
        long midnight = time("2026-01-06T00:00:00Z");
        SeriesState state = read(begun(), "2026-01-06T12:00:00Z", midnight - 1, "a", BEGINNING, A, day(SIXTH, "x"));
        assertThat(state.cursor().position()).isEqualTo(midnight);
        assertThat(state.cursor().days()).containsKey(SIXTH);

        DayVersions rewritten = day(SIXTH, "y");
        SeriesState after = read(state, "2026-01-06T12:00:00Z", time("2026-01-06T08:00:00Z"), "y", midnight, rewritten);

        assertThat(late(after, rewritten)).isEqualTo(new Plan.Nothing(Reason.NO_LATE_FILES));
    }

    private static SeriesState begin() {
        return SeriesState.restored(PLANNER.begin(BEGINNING));
    }

    /** After a live window that read one file, which holds nothing behind the window. */
    private static SeriesState read(
            SeriesState state, String now, long lastSample, String version, long first, DayVersions... listed) {
        return read(state, now, OptionalLong.of(lastSample), version, first, listed);
    }

    private static SeriesState readNothing(
            SeriesState state, String now, String version, long first, DayVersions... listed) {
        return read(state, now, OptionalLong.empty(), version, first, listed);
    }

    private static SeriesState read(
            SeriesState state, String now, OptionalLong last, String version, long first, DayVersions... listed) {
        Plan plan = PLANNER.next(state, facts(listed), time(now));
        assertThat(plan).isInstanceOf(Plan.Live.class);
        List<FileRead> files = List.of(new FileRead(0, version, first, LiveResult.NONE));
        return PLANNER.completed(state, (Plan.Live) plan, new LiveResult(last, files));
    }

    private static Plan late(SeriesState state, DayVersions listed) {
        return PLANNER.late(state, facts(listed), time("2026-01-07T12:00:00Z"));
    }

    private static List<SeriesFacts> facts(DayVersions... days) {
        return List.of(new SeriesFacts(
                OptionalLong.empty(), new SeriesListing(FIFTH.day() - 9, FIFTH.day() + 30, List.of(days))));
    }

    private static DayVersions day(DayKey key, String... versions) {
        return new DayVersions(key.day(), List.of(versions));
    }

    private static long time(String text) {
        return Instant.parse(text).getEpochSecond() * 1_000_000_000;
    }
}
