package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.plan.LiveResult.FileRead;
import io.fourinsight.client.plan.Plan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each rule of the plan by an example; {@link PlannerPropertyTest} plays them together. */
class PlannerTest {

    private static final Duration LAG = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Optional<Duration> WEEK = Optional.of(Duration.ofDays(7));
    private static final Planner RAW = new Planner(PlanSettings.raw(LAG, DAY, WEEK));
    private static final Planner MINUTES = new Planner(PlanSettings.periods(Duration.ofMinutes(1), LAG, DAY, WEEK));

    @Test
    void aRawWindowEndsBeforeTheLagAndTheCursorAfterItsLastSample() {
        SeriesState state = at(RAW, "2026-01-05T10:00:00Z");

        Plan.Live window = live(RAW.next(state, facts(day("2026-01-05", "a")), time("2026-01-05T12:00:00Z")));

        assertThat(window.start()).isEqualTo(time("2026-01-05T10:00:00Z"));
        assertThat(window.end()).isEqualTo(time("2026-01-05T11:59:00Z"));
        SeriesState after = RAW.completed(state, window, LiveResult.of(OptionalLong.of(time("2026-01-05T11:00:00Z"))));
        assertThat(after.cursor().position()).isEqualTo(time("2026-01-05T11:00:00Z") + 1);
    }

    @Test
    void aClockThatStepsBackPlansNothingAndLetsNothingGo() {
        SeriesState state = at(RAW, "2026-01-05T10:00:00Z");
        long back = time("2026-01-05T09:30:00Z");

        assertThat(RAW.next(state, facts(day("2026-01-05", "a")), back)).isEqualTo(nothing(Reason.WAITING_FOR_LAG));
        assertThat(RAW.late(state, facts(day("2026-01-05", "a")), back)).isEqualTo(nothing(Reason.WAITING_FOR_LAG));
        assertThat(RAW.roundCompleted(state, back)).isSameAs(state);
    }

    @Test
    void anEmptyWindowMovesTheCursorOnlyIfThereAreLaterSamples() {
        SeriesState state = at(RAW, "2026-01-05T10:00:00Z");
        long now = time("2026-01-07T12:00:00Z");
        LiveResult empty = new LiveResult(OptionalLong.empty(), List.of(new FileRead(0, "a", 0, LiveResult.NONE)));

        Plan.Live last = live(RAW.next(state, facts(day("2026-01-05", "a")), now));
        assertThat(RAW.completed(state, last, empty).cursor().position())
                .isEqualTo(state.cursor().position());
        assertThat(RAW.next(RAW.completed(state, last, empty), last.facts(), now))
                .isEqualTo(nothing(Reason.NO_NEW_FILES));

        Plan.Live early = live(RAW.next(state, facts(day("2026-01-05", "a"), day("2026-01-07", "b")), now));
        assertThat(RAW.completed(state, early, empty).cursor().position()).isEqualTo(early.end());
    }

    @Test
    void tenEmptyYearsCostAFewListings() {
        FakeSeries series = new FakeSeries();
        series.upload(new TreeMap<>(Map.of(time("2026-01-05T10:00:00Z"), 1)));
        SeriesState state = at(RAW, "2016-01-05T10:00:00Z");
        SeriesListing listing = SeriesListing.before(state.cursor());
        Plan plan =
                RAW.next(state, List.of(new SeriesFacts(series.lastSample(), listing)), time("2026-02-01T00:00:00Z"));
        int listings = 0;
        while (plan instanceof Plan.ListMore more) {
            listings++;
            listing = listing.and(series.list(more.fromDay(), more.toDay()));
            plan = RAW.next(
                    state, List.of(new SeriesFacts(series.lastSample(), listing)), time("2026-02-01T00:00:00Z"));
        }

        assertThat(live(plan).start()).isEqualTo(time("2026-01-05T00:00:00Z"));
        assertThat(listings).isLessThan(12);
    }

    @Test
    void aDayThatGrowsIsNotReadAgain() {
        SeriesState state = at(RAW, "2026-01-05T00:00:00Z");
        for (int files = 1; files <= 100; files++) {
            long sample = time("2026-01-05T00:00:00Z") + files * LAG.toNanos();
            Plan.Live window = live(RAW.next(
                    state,
                    facts(new DayVersions(
                            20_458,
                            IntStream.rangeClosed(1, files)
                                    .mapToObj(i -> "f" + i)
                                    .toList())),
                    sample + 2 * LAG.toNanos()));
            assertThat(window.reads()).singleElement().satisfies(read -> assertThat(read.versions())
                    .hasSize(1));
            FileRead read = new FileRead(0, window.reads().get(0).versions().get(0), sample, LiveResult.NONE);
            state = RAW.completed(state, window, new LiveResult(OptionalLong.of(sample), List.of(read)));
        }
        assertThat(CursorText.format(state.cursor()))
                .contains("2026-01-05=100:")
                .doesNotContain("+");
    }

