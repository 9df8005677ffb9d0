package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.CallRounds;
import io.fourinsight.camel.benchmark.measure.Load;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;

/** What it costs to count each request: the same calls with Micrometer, and without. */
final class MetricsRow implements Row {

    private static final int THREADS = 16;
    private static final int WARM_UPS = 16;
    private static final Bar BAR = Bar.atLeast(0.97);

    @Override
    public String name() {
        return "call-metrics";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        try (Camel counting = Camel.with(new SimpleMeterRegistry(), server.url(), routes());
                Camel plain = new Camel(server.url(), routes());
                Load ours = new Load(THREADS, number -> CallRow.call(counting.template(), "direct:call"));
                Load baseline = new Load(THREADS, number -> CallRow.call(plain.template(), "direct:call"))) {
            report.row(
                    name(), "calls/s", CallRounds.run(WARM_UPS, ours, baseline).callsPerSecond(), BAR);
        }
    }

    private static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call").to("fourinsight:api?path=items/0&rawBody=true");
            }
        };
    }
}
