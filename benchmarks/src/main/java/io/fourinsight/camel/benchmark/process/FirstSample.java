package io.fourinsight.camel.benchmark.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.InputStream;
import java.time.Instant;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** The demo's route until its first sample: a timer, a token, the aggregates of a series. */
public final class FirstSample {

    private static final String WINDOW = "start=2026-01-01T00:00:00Z&end=2026-02-01T00:00:00Z";

    private FirstSample() {}

    public static void main(String[] args) throws Exception {
        String server = args[1];
        Main main = new Main();
        if (args[0].equals("ours")) {
            main.addInitialProperty("camel.component.fourinsight.client-id", "benchmark");
            main.addInitialProperty("camel.component.fourinsight.client-secret", "secret");
            main.addInitialProperty("camel.component.fourinsight.token-url", server + "/token");
            main.addInitialProperty("camel.component.fourinsight.reservoir-url", server + "/reservoir/");
            main.configure().addRoutesBuilder(ours());
        } else {
            main.configure().addRoutesBuilder(baseline(server));
        }
        main.run();
    }

    private static RouteBuilder ours() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:start?delay=0&repeatCount=1")
                        .to("fourinsight:timeseries?seriesId=short&aggregationPeriod=15m&aggregationFunction=mean&"
                                + WINDOW)
                        .process(exchange -> {
                            TimeSeries samples = exchange.getMessage().getBody(TimeSeries.class);
                            found(samples.instant(0), samples.number(0));
                        });
            }
        };
    }

    private static RouteBuilder baseline(String server) {
        ObjectMapper mapper = new ObjectMapper();
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:start?delay=0&repeatCount=1")
                        .to(server + "/reservoir/reservoir/timeseries/short/samples/aggregate?" + WINDOW
                                + "&oauth2ClientId=benchmark&oauth2ClientSecret=secret&oauth2CacheTokens=true"
                                + "&oauth2TokenEndpoint=RAW(" + server + "/token)")
                        .process(exchange -> {
                            JsonNode sample = mapper.readTree(
                                            exchange.getMessage().getBody(InputStream.class))
                                    .get("value")
                                    .get(0);
                            found(
                                    Instant.parse(sample.get("Timestamp").asText()),
                                    sample.get("Value").asDouble());
                        });
            }
        };
    }

    private static void found(Instant timestamp, double value) {
        System.out.println("first sample " + timestamp + " " + value);
    }
}
