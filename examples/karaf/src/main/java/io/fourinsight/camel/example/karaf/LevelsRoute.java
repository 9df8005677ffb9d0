package io.fourinsight.camel.example.karaf;

import org.apache.camel.builder.RouteBuilder;

/** Fetches the hourly means of a series, every period, into a CSV file. */
final class LevelsRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:levels?delay=0&period={{period}}")
                .routeId("levels")
                .to("fourinsight:timeseries?seriesId={{series-id}}&start={{start}}&end={{end}}"
                        + "&aggregationPeriod=1h&aggregationFunction=mean")
                .log("${header.CamelFourInsightResultSeriesId}: ${header.CamelFourInsightCount} samples")
                .to("file:{{directory}}?fileName={{series-id}}.csv&tempPrefix=.");
    }
}
