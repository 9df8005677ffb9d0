package io.fourinsight.camel.quarkus.it;

import org.apache.camel.builder.RouteBuilder;

/** What makes the application one: a route that reads a series. */
public class LevelsRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:levels")
                .to("fourinsight:timeseries?seriesId={{levels.series-id}}&start=now-1d"
                        + "&aggregationPeriod=1h&aggregationFunction=mean");
    }
}
