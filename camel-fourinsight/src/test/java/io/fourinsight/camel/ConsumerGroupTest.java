package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole windows of several series. */
class ConsumerGroupTest {

    private static final Instant START = MutableClock.START;
    private static final String GROUP = "operation=data&series=x:a,y:b&window=10m&initialStart=2026-01-01";

    private final ConsumerRig rig = new ConsumerRig();

    @BeforeEach
    void grow() {
        rig.sandbox.addGrowingSeries("a", Growth.from(START, Duration.ofSeconds(30), Duration.ofMinutes(1)));
        rig.sandbox.addGrowingSeries("b", Growth.from(START, Duration.ofSeconds(60), Duration.ofMinutes(1)));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static Instant start(Exchange exchange) {
        return ConsumerRig.header(exchange, FourInsightConstants.WINDOW_START, Instant.class);
    }

    private static TimeSeriesGroup group(Exchange exchange) {
        return exchange.getMessage().getBody(TimeSeriesGroup.class);
    }

    @Test
    void eachWindowIsOneExchangeOfAllMembers() throws Exception {
        rig.start(GROUP).advance(Duration.ofMinutes(35)).poll();

        List<Exchange> windows = rig.take();
        assertThat(windows)
                .extracting(ConsumerGroupTest::start)
                .containsExactly(START, START.plusSeconds(600), START.plusSeconds(1200));
        for (Exchange window : windows) {
            assertThat(group(window).labels()).containsExactly("x", "y");
            assertThat(group(window).series("x").size()).isEqualTo(20);
            assertThat(group(window).series("y").size()).isEqualTo(10);
            assertThat(ConsumerRig.header(window, FourInsightConstants.COUNT, Integer.class))
                    .isEqualTo(30);
            assertThat(window.getMessage().getHeader(FourInsightConstants.SERIES_ID))
                    .isNull();
        }
    }

    @Test
    void windowWaitsForAMemberButNotForever() throws Exception {
        rig.sandbox.removeSeries("b");
        rig.sandbox.addSeries("b", new long[] {START.getEpochSecond() * 1_000_000_000L}, new double[] {1});
        rig.start(GROUP + "&memberWait=20m").advance(Duration.ofMinutes(15)).poll();
        assertThat(rig.take()).as("b has nothing past the end yet").isEmpty();
        rig.advance(Duration.ofMinutes(20)).poll();

        List<Exchange> windows = rig.take();
        assertThat(windows).hasSize(1);
        assertThat(group(windows.get(0)).series("y").size()).isEqualTo(1);
    }

    @Test
    void windowComesAgainWithWhatIsLate() throws Exception {
        rig.sandbox.addGrowingSeries(
                "a",
                Growth.from(START, Duration.ofSeconds(30), Duration.ofMinutes(1))
                        .late(0.05, Duration.ofHours(1)));
        rig.start(GROUP);
        for (int i = 0; i < 12; i++) {
            rig.advance(Duration.ofMinutes(10)).poll();
        }
        List<Exchange> again =
                rig.take().stream().filter(ConsumerRig::isRecovered).toList();

        assertThat(again).isNotEmpty();
        assertThat(again)
                .allSatisfy(
                        window -> assertThat(group(window).series("y").size()).isEqualTo(10));
    }

    @Test
    void aggregatesOfAGroupComeByPeriods() throws Exception {
        rig.start("series=x:a,y:b&aggregationPeriod=5m&aggregationFunction=mean&initialStart=2026-01-01")
                .advance(Duration.ofMinutes(21))
                .poll();

        assertThat(rig.take()).hasSizeBetween(3, 4).allSatisfy(window -> assertThat(
                        group(window).series("x").size())
                .isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operation=data&series=x:a|window",
                "operation=data&series=x:a&window=25h|window",
                "operation=data&series=x:a&window=0|window",
                "operation=data&series=x:a&window=1h&maxWindow=10m|maxWindow",
                "operation=data&series=x:a&window=1h&streaming=true|streaming",
                "operation=data&series=x:a&window=1h&shard=1/2&cursorName=a|shard",
                "operation=data&series=x:a&seriesId=a&window=1h|series",
                "operation=data&series=x&window=1h|series",
                "operation=data&seriesId=a&window=1h|window",
                "operation=data&seriesId=a&memberWait=1h|memberWait",
                "series=x:a&aggregationPeriod=7m&aggregationFunction=mean&window=1h|window",
            })
    void badOptionIsRefusedByName(String options, String name) {
        assertThatThrownBy(() -> rig.start(options)).rootCause().hasMessageContaining(name);
    }
}
