package io.fourinsight.camel.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.WithTestResource;
import jakarta.inject.Inject;
import java.util.Arrays;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Starts an application that has nothing but the extension and its configuration. */
@WithTestResource(SandboxServer.class)
class ExtensionTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .setLogRecordPredicate(record -> record.getMessage().startsWith("Installed features"))
            .assertLogRecords(records -> assertThat(records).singleElement().satisfies(record -> assertThat(
                            Arrays.toString(record.getParameters()))
                    .contains("camel-core, ", "camel-fourinsight, ", "camel-http, ")));

    @Inject
    ProducerTemplate template;

    @Test
    void sessionOfTheConfigurationReadsASeries() {
        TimeSeries series = template.requestBody(
                "fourinsight:timeseries?sessionKey=north&seriesId=" + Sandbox.BERGEN
                        + "&start=2026-03-01&end=2026-03-02&aggregationPeriod=1h&aggregationFunction=mean",
                null,
                TimeSeries.class);

        assertThat(series.seriesId()).isEqualTo(Sandbox.BERGEN);
        assertThat(series.size()).isEqualTo(24);
        assertThat(series.instant(0)).isEqualTo("2026-03-01T00:00:00Z");
    }
}
