package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.plan.Plan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Where live windows begin and end, and what is listed and read for them. */
class LiveWindowsTest {

    private static final Duration LAG = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Planner RAW = new Planner(PlanSettings.raw(LAG, DAY, Optional.empty()));
    private static final Planner MINUTES =
            new Planner(PlanSettings.periods(Duration.ofMinutes(1), LAG, DAY, Optional.empty()));
    private static final String NOW = "2026-01-09T12:00:00Z";

    @Test
    void aWindowOfPeriodsBeginsAtTheCursorOrOnTheFirstListedDayBehindIt() {
        assertThat(beginning(day("2026-01-05"), day("2026-01-08"))).isEqualTo(time("2026-01-05T10:00:00Z"));
        assertThat(beginning(day("2026-01-04"), day("2026-01-07"), day("2026-01-08")))
                .isEqualTo(time("2026-01-07T00:00:00Z"));
    }

    private static long beginning(DayVersions... days) {
        Plan plan = MINUTES.next(at(MINUTES, "2026-01-05T10:00:00Z"), facts("2026-01-08T12:00:00Z", days), time(NOW));
        assertThat(plan).isInstanceOf(Plan.Live.class);
        return ((Plan.Live) plan).start();
    }

    @Test
    void aWindowOfOneWholeDayReadsThatDayAlone() {
        Plan plan = RAW.next(
                at(RAW, "2026-01-06T00:00:00Z"),
                facts("2026-01-08T12:00:00Z", day("2026-01-05"), day("2026-01-06"), day("2026-01-07")),
                time(NOW));

        assertThat(plan).isInstanceOfSatisfying(Plan.Live.class, live -> {
            assertThat(live.end()).isEqualTo(time("2026-01-07T00:00:00Z"));
            assertThat(live.reads())
                    .extracting(Plan.DayRead::day)
                    .containsExactly(LocalDate.parse("2026-01-06").toEpochDay());
        });
    }

    @Test
    void aListingIsFollowedByOneOfTwiceAsManyDays() {
        long first = LocalDate.parse("2020-01-05").toEpochDay();
        List<SeriesFacts> empty =
                List.of(new SeriesFacts(OptionalLong.empty(), new SeriesListing(first, first + 5, List.of())));

        assertThat(RAW.next(at(RAW, "2020-01-05T10:00:00Z"), empty, time(NOW)))
                .isEqualTo(new Plan.ListMore(first + 5, first + 15));
    }

    @Test
    void theLastListingEndsBehindTheLastDayThatIsPastTheLag() {
        long first = LocalDate.parse("2026-01-05").toEpochDay();
        List<SeriesFacts> empty =
                List.of(new SeriesFacts(OptionalLong.empty(), new SeriesListing(first, first + 4, List.of())));

        assertThat(RAW.next(at(RAW, "2026-01-05T10:00:00Z"), empty, time(NOW)))
                .isEqualTo(new Plan.ListMore(first + 4, first + 5));
        assertThat(RAW.next(at(RAW, "2026-01-05T10:00:00Z"), empty, time("2026-01-09T00:01:00Z")))
                .as("whose last nanosecond is of the day before")
                .isEqualTo(new Plan.Nothing(Reason.NO_NEW_FILES));
    }

    @Test
    void nothingIsListedUntilTheCursorIsOlderThanTheLag() {
        SeriesState state = at(RAW, "2026-01-05T10:00:00Z");
        List<SeriesFacts> unlisted =
                List.of(new SeriesFacts(OptionalLong.empty(), SeriesListing.before(state.cursor())));

        assertThat(RAW.next(state, unlisted, time("2026-01-05T10:01:00Z")))
                .isEqualTo(new Plan.Nothing(Reason.WAITING_FOR_LAG));
    }

    @Test
    void aDayThatBeginsWhereTheLagDoesIsWaitedFor() {
        assertThat(RAW.next(
                        at(RAW, "2026-01-05T10:00:00Z"),
                        facts("2026-01-06T00:00:00Z", day("2026-01-06")),
                        time("2026-01-06T00:01:00Z")))
                .isEqualTo(new Plan.Nothing(Reason.WAITING_FOR_LAG));
    }

    @Test
    void aSampleAtTheCursorIsOneOfTheNextWindow() {
        Planner hours =
                new Planner(PlanSettings.windows(Duration.ofHours(1), LAG, Duration.ofMinutes(10), Optional.empty()));

        assertThat(hours.next(
                        at(hours, "2026-01-05T10:00:00Z"),
                        facts("2026-01-05T10:00:00Z", day("2026-01-05")),
                        time("2026-01-05T11:11:00Z")))
                .isInstanceOfSatisfying(
                        Plan.Live.class, live -> assertThat(live.start()).isEqualTo(time("2026-01-05T10:00:00Z")));
    }

    @Test
    void daysWithoutFilesAreListedOnAndNotReadPeriodByPeriod() {
        long first = LocalDate.parse("2026-01-05").toEpochDay();
        List<SeriesFacts> empty = List.of(new SeriesFacts(
                OptionalLong.of(time("2026-01-09T11:00:00Z")), new SeriesListing(first, first + 4, List.of())));

        assertThat(MINUTES.next(at(MINUTES, "2026-01-05T10:00:00Z"), empty, time(NOW)))
                .isEqualTo(new Plan.ListMore(first + 4, first + 5));
    }

    @Test
    void aDayThatHoldsNoCompletePeriodYetIsWaitedFor() {
        assertThat(MINUTES.next(
                        at(MINUTES, "2026-01-05T10:00:00Z"),
                        facts("2026-01-06T00:00:30Z", day("2026-01-06")),
                        time("2026-01-06T00:10:00Z")))
                .isEqualTo(new Plan.Nothing(Reason.WAITING_FOR_SAMPLES));
    }

    private static SeriesState at(Planner planner, String beginning) {
        return SeriesState.restored(planner.begin(time(beginning)));
    }

    private static List<SeriesFacts> facts(String lastSample, DayVersions... days) {
        long from = LocalDate.parse("2026-01-01").toEpochDay();
        return List.of(
                new SeriesFacts(OptionalLong.of(time(lastSample)), new SeriesListing(from, from + 30, List.of(days))));
    }

    private static DayVersions day(String date) {
        return new DayVersions(LocalDate.parse(date).toEpochDay(), List.of("of " + date));
    }

    private static long time(String text) {
        return Instant.parse(text).getEpochSecond() * 1_000_000_000;
    }
}
