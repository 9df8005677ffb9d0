package io.fourinsight.client.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimeSeriesTest {

    private static final TimeSeries NUMBERS =
            TimeSeries.of("S-1", new long[] {10, 20, 30}, new double[] {1.5, Double.NaN, -0.0});
    private static final TimeSeries TEXTS = TimeSeries.of("S-2", new long[] {1, 2}, new String[] {"2.50", "open"});

    @Test
    void numbersKeepTheirBits() {
        double[] values = {0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.NaN};
        TimeSeries series = TimeSeries.of("S", new long[] {1, 2, 3, 4, 5, 6}, values);

        assertThat(series.isNumeric()).isTrue();
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToLongBits(series.number(i))).isEqualTo(Double.doubleToLongBits(values[i]));
        }
    }

    @Test
    void timestampsAreNanosecondsOfTheEpoch() {
        TimeSeries series = TimeSeries.of("S", new long[] {-1, 1_767_225_600_000_000_001L}, new double[2]);

        assertThat(series.timestamp(1)).isEqualTo(1_767_225_600_000_000_001L);
        assertThat(series.instant(0)).isEqualTo("1969-12-31T23:59:59.999999999Z");
        assertThat(series.instant(1)).isEqualTo("2026-01-01T00:00:00.000000001Z");
    }

    @Test
    void textOfANumberIsTheShortestThatReadsBack() {
        TimeSeries series = TimeSeries.of("S", new long[] {1, 2, 3, 4, 5, 6}, new double[] {
            0.1 + 0.2, 1e-7, 5e-324, Double.NaN, Double.POSITIVE_INFINITY, -0.0
        });

        assertThat(List.of(
                        series.text(0), series.text(1), series.text(2), series.text(3), series.text(4), series.text(5)))
                .containsExactly("0.30000000000000004", "1.0E-7", "4.9E-324", "", "inf", "-0.0");
    }

    @Test
    void unsortedInputIsSorted() {
        TimeSeries series = TimeSeries.of("S", new long[] {30, 10, 20}, new double[] {3, 1, 2});

        assertThat(series).containsExactly(new Sample(10, 1.0), new Sample(20, 2.0), new Sample(30, 3.0));
    }

    @Test
    void laterSampleAtOneTimestampStays() {
        assertThat(TimeSeries.of("S", new long[] {1, 2, 2, 3}, new double[] {1, 2, 20, 3}))
                .as("in a row")
                .containsExactly(new Sample(1, 1.0), new Sample(2, 20.0), new Sample(3, 3.0));
        assertThat(TimeSeries.of("S", new long[] {2, 3, 1, 2, 3, 3}, new double[] {2, 3, 1, 20, 30, 300}))
                .as("apart")
                .containsExactly(new Sample(1, 1.0), new Sample(2, 20.0), new Sample(3, 300.0));
    }

    @Test
    void anyOrderGivesWhatASortedMapGives() {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            TreeMap<Long, String> expected = new TreeMap<>();
            TimeSeries.Builder builder = TimeSeries.builder("S");
            for (int i = random.nextInt(60); i >= 0; i--) {
                long timestamp = random.nextInt(40) - 20;
                if (random.nextBoolean()) {
                    builder.add(timestamp, (double) i);
                    expected.put(timestamp, i + ".0");
                } else {
                    builder.add(timestamp, "word" + i);
                    expected.put(timestamp, "word" + i);
                }
            }
            TimeSeries series = builder.build();

            assertThat(series.size()).isEqualTo(expected.size());
            assertThat(series.isNumeric())
                    .isEqualTo(expected.values().stream().noneMatch(value -> value.startsWith("word")));
            int i = 0;
            for (var entry : expected.entrySet()) {
                assertThat(series.timestamp(i)).isEqualTo(entry.getKey());
                assertThat(series.text(i++)).isEqualTo(entry.getValue());
            }
        }
    }

    @Test
    void oneWordMakesTheSeriesTextAsItWasWritten() {
        TimeSeries series = TimeSeries.builder("S")
                .add(1, "2.50")
                .add(2, 0.5)
                .add(3, Double.NaN)
                .add(4, "")
                .add(5, "true")
                .add(6, (String) null)
                .build();

        assertThat(series.isNumeric()).isFalse();
        assertThat(series).extracting(Sample::value).containsExactly((Object) "2.50", "0.5", "", "", "true", "");
    }

    @Test
    void textThatIsAllNumbersIsNumeric() {
        TimeSeries series = TimeSeries.of("S", new long[] {1, 2, 3, 4, 5, 6, 7, 8}, new String[] {
            "2.50", " 7", "+3", "1e5", "NaN", "-inf", "", "Infinity"
        });

        assertThat(series.isNumeric()).isTrue();
        assertThat(series)
                .extracting(Sample::value)
                .containsExactly(
                        (Object) 2.5,
                        7.0,
                        3.0,
                        1e5,
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        Double.NaN,
                        Double.POSITIVE_INFINITY);
    }

    @Test
    void wordsThatLookLikeNumbersElsewhereAreText() {
        for (String word : List.of("0x10", "1_000", "1d", "2026-01-01", "1,5", "0x1p3", "१", "--1", "e5", ".")) {
            assertThat(TimeSeries.of("S", new long[] {1}, new String[] {word}).isNumeric())
                    .as(word)
                    .isFalse();
        }
    }

    @Test
    void wordThatALaterNumberReplacesLeavesTheSeriesNumeric() {
        TimeSeries series =
                TimeSeries.builder("S").add(1, "word").add(2, "7").add(1, 3.0).build();

        assertThat(series).containsExactly(new Sample(1, 3.0), new Sample(2, 7.0));
    }

    @Test
    void numberOfATextSeriesIsAnErrorThatNamesTheSeries() {
        assertThatIllegalStateException().isThrownBy(() -> TEXTS.number(0)).withMessageContaining("S-2");
    }

    @Test
    void indexOutsideOfTheSeriesIsAnError() {
        TimeSeries slice = NUMBERS.slice(20, 30);
        for (int index : new int[] {-1, 1}) {
            assertThatThrownBy(() -> slice.timestamp(index)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> slice.number(index)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> slice.text(index)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void sliceIncludesFromAndExcludesTo() {
        assertThat(NUMBERS.slice(10, 30)).extracting(Sample::timestamp).containsExactly(10L, 20L);
        assertThat(NUMBERS.slice(11, 31)).extracting(Sample::timestamp).containsExactly(20L, 30L);
        assertThat(NUMBERS.slice(11, 20)).isEmpty();
        assertThat(NUMBERS.slice(30, 10).size()).isZero();
        assertThat(NUMBERS.slice(10, 10)).isEmpty();
        assertThat(NUMBERS.slice(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(NUMBERS);
        assertThat(NUMBERS.slice(15, 40).slice(0, 30)).containsExactly(new Sample(20, Double.NaN));
        assertThat(TEXTS.slice(2, 3)).containsExactly(new Sample(2, "open"));
    }

    @Test
    void sliceReachesTheEndsOfTime() {
        TimeSeries series = TimeSeries.of("S", new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE}, new double[] {-1, 0, 1});

        assertThat(series.slice(Long.MIN_VALUE, 0)).extracting(Sample::value).containsExactly((Object) (-1.0));
        assertThat(series.slice(Long.MIN_VALUE, Long.MAX_VALUE))
                .as("nothing is later than the last nanosecond, so none is before an end beyond it")
                .hasSize(2);
    }

    @Test
    void arraysGivenAreCopied() {
        long[] timestamps = {1, 2};
        double[] values = {1, 2};
        TimeSeries series = TimeSeries.of("S", timestamps, values);
        Arrays.fill(timestamps, 0);
        Arrays.fill(values, 0);

        assertThat(series).containsExactly(new Sample(1, 1.0), new Sample(2, 2.0));
    }

    @Test
    void arraysOfDifferentLengthAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeSeries.of("S", new long[1], new double[2]))
                .withMessage("1 timestamps, but 2 values");
    }

    @Test
    void builderIsEmptyAgainAfterBuild() {
        TimeSeries.Builder builder = TimeSeries.builder("S").add(5, 5.0);
        TimeSeries first = builder.build();
        TimeSeries second = builder.add(1, "x").build();

        assertThat(first).containsExactly(new Sample(5, 5.0));
        assertThat(second).containsExactly(new Sample(1, "x"));
        assertThat(builder.size()).isZero();
    }

    @Test
    void builderTakesTheSamplesOfAnotherSeries() {
        TimeSeries merged =
                TimeSeries.builder("S").addAll(NUMBERS).addAll(TEXTS).build();

        assertThat(merged).extracting(Sample::timestamp).containsExactly(1L, 2L, 10L, 20L, 30L);
        assertThat(merged).extracting(Sample::value).containsExactly((Object) "2.50", "open", "1.5", "", "-0.0");
    }

    @Test
    void emptySeriesIsNumeric() {
        TimeSeries empty = TimeSeries.empty("S");

        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.size()).isZero();
        assertThat(empty.isNumeric()).isTrue();
        assertThat(empty.slice(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(empty).hasSameHashCodeAs(empty);
        assertThatThrownBy(() -> empty.iterator().next()).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void seriesOfEqualContentAreEqualWhateverTheyAreSlicedFrom() {
        TimeSeries slice = NUMBERS.slice(20, 31);
        TimeSeries same = TimeSeries.of("S-1", new long[] {20, 30}, new double[] {Double.NaN, -0.0});

        assertThat(slice).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(slice)
                .isNotEqualTo(TimeSeries.of("S-9", new long[] {20, 30}, new double[] {Double.NaN, -0.0}))
                .isNotEqualTo(TimeSeries.of("S-1", new long[] {20, 31}, new double[] {Double.NaN, -0.0}))
                .isNotEqualTo(TimeSeries.of("S-1", new long[] {20, 30}, new double[] {Double.NaN, 0.0}))
                .isNotEqualTo(TimeSeries.of("S-1", new long[] {20, 30}, new String[] {"x", "-0.0"}))
                .isNotEqualTo(NUMBERS);
        assertThat(TEXTS).isEqualTo(TimeSeries.of("S-2", new long[] {1, 2}, new String[] {"2.50", "open"}));
    }

    @Test
    void toStringShowsTheEndsAndNoSample() {
        assertThat(TEXTS)
                .hasToString(
                        "TimeSeries[S-2, 2 samples, 1970-01-01T00:00:00.000000001Z to 1970-01-01T00:00:00.000000002Z]");
        assertThat(TimeSeries.empty(null)).hasToString("TimeSeries[null, 0 samples]");
    }

    @Test
    void concatPutsPiecesTogether() {
        TimeSeries third = TimeSeries.of("S-3", new long[] {40, 50}, new double[] {4, 5});

        assertThat(TimeSeries.concat("S", List.of())).isEqualTo(TimeSeries.empty("S"));
        assertThat(TimeSeries.concat("S", List.of(TEXTS, TimeSeries.empty("E"))))
                .isEqualTo(TEXTS.named("S"));
        assertThat(TimeSeries.concat("S", List.of(NUMBERS.slice(20, 40), third.slice(40, 50))))
                .isEqualTo(TimeSeries.of("S", new long[] {20, 30, 40}, new double[] {Double.NaN, -0.0, 4}));
        assertThat(TimeSeries.concat("S", List.of(TEXTS, TimeSeries.of("S", new long[] {3}, new String[] {"y"}))))
                .isEqualTo(TimeSeries.of("S", new long[] {1, 2, 3}, new String[] {"2.50", "open", "y"}));
        assertThat(TimeSeries.concat("S", List.of(TEXTS, NUMBERS)))
                .as("text with numbers")
                .extracting(Sample::value)
                .containsExactly((Object) "2.50", "open", "1.5", "", "-0.0");
    }

    @Test
    void laterPieceWinsWhereTheyOverlapUnlessItIsEmpty() {
        TimeSeries later = TimeSeries.of("S", new long[] {5, 10, 30}, new double[] {5, Double.NaN, 3});

        assertThat(TimeSeries.concat("S", List.of(NUMBERS, later)))
                .isEqualTo(TimeSeries.of("S", new long[] {5, 10, 20, 30}, new double[] {5, 1.5, Double.NaN, 3}));
    }

    @Test
    void sampleHoldsANumberOrText() {
        assertThat(new Sample(1, 7).value()).isEqualTo(7.0);
        assertThat(new Sample(1, null).value()).isEqualTo(Double.NaN);
        assertThat(new Sample(1, true).value()).isEqualTo("true");
        assertThat(new Sample(0, 1.0).instant()).isEqualTo(Instant.EPOCH);
    }

    /** What lies behind the last sample in memory is zero, which is later than they are. */
    @Test
    void samplesBefore1970AreSortedToo() {
        TimeSeries series =
                TimeSeries.builder("s").add(-5, 1).add(-10, 2).add(-7, 3).build();
        assertThat(series).isEqualTo(TimeSeries.of("s", new long[] {-10, -7, -5}, new double[] {2, 3, 1}));
    }
}
