package io.fourinsight.camel.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.csv.FourInsightCsvDataFormat;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.WithTestResource;
import jakarta.inject.Inject;
import java.util.Arrays;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
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

    @Inject
    CamelContext context;

    @Test
    void germanFileIsReadByADataFormatOfThatName() throws Exception {
        FourInsightCsvDataFormat german = (FourInsightCsvDataFormat) context.createDataFormat("fourinsightCsv");
        german.setDecimalComma(true);
        german.setTimeFormat("dd.MM.yyyy HH:mm");
        german.setTimeZone("Europe/Berlin");
        context.getRegistry().bind("german", german);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:german").unmarshal().custom("german");
                from("direct:plain").unmarshal().custom("fourinsightCsv");
            }
        });

        TimeSeries levels = template.requestBody(
                "direct:german", "Zeit;Pegel\n01.02.2026 10:15;1,5\n01.02.2026 10:30;1,75\n", TimeSeries.class);
        TimeSeries plain = template.requestBody("direct:plain", "time,hs\n2026-02-01 09:15,1.5\n", TimeSeries.class);

        assertThat(levels.seriesId()).isEqualTo("Pegel");
        assertThat(levels.instant(0)).isEqualTo("2026-02-01T09:15:00Z");
        assertThat(levels.number(1)).isEqualTo(1.75);
        assertThat(plain.instant(0)).isEqualTo("2026-02-01T09:15:00Z");
    }

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
