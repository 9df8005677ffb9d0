package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Load;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/** What stays behind after a million calls and a thousand routes that came and went. */
final class MemoryRow implements Row {

    private static final int THREADS = 4;
    private static final int BEFORE = 100_000;
    private static final int AFTER = 1_000_000;
    private static final int ROUTES = 1_000;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx256m");
    }

    private record Footprint(double heap, double threads) {

        static Footprint now() throws InterruptedException {
            // threads that idle end after five seconds
            TimeUnit.SECONDS.sleep(8);
            double least = Double.MAX_VALUE;
            for (int collection = 0; collection < 5; collection++) {
                System.gc();
                TimeUnit.MILLISECONDS.sleep(200);
                least = Math.min(
                        least,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
            }
            return new Footprint(least, ManagementFactory.getThreadMXBean().getThreadCount());
        }
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call").to("fourinsight:api?path=items/1");
            }
        };
        try (Camel camel = new Camel(server.url(), routes);
                Load load = new Load(THREADS, number -> camel.template().requestBody("direct:call", (Object) null))) {
            comeAndGo(camel, ROUTES / 10);
            load.run(BEFORE / THREADS);
            Footprint before = Footprint.now();
            long rss = residentKilobytes();
            load.run(AFTER / THREADS);
            comeAndGo(camel, ROUTES);
            Footprint after = Footprint.now();
            report.row(name() + " heap", "MB", outcome(after.heap(), before.heap()), Bar.atMost(1.05));
            report.row(name() + " threads", "threads", outcome(after.threads(), before.threads()), Bar.atMost(1.05));
            report.note("resident set: %,d kB before, %,d kB after", rss, residentKilobytes());
        }
    }

    private static Outcome outcome(double ours, double baseline) {
        return Outcome.of(new double[] {ours}, new double[] {baseline});
    }

    /** Each route with an endpoint of its own, used once. */
    private static void comeAndGo(Camel camel, int count) throws Exception {
        for (int number = 0; number < count; number++) {
            String id = "passing-" + number;
            camel.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:" + id).routeId(id).to("fourinsight:api?path=items/" + id);
                }
            });
            // one of its own, for a template keeps the last thousand endpoints that it has sent to
            try (ProducerTemplate template = camel.context().createProducerTemplate()) {
                template.requestBody("direct:" + id, (Object) null);
            }
            camel.context().getRouteController().stopRoute(id);
            camel.context().removeRoute(id);
        }
    }

    private static long residentKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }
}
