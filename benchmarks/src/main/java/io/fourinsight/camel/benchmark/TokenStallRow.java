package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Load;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * Sixteen callers whose token lives six seconds and is renewed at half of them, by an endpoint that takes 800 ms: nobody
 * waits. Then the endpoint fails while the token is still valid: nobody notices.
 *
 * <p>Beside the callers one thread does nothing but pause as they do: what it oversleeps is the machine's doing.
 */
final class TokenStallRow implements Row {

    private static final int CALLERS = 16;
    private static final Duration UP = Duration.ofSeconds(30);
    // from half of the token's life on there are 2.4 s to its end
    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final Duration RENEWAL = Duration.ofSeconds(3);
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger slow = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final AtomicLong overslept = new AtomicLong();

    @Override
    public String name() {
        return "token-stall";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:token").to("fourinsight:token");
            }
        };
        try (Camel camel = new Camel(server.url(), "/slow/token", routes)) {
            camel.template().requestBody("direct:token", (Object) null); // the first token is waited for
            int before = requests(server);
            Load.Result up = call(camel, UP);
            int renewals = requests(server) - before;
            report.row(name() + " slow", "callers", slow.get(), Bar.atMost(0));
            report.row(name() + " errors", "callers", errors.get(), Bar.atMost(0));
            double lifetimes = Math.ceil((double) UP.toNanos() / RENEWAL.toNanos());
            report.row(name() + " renewals", "requests", renewals, Bar.atMost(lifetimes));
            report.note(
                    "%,d calls, the slowest %.1f ms; a thread that only pauses overslept by up to %.1f ms",
                    up.calls(), slowest.get() / 1e6, overslept.get() / 1e6);

            awaitRenewal(camel, server);
            post(server, "/slow/fail");
            before = requests(server);
            call(camel, DOWN);
            report.row(name() + " down", "errors", errors.get(), Bar.atMost(0));
            // closed for 250 to 500 ms, then 500 to 1000, then 1000 to 2000
            report.row(name() + " gates", "requests", requests(server) - before, Bar.atMost(4));
        }
    }

    private Load.Result call(Camel camel, Duration time) throws Exception {
        Thread pausing = new Thread(this::pauseOnly, "pausing");
        pausing.setDaemon(true);
        pausing.start();
        try (Load load = new Load(CALLERS, number -> call(camel))) {
            return load.run(time);
        } finally {
            pausing.interrupt();
            pausing.join();
        }
    }

    private void call(Camel camel) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(2);
        long started = System.nanoTime();
        Exchange answer = camel.template().request("direct:token", exchange -> {});
        long taken = System.nanoTime() - started;
        slowest.accumulateAndGet(taken, Math::max);
        if (taken > SLOW_NANOS) {
            slow.incrementAndGet();
        }
        if (answer.isFailed()) {
            errors.incrementAndGet();
        }
    }

    private void pauseOnly() {
        try {
            while (true) {
                long started = System.nanoTime();
                TimeUnit.MILLISECONDS.sleep(2);
                overslept.accumulateAndGet(System.nanoTime() - started - TimeUnit.MILLISECONDS.toNanos(2), Math::max);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Goes on calling until a new token has come. */
    private void awaitRenewal(Camel camel, ServerProcess server) throws Exception {
        int before = requests(server);
        while (requests(server) == before) {
            call(camel, Duration.ofMillis(50));
        }
        call(camel, Duration.ofSeconds(1));
    }

    private int requests(ServerProcess server) throws IOException, InterruptedException {
        return Integer.parseInt(post(server, "/slow/requests"));
    }

    private String post(ServerProcess server, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
