package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import io.fourinsight.camel.benchmark.server.AggregatePages;
import io.fourinsight.client.reservoir.TimeSeries;
import org.apache.camel.builder.RouteBuilder;

/** A million aggregates of a service that takes 50 ms for a page: four parts of the window at once against one after the other. */
final class AggregateLatencyRow implements Row {

    private static final int WARM_UPS = 3;

    @Override
    public String name() {
        return "aggregate-latency";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                String read = "fourinsight:timeseries?seriesId=aggregates-late&start=2026-01-01&end=2026-02-01"
                        + "&aggregationPeriod=1s&aggregationFunction=mean&parallelism=";
                from("direct:four").to(read + 4);
                from("direct:one").to(read + 1);
            }
        };
        try (Camel camel = new Camel(server.url(), routes)) {
            Outcome outcome = Rounds.run(
                    WARM_UPS,
                    () -> samplesPerSecond(camel, "direct:four"),
                    () -> samplesPerSecond(camel, "direct:one"));
            report.row(name(), "samples/s", outcome, Bar.atLeast(3));
        }
    }

    private static double samplesPerSecond(Camel camel, String route) {
        long started = System.nanoTime();
        TimeSeries samples = camel.template().requestBody(route, null, TimeSeries.class);
        if (samples.size() != AggregatePages.SAMPLES) {
            throw new IllegalStateException("not the samples that the server has: " + samples);
        }
        return AggregatePages.SAMPLES * 1e9 / (System.nanoTime() - started);
    }
}
