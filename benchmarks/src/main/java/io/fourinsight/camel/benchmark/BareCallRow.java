package io.fourinsight.camel.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.benchmark.Rounds.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Small calls through a route, as bytes and as a map, by one thread and by eight; beside them a loop over HttpClient 5 alone. */
final class BareCallRow implements Row {

    private static final int WARM_UPS = 4;
    private static final int MOST_THREADS = 8;
    private static final Bar BAR = Bar.atLeast(0.9);

    @Override
    public String name() {
        return "call-bare";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Reader map = entity -> {
            try (InputStream body = entity.getContent()) {
                return mapper.readValue(body, Map.class);
            }
        };
        try (BareClient bare = new BareClient(server.url());
                Camel camel = new Camel(server.url(), routes(bare))) {
            for (int threads = 1; threads <= MOST_THREADS; threads *= MOST_THREADS) {
                report.row(
                        name() + " raw " + threads,
                        "calls/s",
                        compare(threads, to(camel, "raw"), () -> bare.get(EntityUtils::toByteArray)),
                        BAR);
                report.row(
                        name() + " map " + threads,
                        "calls/s",
                        compare(threads, to(camel, "map"), () -> bare.get(map)),
                        BAR);
                // what is left if nothing but Camel stands around the bare call
                Outcome camelAlone = compare(threads, to(camel, "bare"), () -> bare.get(EntityUtils::toByteArray));
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

    private static RouteBuilder routes(BareClient bare) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:raw").to("fourinsight:api?path=items/0&rawBody=true");
                from("direct:map").to("fourinsight:api?path=items/0");
                from("direct:bare")
                        .process(exchange -> exchange.getMessage().setBody(bare.get(EntityUtils::toByteArray)));
            }
        };
    }

    /** What a body is read by. */
    @FunctionalInterface
    private interface Reader {
        Object read(HttpEntity entity) throws IOException;
    }

    /** A client with as many connections as there are threads. */
    private static final class BareClient implements AutoCloseable {

        private final CloseableHttpClient client;
        private final URI url;

        BareClient(String server) {
            PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(MOST_THREADS)
                    .build();
            client = HttpClients.custom().setConnectionManager(connections).build();
            url = URI.create(server + "/api/items/0");
        }

        Object get(Reader reader) throws IOException {
            HttpGet get = new HttpGet(url);
            get.setHeader("Authorization", "Bearer token-1");
            return client.execute(get, answer -> reader.read(answer.getEntity()));
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }
}
