package io.fourinsight.camel.example.operations;

import org.apache.camel.builder.RouteBuilder;

/** Routes that do the same again and again, and one that lets something go wrong every so often. */
final class WatchedRoutes extends RouteBuilder {

    private static final String DAY = "&seriesId={{series-id}}&start=2026-03-01&end=2026-03-02";
    private static final String SAMPLES = "1767225600000000000,1.5\n1767225601000000000,2.5\n";

    @Override
    public void configure() {
        from("timer:levels?delay=0&period={{period}}")
                .routeId("levels")
                .to("fourinsight:timeseries?sessionKey=north&aggregationPeriod=1h&aggregationFunction=mean" + DAY);

        // from the cache from the second time on
        from("timer:samples?delay=0&period={{period}}")
                .routeId("samples")
                .to("fourinsight:timeseries?operation=data&sessionKey=north&cache=true" + DAY);

        from("timer:uploads?delay=0&period={{period}}")
                .routeId("uploads")
                .setBody(constant(SAMPLES))
                .to("fourinsight:timeseries?operation=append&sessionKey=north&seriesId={{upload-series-id}}");

        // its session loses its credentials now and then
        from("timer:campaigns?delay=0&period={{period}}")
                .routeId("campaigns")
                .to("fourinsight:campaigns?sessionKey=south");

        from("timer:trouble?delay={{trouble.period}}&period={{trouble.period}}")
                .routeId("trouble")
                .autoStartup("{{trouble.auto-startup}}")
                .to("bean:trouble?method=next");
    }
}
