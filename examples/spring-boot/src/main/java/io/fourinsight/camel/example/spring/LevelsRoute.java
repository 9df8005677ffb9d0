package io.fourinsight.camel.example.spring;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Timer, fourinsight:timeseries, file: once an hour the hourly means of a series. */
@Component
class LevelsRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:levels?period=1h")
                .routeId("levels")
                .to("fourinsight:timeseries?seriesId={{levels.series-id}}&start={{levels.start}}&end={{levels.end}}"
                        + "&aggregationPeriod=1h&aggregationFunction=mean")
                .log("${header.CamelFourInsightResultSeriesId}: ${header.CamelFourInsightCount} samples")
                .to("file:{{levels.directory}}?fileName={{levels.series-id}}.csv");
    }
}
