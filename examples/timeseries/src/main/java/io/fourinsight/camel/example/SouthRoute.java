package io.fourinsight.camel.example;

import org.apache.camel.builder.RouteBuilder;

/** The route of {@code camel/north.yaml} in Java, with a series and a session of its own. */
public final class SouthRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:south?delay=0&period=200&repeatCount=5&includeMetadata=true")
                .routeId("south")
                .to("bean:days")
                .to("fourinsight:timeseries?sessionKey=south&seriesId={{south.series-id}}"
                        + "&aggregationPeriod=1h&aggregationFunction=mean")
                .to("bean:summary")
                .to("file:{{directory}}?fileName={{south.file}}&fileExist=Append");
    }
}
