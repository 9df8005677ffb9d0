package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;

/** Notes of how the rounds of a consumer grow with its series, of which each has 144 files a day; it has no bar. */
final class PollScaleRow implements Row {

    private static final int AT_ONCE = 16;
    private static final int[] GROWTH = {1, 100, 1000, 10_000};
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "poll-scale";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx256m");
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        for (int series : GROWTH) {
            measure(server, report, series);
        }
    }

    private static void measure(ServerProcess server, Report report, int series) throws Exception {
        RoundsOnDemand scheduler = new RoundsOnDemand();
        AtomicLong samples = new AtomicLong();
        try (Camel camel = Camel.with(scheduler, server.url(), route(series, samples))) {
            long before = requests(server);
            double first = seconds(() -> scheduler.poll(camel.context()));
            long between = requests(server);
            report.note(
                    "%,d series: the first round took %.1f s, %.1f requests a series and gave %,d samples",
                    series, first, (between - before) / (double) series, samples.get());
            double[] rounds = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                rounds[round] = seconds(() -> scheduler.poll(camel.context()));
            }
            Arrays.sort(rounds);
            report.note(
                    "%,d series: a round takes %.2f s [%.2f..%.2f], %.1f requests a series; heap in use %d MB of 256",
                    series,
                    rounds[ROUNDS / 2],
                    rounds[0],
                    rounds[ROUNDS - 1],
                    (requests(server) - between) / (double) series / ROUNDS,
                    heap());
        }
    }

    private static RouteBuilder route(int count, AtomicLong samples) {
        String series =
                IntStream.range(0, count).mapToObj(number -> "busy-" + number).collect(Collectors.joining(","));
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("fourinsight:timeseries?operation=data&initialStart=now-1h&scheduler=#observer&seriesParallelism="
                                + AT_ONCE + "&seriesId=" + series)
                        .process(exchange -> samples.addAndGet(
                                exchange.getMessage().getHeader("CamelFourInsightCount", Long.class)));
            }
        };
    }

    private interface Timed {
        void run() throws Exception;
    }

    private static double seconds(Timed timed) throws Exception {
        long begin = System.nanoTime();
        timed.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long requests(ServerProcess server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/busy/requests"))
                .build();
        return Long.parseLong(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body()
                .strip());
    }

    /** Megabytes that are in use after a collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_000_000;
    }
}