    @Test
    void aPeriodIsCompleteWhenClockAndSamplesArePastItsEnd() {
        SeriesState state = at(MINUTES, "2026-01-05T10:00:30Z");
        assertThat(state.cursor().position()).isEqualTo(time("2026-01-05T10:00:00Z"));
        long now = time("2026-01-05T10:11:30Z");

        assertThat(live(MINUTES.next(state, last("2026-01-05T10:05:20Z"), now)).end())
                .isEqualTo(time("2026-01-05T10:05:00Z"));
        assertThat(live(MINUTES.next(state, last("2026-01-05T10:11:00Z"), now)).end())
                .isEqualTo(time("2026-01-05T10:10:00Z"));
        assertThat(MINUTES.next(state, last("2026-01-05T10:00:59Z"), now))
                .isEqualTo(nothing(Reason.WAITING_FOR_SAMPLES));
        assertThat(MINUTES.next(state, last("2026-01-05T10:05:59Z"), time("2026-01-05T10:01:30Z")))
                .isEqualTo(nothing(Reason.WAITING_FOR_LAG));
    }

    @Test
    void anEmptyAnswerForAggregatesIsCheckedWhereFilesAreListed() {
        SeriesState state = at(MINUTES, "2026-01-05T10:00:00Z");
        long now = time("2026-01-07T10:00:00Z");

        assertThat(live(MINUTES.next(state, last("2026-01-07T09:00:00Z", day("2026-01-05", "a")), now))
                        .mayHaveSamples())
                .isTrue();
        assertThat(live(MINUTES.next(state, last("2026-01-07T09:00:00Z", day("2026-01-07", "a")), now))
                        .start())
                .isEqualTo(time("2026-01-07T00:00:00Z"));
    }

    @Test
    void aWindowOfAGroupWaitsForEachMemberButNotForEver() {
        Planner planner = new Planner(PlanSettings.windows(Duration.ofHours(1), LAG, Duration.ofMinutes(10), WEEK));
        SeriesState state = at(planner, "2026-01-05T10:00:00Z");
        List<SeriesFacts> facts = new ArrayList<>(last("2026-01-05T11:00:30Z", day("2026-01-05", "a")));
        facts.addAll(last("2026-01-05T10:50:00Z", day("2026-01-05", "b")));

        assertThat(planner.next(state, facts, time("2026-01-05T11:10:00Z")))
                .isEqualTo(nothing(Reason.WAITING_FOR_SAMPLES));
        Plan.Live window = live(planner.next(state, facts, time("2026-01-05T11:11:00Z")));
        assertThat(window.end() - window.start()).isEqualTo(Duration.ofHours(1).toNanos());
        assertThat(window.reads()).extracting(Plan.DayRead::member).containsExactly(0, 1);
    }

    @Test
    void aRewrittenDayComesAsAWholeOnce() {
        SeriesState state = passed("a", "b");

        Plan.Late late = (Plan.Late) RAW.lateBefore(state, List.of(day("2026-01-05", "merged")), now());
        assertThat(late.rewritten()).isTrue();
        assertThat(late.files()).containsExactly(new Plan.LateFile(0, "merged", time("2026-01-06T00:00:00Z")));

        SeriesState after = RAW.completed(state, late);
        assertThat(RAW.lateBefore(after, List.of(day("2026-01-05", "merged")), now()))
                .isEqualTo(nothing(Reason.NO_LATE_FILES));
    }

    @Test
    void afterARestartOnlyLaterFilesAreNew() {
        SeriesState state = SeriesState.restored(
                CursorText.parse("k", CursorText.format(passed("a", "b").cursor())));

        Plan.Late late = (Plan.Late) RAW.lateBefore(state, List.of(day("2026-01-05", "a", "b", "c")), now());

        assertThat(late.rewritten()).isFalse();
        assertThat(late.files()).extracting(Plan.LateFile::version).containsExactly("c");
        assertThat(late.start()).isEqualTo(time("2026-01-05T10:00:00Z"));
    }

    @Test
    void withoutRecoveryNothingIsWatched() {
        Planner planner = new Planner(PlanSettings.raw(LAG, DAY, Optional.empty()));
        SeriesState state = passed("a");
        Plan.Live window = live(planner.next(state, facts(day("2026-01-06", "x")), time("2026-01-06T20:00:00Z")));

        SeriesState after = planner.completed(state, window, LiveResult.of(OptionalLong.of(window.end() - 1)));

        assertThat(after.cursor().days()).isEmpty();
        assertThat(RAW.watchedDays(after.cursor())).isEmpty();
    }

    @Test
    void aDayThatWasNotListedIsAskedForBeforeLateSamplesAreLookedFor() {
        SeriesState state = at(RAW, "2026-01-05T10:00:00Z");
        List<SeriesFacts> none = List.of(new SeriesFacts(OptionalLong.empty(), SeriesListing.before(state.cursor())));

        assertThat(RAW.late(state, none, time("2026-01-05T10:01:00Z"))).isEqualTo(new Plan.ListMore(20_458, 20_459));
    }

