package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateParametersTest {

    private static final Sandbox SANDBOX = Sandbox.start();

    private final TestClient client = new TestClient(SANDBOX);

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aggregationPeriod=1h&aggregationFunction=Avg&start=0",
                "aggregationPeriod=1h&aggregationFunction=Avg&end=0",
                "aggregationPeriod=1h&start=0&end=1",
                "aggregationFunction=Avg&start=0&end=1",
                "aggregationPeriod=1h&aggregationFunction=Median&start=0&end=1",
                "aggregationPeriod=1h&aggregationFunction=Avg&start=1&end=1",
                "aggregationPeriod=1h&aggregationFunction=Avg&start=2026-01-01T00:00:00&end=1",
                "aggregationPeriod=1h&aggregationFunction=Avg&start=2026-01-01T00:00:00+00:00&end=1",
                "aggregationPeriod=1h&aggregationFunction=Avg&start=-9223372036854775808&end=1",
                "aggregationPeriod=25h&aggregationFunction=Avg&start=0&end=1",
                "aggregationPeriod=0s&aggregationFunction=Avg&start=0&end=1",
                "aggregationPeriod=1d&aggregationFunction=Avg&start=0&end=1",
                "aggregationPeriod=0.5h&aggregationFunction=Avg&start=0&end=1",
                "aggregationPeriod=999999999999999999h&aggregationFunction=Avg&start=0&end=1",
                "aggregationPeriod=1h&aggregationFunction=Avg&start=0&end=1&maxPageSize=30001",
                "aggregationPeriod=1h&aggregationFunction=Avg&start=0&end=1&maxPageSize=0",
                "aggregationPeriod=1h&aggregationFunction=Avg&start=0&end=1&includeEmptyAggregations=yes",
            })
    void badQueryIsRefused(String query) {
        HttpResponse<String> response = aggregate(Sandbox.STAVANGER, query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").path("code").asText()).isEqualTo("BadRequest");
        assertThat(json(response).path("error").path("message").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"24h", "1440m", "86400s", "100ms", "5microsecond", "10tick"})
    void periodsOfEveryUnitAreTaken(String period) {
        assertThat(aggregate(Sandbox.EMPTY, "aggregationPeriod=" + period + "&aggregationFunction=Avg&start=0&end=1")
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> aggregate(String seriesId, String query) {
        return client.reservoir("reservoir/timeseries/%s/samples/aggregate?%s".formatted(seriesId, query));
    }
}
