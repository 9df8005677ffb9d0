package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Turns;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** A round of a consumer over series that have nothing new: one request for each, several at once. */
final class PollRow implements Row {

    private static final int SERIES = 1000;
    private static final int AT_ONCE = 4;

    /** A consumer runs for weeks: both are compiled to the end before anything counts. */
    private static final int WARM_UPS = 150;

    /** Short ones, so that a bad second of the machine is one of many. */
    private static final int ROUNDS = 25;

    private static final int TURNS = 5;

    /** A round takes at most 1.2 times as long. */
    private static final Bar BAR = Bar.atLeast(1 / 1.2);

    @Override
    public String name() {
        return "poll";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx256m");
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        RoundsOnDemand scheduler = new RoundsOnDemand();
        try (Camel camel = Camel.with(scheduler, server.url(), route());
                BareLoop bare = new BareLoop(server.url())) {
            report.row(
                    name(),
                    "series/s",
                    Turns.atLeast(ROUNDS, WARM_UPS, TURNS, SERIES, () -> scheduler.poll(camel.context()), bare::run),
                    BAR);
        }
    }

    private static RouteBuilder route() {
        String series =
                IntStream.range(0, SERIES).mapToObj(number -> "idle-" + number).collect(Collectors.joining(","));
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("fourinsight:timeseries?operation=data&recovery=none&initialStart=now-1h&scheduler=#observer"
                                + "&seriesParallelism=" + AT_ONCE + "&seriesId=" + series)
                        .process(exchange -> {
                            throw new IllegalStateException("there is nothing to emit");
                        });
            }
        };
    }

    /** The same requests without anything around them. */
    private static final class BareLoop implements AutoCloseable {

        private final CloseableHttpClient client = HttpClients.createSystem();
        private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        private final String url;

        BareLoop(String server) {
            url = server + "/reservoir/timeseries/idle-";
        }

        void run() throws Exception {
            long now = System.currentTimeMillis() * 1_000_000;
            List<Callable<Void>> parts = new ArrayList<>();
            for (int part = 0; part < AT_ONCE; part++) {
                int first = part;
                parts.add(() -> {
                    for (int number = first; number < SERIES; number += AT_ONCE) {
                        get(url + number + "/data/days?start=" + (now - 86_400_000_000_000L) + "&end=" + now);
                    }
                    return null;
                });
            }
            for (Future<Void> part : threads.invokeAll(parts)) {
                part.get();
            }
        }

        private void get(String request) throws Exception {
            HttpGet get = new HttpGet(URI.create(request));
            get.setHeader("Authorization", "Bearer token-1");
            client.execute(get, answer -> EntityUtils.toByteArray(answer.getEntity()));
        }

        @Override
        public void close() throws IOException {
            threads.shutdownNow();
            client.close();
        }
    }
}
