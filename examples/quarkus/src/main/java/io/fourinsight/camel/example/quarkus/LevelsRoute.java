package io.fourinsight.camel.example.quarkus;

import org.apache.camel.builder.RouteBuilder;

/** Writes the hourly means of one series to a file, again and again; Quarkus finds it by its type. */
public class LevelsRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:levels?delay=0&period={{levels.period}}")
                .routeId("levels")
                .to("fourinsight:timeseries?seriesId={{levels.series-id}}&start={{levels.start}}&end={{levels.end}}"
                        + "&aggregationPeriod=1h&aggregationFunction=mean")
                .to("bean:summary")
                .to("file:{{levels.directory}}?fileName={{levels.series-id}}.csv");
    }
}
