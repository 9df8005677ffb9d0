package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.plan.SeenFiles.Pending;
import io.fourinsight.client.plan.SeriesCursor.DayKey;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that plans are made of, each by itself and at its limits. */
class PlanValuesTest {

    private static final long DAY = TimeUnit.DAYS.toNanos(1);
    private static final DayVersions ONE = new DayVersions(7, List.of("a"));
    private static final DayVersions TWO = new DayVersions(7, List.of("a", "b"));
    private static final DayVersions THREE = new DayVersions(7, List.of("a", "b", "c"));
    private static final DayVersions REWRITTEN = new DayVersions(7, List.of("a", "x", "c"));

    @Test
    void nanosecondsStopAtTheEndsOfALong() {
        assertThat(Nanos.plus(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Nanos.plus(Long.MIN_VALUE, -1)).isEqualTo(Long.MIN_VALUE);
        assertThat(Nanos.minus(0, Long.MIN_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(Nanos.plus(-5, 3)).isEqualTo(-2);
        assertThat(Nanos.plus(5, -8)).isEqualTo(-3);
        assertThat(Nanos.startOfDay(200_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(Nanos.startOfDay(-200_000)).isEqualTo(Long.MIN_VALUE);
        assertThat(Nanos.startOfDay(-1)).isEqualTo(-DAY);
    }

    @Test
    void aMomentIsRoundedToAUnitOnEitherSide() {
        assertThat(Nanos.floor(5, 4)).isEqualTo(4);
        assertThat(Nanos.ceiling(5, 4)).isEqualTo(8);
        assertThat(Nanos.ceiling(8, 4)).isEqualTo(8);
        assertThat(Nanos.floor(-5, 4)).isEqualTo(-8);
        assertThat(Nanos.ceiling(-5, 4)).isEqualTo(-4);
        assertThat(Nanos.ceiling(5, 0)).isEqualTo(5);
    }

    @Test
    void aDurationLongerThanALongIsTheLongest() {
        Duration forEver = ChronoUnit.FOREVER.getDuration();

        PlanSettings settings = PlanSettings.raw(Duration.ZERO, forEver, Optional.of(forEver));

        assertThat(settings.maxWindow()).isEqualTo(Long.MAX_VALUE);
        assertThat(settings.recoveryWindow()).hasValue(Long.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanSettings.raw(forEver.negated(), forEver, Optional.empty()))
                .withMessageContaining("lag");
    }

    @Test
    void limitsOfSettingsBelongToThem() {
        PlanSettings settings = PlanSettings.windows(
                Duration.ofNanos(1), Duration.ZERO, Duration.ZERO, Optional.of(Duration.ofNanos(1)));

        assertThat(settings.maxWindow()).isEqualTo(settings.unit()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanSettings.raw(Duration.ZERO, Duration.ofNanos(1), Optional.of(Duration.ZERO)))
                .withMessageContaining("recoveryWindow");
    }

    @Test
    void filesThatComeLaterWaitForTheirEarlierSamples() {
        SeenFiles seen =
                SeenFiles.all(ONE).readFrom(100, TWO).readFrom(200, TWO).readFrom(300, THREE);

        assertThat(seen.count()).isEqualTo(1);
        assertThat(seen.pending()).containsExactly(new Pending(2, TWO.hash(), 100), new Pending(3, THREE.hash(), 300));
        assertThat(seen.pendingIn(TWO)).containsExactly(new Pending(2, TWO.hash(), 100));
        assertThat(seen.pendingIn(REWRITTEN)).isEmpty();
        assertThat(seen.isPrefixOf(REWRITTEN)).isTrue();
        assertThat(SeenFiles.all(TWO).isPrefixOf(REWRITTEN)).isFalse();
        assertThat(SeenFiles.all(TWO).isPrefixOf(ONE)).isFalse();
    }

    @Test
    void aCursorThatGoesBackExpectsNoLateSamplesBehindIt() {
        TreeMap<DayKey, SeenFiles> days = new TreeMap<>();
        days.put(new DayKey(7, 0), SeenFiles.all(ONE).readFrom(8 * DAY - 1, TWO));
        days.put(new DayKey(8, 0), SeenFiles.all(new DayVersions(8, List.of("d"))));
        SeriesCursor cursor = new SeriesCursor(0, 9 * DAY, days);

        SeriesCursor rewound = cursor.rewound(7 * DAY + 5);

        assertThat(rewound.position()).isEqualTo(7 * DAY + 5);
        assertThat(rewound.days()).containsOnlyKeys(new DayKey(7, 0));
        assertThat(rewound.days().get(new DayKey(7, 0)).pending())
                .containsExactly(new Pending(2, TWO.hash(), 7 * DAY + 5));
        assertThatIllegalArgumentException().isThrownBy(() -> cursor.rewound(9 * DAY));
    }

    @Test
    void aSeriesHasSamplesFromItsLastOneOrAListedDay() {
        SeriesFacts none = new SeriesFacts(OptionalLong.empty(), new SeriesListing(7, 7, List.of()));
        SeriesFacts last = new SeriesFacts(OptionalLong.of(100), new SeriesListing(7, 7, List.of()));
        SeriesFacts day = new SeriesFacts(OptionalLong.empty(), new SeriesListing(7, 8, List.of(ONE)));

        assertThat(none.hasSamplesFrom(Long.MIN_VALUE)).isFalse();
        assertThat(last.hasSamplesFrom(100)).isTrue();
        assertThat(last.hasSamplesFrom(101)).isFalse();
        assertThat(day.hasSamplesFrom(7 * DAY)).isTrue();
        assertThat(day.hasSamplesFrom(7 * DAY + 1)).isFalse();
    }

    @Test
    void aListingHasEachDayOnceInOrderAndNoneWithoutFiles() {
        DayVersions next = new DayVersions(8, List.of("d"));
        DayVersions empty = new DayVersions(8, List.of());

        assertThat(new SeriesListing(7, 9, List.of(ONE, next)).days()).containsExactly(ONE, next);
        assertThat(new SeriesListing(7, 9, List.of(ONE, empty)).days()).containsExactly(ONE);
        assertThatIllegalArgumentException().isThrownBy(() -> new SeriesListing(7, 9, List.of(ONE, TWO)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SeriesListing(8, 9, List.of(ONE)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SeriesListing(7, 8, List.of(ONE, next)));
    }

    @Test
    void aRecoveryCountsTheWindowsThatItTakes() {
        assertThat(RecoveryRequest.of(0, 10, 0).of(5)).isEqualTo(2);
        assertThat(RecoveryRequest.of(0, 11, 0).of(5)).isEqualTo(3);
        assertThat(new RecoveryRequest(0, 10, 10, 0, 2, 0).isComplete()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> RecoveryRequest.of(10, 10, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecoveryRequest(0, 10, 11, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecoveryRequest(0, 10, 5, 0, -1, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01=-1:0000000000000001",
                "2026-03-01=:0000000000000001",
                "2026-03-01=1",
                "=1:0000000000000001",
                "2026-03-01=1:0000000000000001+@2026-03-01T00:00:00Z",
                "2026-03-01=1:0000000000000001+:0@2026-03-01T00:00:00Z"
            })
    void aDayThatIsNoneIsNoCursor(String day) {
        assertThatThrownBy(() ->
                        CursorText.parse("levels/s", "v1 from=2026-03-01T00:00:00Z next=2026-03-02T00:00:00Z " + day))
                .isInstanceOf(CursorFormatException.class)
                .hasMessageContaining("levels/s")
                .hasMessageNotContaining("does not begin");
    }

    @Test
    void aLongValueIsToldShortened() {
        assertThatThrownBy(() -> CursorText.parse("k", "x".repeat(500)))
                .hasMessageContaining("'" + "x".repeat(500) + "'");
        assertThatThrownBy(() -> CursorText.parse("k", "x".repeat(501)))
                .hasMessageContaining("'" + "x".repeat(500) + "…'");
    }

    @Test
    void aShardIsOneOfItsParts() {
        assertThat(Shard.parse("shard", "1/1")).isEqualTo(new Shard(1, 1));
        assertThat(Shard.parse("shard", "3/3")).hasToString("3/3");
        assertThatIllegalArgumentException().isThrownBy(() -> Shard.parse("shard", "0/3"));
        assertThatIllegalArgumentException().isThrownBy(() -> Shard.parse("shard", "4/3"));
    }

    @Test
    void textsTellWhatTheyAreOf() {
        assertThat(TWO).hasToString("DayVersions[day 7, 2 files]");
        assertThat(new Plan.Live(0, 1, List.of(), List.of(), 0).mayHaveSamples())
                .isFalse();
    }
}
