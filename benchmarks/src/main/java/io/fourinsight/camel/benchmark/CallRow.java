package io.fourinsight.camel.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.benchmark.baseline.PlainSocketCalls;
import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.CallRounds;
import io.fourinsight.camel.benchmark.measure.Load;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

/** Small calls through a route: throughput, and where it has a bar also allocation. */
final class CallRow implements Row {

    private static final Duration CEILING = Duration.ofSeconds(2);
    private static final int WARM_UPS = 16;

    /** What the two routes of a row do. */
    private interface Sides {
        /** Adds the steps of our side to a route. */
        void ours(RouteDefinition route, String server, int number);

        /** Adds the steps of the other. */
        void baseline(RouteDefinition route, String server, int number);
    }

    private final String name;
    private final int threads;
    private final int paths;
    private final Bar throughput;
    private final Bar allocation;
    private final Sides sides;

    private CallRow(String name, int threads, int paths, Bar throughput, Bar allocation, Sides sides) {
        this.name = name;
        this.threads = threads;
        this.paths = paths;
        this.throughput = throughput;
        this.allocation = allocation;
        this.sides = sides;
    }

    static Row bytes(String name, int threads) {
        return new CallRow(name, threads, 1, Bar.atLeast(0.95), Bar.atMost(1.1), new Sides() {
            @Override
            public void ours(RouteDefinition route, String server, int number) {
                route.to("fourinsight:api?path=items/" + number + "&rawBody=true");
            }

            @Override
            public void baseline(RouteDefinition route, String server, int number) {
                http(route, server, number).convertBodyTo(byte[].class);
            }
        });
    }

    static Row oauth(String name) {
        return new CallRow(name, 1, 10, Bar.atLeast(1.0), null, new Sides() {
            @Override
            public void ours(RouteDefinition route, String server, int number) {
                route.to("fourinsight:api?path=items/" + number + "&rawBody=true");
            }

            @Override
            public void baseline(RouteDefinition route, String server, int number) {
                route.to(server + "/api/items/" + number + "?oauth2ClientId=benchmark&oauth2ClientSecret=secret"
                                + "&oauth2CacheTokens=true&oauth2TokenEndpoint=RAW(" + server + "/token)")
                        .convertBodyTo(byte[].class);
            }
        });
    }

    static Row map(String name) {
        return new CallRow(name, 1, 1, Bar.atLeast(0.95), null, new Sides() {
            @Override
            public void ours(RouteDefinition route, String server, int number) {
                route.to("fourinsight:api?path=items/" + number);
            }

            @Override
            public void baseline(RouteDefinition route, String server, int number) {
                ObjectMapper mapper = new ObjectMapper();
                http(route, server, number).process(exchange -> exchange.getMessage()
                        .setBody(mapper.readValue(exchange.getMessage().getBody(InputStream.class), Map.class)));
            }
        });
    }

    private static RouteDefinition http(RouteDefinition route, String server, int number) {
        return route.setHeader("Authorization").constant("Bearer token-1").to(server + "/api/items/" + number);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        try (Camel camel = new Camel(server.url(), routes(server.url()));
                Load ours = new Load(threads, number -> call(camel.template(), "direct:ours-" + number % paths));
                Load baseline =
                        new Load(threads, number -> call(camel.template(), "direct:baseline-" + number % paths));
                Load sockets = new Load(threads, new PlainSocketCalls(server.url()))) {
            CallRounds rounds = CallRounds.run(WARM_UPS, ours, baseline);
            report.row(name, "calls/s", rounds.callsPerSecond(), throughput);
            if (allocation != null) {
                report.row(name + " memory", "B/call", rounds.bytesPerCall(), allocation);
            }
            Load.Result ceiling = sockets.run(CEILING);
            report.note("the server answers %,.0f calls/s to plain sockets, %d threads", ceiling.perSecond(), threads);
        }
    }

    private RouteBuilder routes(String server) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (int number = 0; number < paths; number++) {
                    sides.ours(from("direct:ours-" + number), server, number);
                    sides.baseline(from("direct:baseline-" + number), server, number);
                }
            }
        };
    }

    static void call(ProducerTemplate template, String route) {
        if (template.requestBody(route, (Object) null) == null) {
            throw new IllegalStateException("no answer from " + route);
        }
    }
}
