package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The option {@code series} of {@code operation=data} and {@code samples}, against the sandbox. */
class GroupTest {

    private static final String DATA = "fourinsight:timeseries?operation=data";
    private static final String SERIES = "&series=Y:" + Sandbox.BERGEN + ",X:" + Sandbox.STAVANGER;
    private static final String MARCH = "&start=2026-03-01&end=2026-03-02";
    private static final String HOURLY = "&aggregationPeriod=1h&aggregationFunction=mean";

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        context.configuration().setRetryBackoff(Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private static TimeSeriesGroup group(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return (TimeSeriesGroup) exchange.getMessage().getBody();
    }

    @ParameterizedTest
    @CsvSource({"operation=data,1", "operation=data,4", "operation=samples,1", "operation=samples,4"})
    void aGroupIsItsSeriesOfOneWindow(String operation, int parallelism) throws Exception {
        String uri = "fourinsight:timeseries?" + operation + MARCH + (operation.endsWith("samples") ? HOURLY : "");
        context.route("group", uri + SERIES + "&parallelism=" + parallelism);
        context.route("one", uri);

        Exchange exchange = context.send("group", FourInsightConstants.RESULT_SERIES_ID, "of a step before");

        TimeSeriesGroup group = group(exchange);
        assertThat(group.labels()).containsExactly("Y", "X");
        int count = 0;
        for (String label : group.labels()) {
            TimeSeries series = group.series(label);
            Exchange one = context.send("one", FourInsightConstants.SERIES_ID, series.seriesId());
            assertThat(series).isEqualTo(one.getMessage().getBody()).isNotEmpty();
            count += series.size();
        }
        assertThat(group.series("X").seriesId()).isEqualTo(Sandbox.STAVANGER);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(FourInsightConstants.COUNT, count)
                .containsEntry(FourInsightConstants.WINDOW_START, Instant.parse("2026-03-01T00:00:00Z"))
                .containsEntry(FourInsightConstants.WINDOW_END, Instant.parse("2026-03-02T00:00:00Z"))
                .containsEntry(FourInsightConstants.TIME_OF_FIRST_SAMPLE, Instant.parse("2026-03-01T00:00:00Z"))
                .containsEntry(
                        FourInsightConstants.TIME_OF_LAST_SAMPLE,
                        group.series("X").instant(group.series("X").size() - 1))
                .doesNotContainKey(FourInsightConstants.RESULT_SERIES_ID);
    }

    @Test
    void aSeriesWithoutSamplesIsAMember() throws Exception {
        context.route("group", DATA + MARCH + "&series=none:" + Sandbox.EMPTY);

        Exchange exchange = context.send("group", FourInsightConstants.TIME_OF_LAST_SAMPLE, Instant.EPOCH);

        assertThat(group(exchange).series("none").isEmpty()).isTrue();
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(FourInsightConstants.COUNT, 0)
                .doesNotContainKey(FourInsightConstants.TIME_OF_LAST_SAMPLE);
    }

    @Test
    void theSeriesOfTheMessageWin() throws Exception {
        context.route("one", DATA + MARCH + "&seriesId=" + Sandbox.EMPTY);
        context.route("group", DATA + MARCH + "&series=a:" + Sandbox.EMPTY);
        String series = "b:" + Sandbox.BERGEN;

        for (String route : List.of("one", "group")) {
            assertThat(group(context.send(route, FourInsightConstants.SERIES, series))
                            .labels())
                    .containsExactly("b");
            assertThat(context.send(route, FourInsightConstants.SERIES_ID, Sandbox.BERGEN)
                            .getMessage()
                            .getBody())
                    .isInstanceOf(TimeSeries.class);
            assertThat(context.send(
                                    route,
                                    FourInsightConstants.SERIES_ID,
                                    Sandbox.BERGEN,
                                    FourInsightConstants.SERIES,
                                    series)
                            .getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "option 'series': value '" + series + "' is not possible together with seriesId");
        }
    }

    @Test
    void theSeriesOfTheEndpointTakesThePlaceOfTheComponents() throws Exception {
        context.configuration().setSeriesId(Sandbox.EMPTY);
        context.route("group", DATA + MARCH + SERIES);
        context.configuration().setSeriesId(null);
        context.configuration().setSeries("a:" + Sandbox.EMPTY);
        context.route("one", DATA + MARCH + "&seriesId=" + Sandbox.BERGEN);

        assertThat(group(context.send("group")).labels()).containsExactly("Y", "X");
        assertThat(context.send("one").getMessage().getBody()).isInstanceOf(TimeSeries.class);
    }

    @Test
    void aMemberThatCannotBeReadFailsTheExchange() throws Exception {
        context.route("group", DATA + SERIES + ",Z:00000000-0000-0000-0000-000000000000" + MARCH);

        Exchange exchange = context.send("group");

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(HttpOperationFailedException.class, e -> assertThat(e.getStatusCode())
                        .isEqualTo(404));
        assertThat(exchange.getMessage().getBody()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operation=data&series=a:1,a:2",
                "operation=data&series=:1",
                "operation=data&series=a:",
                "operation=data&series=a",
                "operation=samples&series=time:1",
                "series=a:1,,b:2",
                "operation=data&series=a:1&seriesId=2",
                "operation=samples&series=a:1&seriesId=2",
                "series=a:1&seriesId=2",
                "operation=data&series=a:1&streaming=true",
                "operation=data&series=a:1&rawBody=true",
                "operation=info&series=a:1",
                "operation=append&series=a:1&seriesId=2"
            })
    void wrongGroupsFailWhenTheRouteIsBuilt(String options) {
        String value = options.replaceAll(".*series=([^&]*).*", "$1");

        assertThatThrownBy(() -> context.route("wrong", "fourinsight:timeseries?" + options))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("option 'series': value '" + value + "' is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"streaming=true", "rawBody=true"})
    void aGroupOfTheMessageIsNoStreamEither(String option) throws Exception {
        context.route("group", DATA + "&" + option);

        assertThat(context.send("group", FourInsightConstants.SERIES, "a:1").getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("option 'series': value 'a:1' is not possible with " + option);
        assertThat(sandbox.requests().under(Sandbox.RESERVOIR_PATH)).isZero();
    }
}
