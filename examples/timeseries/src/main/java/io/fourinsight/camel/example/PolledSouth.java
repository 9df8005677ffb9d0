package io.fourinsight.camel.example;

import org.apache.camel.builder.RouteBuilder;

/** The route of {@code polling/north.yaml} in Java, with another series. */
public final class PolledSouth extends RouteBuilder {

    @Override
    public void configure() {
        from("fourinsight:timeseries?operation=data&seriesId={{south.series-id}}&initialStart={{first-day}}"
                        + "&cursorDataSource=#database&delay={{delay}}")
                .routeId("polled-south") // names the cursor
                .to("bean:dayFiles")
                .setBody(simple("${body.rows}"))
                .to("sql:MERGE INTO LEVEL (SERIES_ID, SAMPLE_TIME, METRES) KEY (SERIES_ID, SAMPLE_TIME)"
                        + " VALUES (:#CamelFourInsightSeriesId, :#time, :#value)?batch=true");
    }
}
