package io.fourinsight.client.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "15m, 15m, 900000000000",
        "1h, 1h, 3600000000000",
        "24h, 24h, 86400000000000",
        "1d, 24h, 86400000000000",
        "day, 24h, 86400000000000",
        "1440 minutes, 1440m, 86400000000000",
        "100ms, 100ms, 100000000",
        "5microsecond, 5microsecond, 5000",
        "5micros, 5microsecond, 5000",
        "tick, 1tick, 100",
        "15ticks, 15tick, 1500",
        "864000000000tick, 864000000000tick, 86400000000000",
        "h, 1h, 3600000000000",
        "2 Hours, 2h, 7200000000000",
        "2hr, 2h, 7200000000000",
        "2min, 2m, 120000000000",
        "2seconds, 2s, 2000000000",
        "2milliseconds, 2ms, 2000000",
        "' 015m ', 15m, 900000000000",
    })
    void periodHasOneFormForTheServiceAndALength(String text, String wire, long nanos) {
        AggregationPeriod period = AggregationPeriod.parse("aggregationPeriod", text);

        assertThat(period.wire()).isEqualTo(wire);
        assertThat(period.nanos()).isEqualTo(nanos);
        assertThat(period).hasToString(wire);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "15",
                "0m",
                "-1m",
                "1.5h",
                "0.1s",
                "25h",
                "2d",
                "1441m",
                "864000000001tick",
                "999999999999999999h",
                // in nanoseconds 2^64 and an hour
                "2251799813685249h",
                "99999999999999999999tick",
                "1w",
                "15mm",
                "1h30m",
                "١m"
            })
    void badPeriodIsAnErrorThatNamesOptionValueAndWhatIsAllowed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AggregationPeriod.parse("aggregationPeriod", text))
                .withMessageStartingWith("Option aggregationPeriod: '" + text + "' is no aggregation period")
                .withMessageContaining("h, m, s, ms, microsecond, tick (100 ns), up to 24h");
    }

    @ParameterizedTest
    @CsvSource({
        "mean, Avg",
        "min, Min",
        "max, Max",
        "std, Stdev",
        "Avg, Avg",
        "STDEV, Stdev",
        "MEAN, Avg",
        "' Max ', Max",
    })
    void functionIsNamedAsThePythonClientOrTheServiceDoes(String text, String wire) {
        assertThat(AggregationFunction.parse("aggregationFunction", text).wire())
                .isEqualTo(wire);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "median", "average"})
    void unknownFunctionIsAnErrorThatNamesOptionValueAndWhatIsAllowed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AggregationFunction.parse("aggregationFunction", text))
                .withMessage("Option aggregationFunction: '" + text
                        + "' is no aggregation function; allowed are mean, min, max, std (or Avg, Min, Max, Stdev)");
    }
}
