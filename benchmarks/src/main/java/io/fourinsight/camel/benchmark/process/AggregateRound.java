package io.fourinsight.camel.benchmark.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.fourinsight.camel.benchmark.measure.Turns;
import io.fourinsight.camel.benchmark.server.AggregatePages;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** One round of the row {@code aggregate}: prints the samples per second of both sides, read alternately. */
public final class AggregateRound {

    /** The parser's methods are large: until then the compiler, on one of two processors, is at work beside them. */
    private static final int WARM_UPS = 25;

    private static final int READINGS = 10;

    private static final JsonFactory JSON = new JsonFactory();

    private AggregateRound() {}

    public static void main(String[] args) throws Exception {
        String server = args[0];
        List<byte[]> pages = new ArrayList<>();
        for (int page = 0; page < AggregatePages.PAGES; page++) {
            pages.add(AggregatePages.page(page, server + "/reservoir/aggregates/"));
        }
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:aggregate")
                        .to("fourinsight:timeseries?seriesId=aggregates&start=2026-01-01&end=2026-02-01"
                                + "&aggregationPeriod=1s&aggregationFunction=mean");
            }
        };
        try (Camel camel = new Camel(server, routes)) {
            Turns.take(WARM_UPS, () -> read(camel), () -> tokens(pages));
            Turns turns = Turns.take(READINGS, () -> read(camel), () -> tokens(pages));
            System.out.println(turns.oursPerSecond(AggregatePages.SAMPLES) + " "
                    + turns.baselinePerSecond(AggregatePages.SAMPLES));
        }
    }

    private static void read(Camel camel) {
        TimeSeries samples = camel.template().requestBody("direct:aggregate", null, TimeSeries.class);
        if (samples.size() != AggregatePages.SAMPLES) {
            throw new IllegalStateException("not the samples that the server has: " + samples);
        }
    }

    private static void tokens(List<byte[]> pages) throws IOException {
        int tokens = 0;
        for (byte[] page : pages) {
            try (JsonParser parser = JSON.createParser(page)) {
                while (parser.nextToken() != null) {
                    tokens++;
                }
            }
        }
        if (tokens < 6 * AggregatePages.SAMPLES) {
            throw new IllegalStateException("there are only " + tokens + " tokens");
        }
    }
}