    @Test
    void aRecoveryGoesOnWhereItWas() {
        SeriesState state = at(RAW, "2026-01-05T10:00:00Z");
        RecoveryRequest request =
                RAW.recover(state.cursor(), time("2026-01-01T00:00:00Z"), time("2026-02-01T00:00:00Z"), now());
        long windows = RAW.windows(request);
        int count = 0;
        while (RAW.recovery(request) instanceof Plan.Recovery window) {
            request = CursorText.parseRecoveries("k", CursorText.formatRecoveries(List.of(RAW.completed(window, 10))))
                    .get(0);
            count++;
            assertThat(RAW.windows(request)).isEqualTo(windows);
        }

        assertThat(count).isEqualTo(5).isEqualTo((int) windows);
        assertThat(request.samples()).isEqualTo(50);
        assertThat(request.to()).isEqualTo(state.cursor().position());
        assertThatThrownBy(() -> RAW.recover(state.cursor(), now(), now() + 1, now()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCursorIsRewoundAndNeverForwarded() {
        SeriesState state = RAW.rewind(passed("a", "b"), time("2026-01-04T00:00:00Z"));

        assertThat(state.cursor().position()).isEqualTo(time("2026-01-04T00:00:00Z"));
        assertThat(state.cursor().beginning()).isEqualTo(time("2026-01-04T00:00:00Z"));
        assertThat(state.cursor().days()).isEmpty();
        assertThatThrownBy(() -> RAW.rewind(state, now())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unitsOfLateSamplesAreStretchesThatOneExchangeTakes() {
        long start = time("2026-01-05T10:00:00Z");
        long minute = LAG.toNanos();

        assertThat(MINUTES.units(List.of(start + 5, start + minute, start + 3 * minute + 1)))
                .containsExactly(
                        new Planner.Stretch(start, start + 2 * minute),
                        new Planner.Stretch(start + 3 * minute, start + 4 * minute));
        Planner group = new Planner(PlanSettings.windows(LAG, LAG, LAG, WEEK));
        assertThat(group.units(List.of(start, start + minute))).hasSize(2);
        Planner two = new Planner(PlanSettings.periods(LAG, LAG, LAG.multipliedBy(2), WEEK));
        assertThat(two.units(List.of(start, start + minute, start + 2 * minute)))
                .containsExactly(
                        new Planner.Stretch(start, start + 2 * minute),
                        new Planner.Stretch(start + 2 * minute, start + 3 * minute));
    }

    @Test
    void badSettingsAreNamed() {
        bad(() -> PlanSettings.raw(Duration.ofSeconds(-1), DAY, WEEK), "option 'lag': value 'PT-1S' is not");
        bad(() -> PlanSettings.raw(LAG, Duration.ZERO, WEEK), "option 'maxWindow': value 'PT0S' is not");
        bad(() -> PlanSettings.raw(LAG, DAY, Optional.of(Duration.ZERO)), "option 'recoveryWindow': value 'PT0S'");
        bad(() -> PlanSettings.periods(DAY, LAG, LAG, WEEK), "option 'maxWindow': value 'PT1M' is less than a period");
        bad(() -> PlanSettings.windows(Duration.ZERO, LAG, LAG, WEEK), "option 'window': value 'PT0S' is not");
        bad(() -> PlanSettings.windows(DAY, LAG, LAG.negated(), WEEK), "option 'memberWait': value 'PT-1M' is not");
    }

    private static void bad(Runnable settings, String message) {
        assertThatThrownBy(settings::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    /** A state whose cursor is in 2026-01-06, after that of 2026-01-05 was read with these files. */
    private static SeriesState passed(String... versions) {
        SeriesState state = at(RAW, "2026-01-05T10:00:00Z");
        Plan.Live window = live(RAW.next(state, facts(day("2026-01-05", versions), day("2026-01-06", "x")), now()));
        return RAW.completed(state, window, LiveResult.of(OptionalLong.of(window.end() - 1)));
    }

    private static long now() {
        return time("2026-01-06T12:00:00Z");
    }

    private static SeriesState at(Planner planner, String beginning) {
        return SeriesState.restored(planner.begin(time(beginning)));
    }

    private static List<SeriesFacts> facts(DayVersions... days) {
        return List.of(new SeriesFacts(OptionalLong.empty(), new SeriesListing(20_450, 20_500, List.of(days))));
    }

    private static List<SeriesFacts> last(String lastSample, DayVersions... days) {
        return List.of(
                new SeriesFacts(OptionalLong.of(time(lastSample)), new SeriesListing(20_450, 20_500, List.of(days))));
    }

    private static DayVersions day(String date, String... versions) {
        return new DayVersions(LocalDate.parse(date).toEpochDay(), List.of(versions));
    }

    private static Plan.Live live(Plan plan) {
        assertThat(plan).isInstanceOf(Plan.Live.class);
        return (Plan.Live) plan;
    }

    private static Plan nothing(Reason reason) {
        return new Plan.Nothing(reason);
    }

    private static long time(String text) {
        return Instant.parse(text).getEpochSecond() * 1_000_000_000;
    }
}
