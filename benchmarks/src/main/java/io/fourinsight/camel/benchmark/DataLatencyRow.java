package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import io.fourinsight.camel.benchmark.server.Series;
import io.fourinsight.client.reservoir.TimeSeries;
import org.apache.camel.builder.RouteBuilder;

/** Small day files of a store that takes 20 ms for each: several at once against one after the other. */
final class DataLatencyRow implements Row {

    private static final int WARM_UPS = 1;

    @Override
    public String name() {
        return "data-latency";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        measure(4, 3.8, server, report);
        measure(16, 14, server, report);
        measure(32, 26, server, report);
    }

    private void measure(int parallelism, double bar, ServerProcess server, Report report) throws Exception {
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                String read = "fourinsight:timeseries?operation=data&seriesId=" + Series.SHORT.id() + "&parallelism=";
                from("direct:several").to(read + parallelism);
                from("direct:one").to(read + 1);
            }
        };
        try (Camel camel = new Camel(server.url(), routes)) {
            Outcome outcome = Rounds.run(
                    WARM_UPS, () -> filesPerSecond(camel, "direct:several"), () -> filesPerSecond(camel, "direct:one"));
            report.row(name() + "-" + parallelism, "files/s", outcome, Bar.atLeast(bar));
        }
    }

    private static double filesPerSecond(Camel camel, String route) {
        long started = System.nanoTime();
        TimeSeries samples = camel.template().requestBody(route, null, TimeSeries.class);
        if (samples.size() != Series.SHORT.lines()) {
            throw new IllegalStateException("not the samples that the server has: " + samples);
        }
        return Series.SHORT.days() * 1e9 / (System.nanoTime() - started);
    }
}
