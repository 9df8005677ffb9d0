package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.reservoir.TimeSeries;
import io.fourinsight.camel.sandbox.Sandbox;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void bodyIsTheSeriesOfTheWindow() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                SandboxContext context = new SandboxContext(sandbox)) {
            context.route(
                    "samples",
                    "fourinsight:timeseries?seriesId=" + Sandbox.STAVANGER
                            + "&start=2026-03-01&end=2026-03-02&aggregationPeriod=1h&aggregationFunction=mean");

            Exchange exchange = context.send("samples");

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody(TimeSeries.class).size()).isEqualTo(24);
        }
    }
}
