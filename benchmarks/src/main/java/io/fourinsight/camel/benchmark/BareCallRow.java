package io.fourinsight.camel.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.benchmark.baseline.BareClient;
import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.CallRounds;
import io.fourinsight.camel.benchmark.measure.Load;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.measure.Turns;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;

/** Small calls through a route, as bytes and as a map, by one thread and by eight; beside them a loop over HttpClient 5 alone. */
final class BareCallRow implements Row {

    private static final int WARM_UPS = 16;
    private static final int MOST_THREADS = 8;
    private static final Bar BAR = Bar.atLeast(0.9);

    @Override
    public String name() {
        return "call-bare";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        URI url = URI.create(server.url() + "/api/items/0");
        try (BareClient bare = new BareClient(MOST_THREADS);
                Camel camel = new Camel(server.url(), routes(bare, url))) {
            for (int threads = 1; threads <= MOST_THREADS; threads *= MOST_THREADS) {
                report.row(
                        name() + " raw " + threads,
                        "calls/s",
                        compare(threads, to(camel, "raw"), () -> bare.get(url, InputStream::readAllBytes)),
                        BAR);
                report.row(
                        name() + " map " + threads,
                        "calls/s",
                        compare(
                                threads,
                                to(camel, "map"),
                                () -> bare.get(url, body -> mapper.readValue(body, Map.class))),
                        BAR);
                // what is left if nothing but Camel stands around the bare call
                Outcome camelAlone =
                        compare(threads, to(camel, "bare"), () -> bare.get(url, InputStream::readAllBytes));
                report.note(
                        "the bare call as the one step of a route, %d threads: %.2f [%.2f..%.2f] of itself",
                        threads,
                        camelAlone.ratio().median(),
                        camelAlone.ratio().min(),
                        camelAlone.ratio().max());
            }
        }
    }

    private static Outcome compare(int threads, Turns.Work ours, Turns.Work baseline) throws Exception {
        try (Load mine = new Load(threads, number -> ours.run());
                Load other = new Load(threads, number -> baseline.run())) {
            return CallRounds.run(WARM_UPS, mine, other).callsPerSecond();
        }
    }

    /** A call into a route; its endpoint is looked up once, as a step of another route does. */
    private static Turns.Work to(Camel camel, String route) {
        Endpoint endpoint = camel.context().getEndpoint("direct:" + route);
        return () -> {
            if (camel.template().requestBody(endpoint, (Object) null) == null) {
                throw new IllegalStateException("no answer from " + route);
            }
        };
    }

    private static RouteBuilder routes(BareClient bare, URI url) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:raw").to("fourinsight:api?path=items/0&rawBody=true");
                from("direct:map").to("fourinsight:api?path=items/0");
                from("direct:bare")
                        .process(exchange -> exchange.getMessage().setBody(bare.get(url, InputStream::readAllBytes)));
            }
        };
    }
}
