package io.fourinsight.camel.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.fourinsight.camel.benchmark.Rounds.Outcome;
import io.fourinsight.camel.benchmark.server.AggregatePages;
import io.fourinsight.camel.reservoir.TimeSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** A million aggregates as a series, against Jackson's tokens of the same bytes in memory. */
final class AggregateRow implements Row {

    /** The parser's methods are large: until then the compiler, on one of two processors, is at work beside the row. */
    private static final int WARM_UPS = 6;

    /** In a round, for a single one takes a fraction of a second, in which a busy machine can do anything. */
    private static final int READINGS = 5;

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String name() {
        return "aggregate";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        List<byte[]> pages = new ArrayList<>();
        for (int page = 0; page < AggregatePages.PAGES; page++) {
            pages.add(AggregatePages.page(page, server.url() + "/reservoir/aggregates/"));
        }
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:aggregate")
                        .to("fourinsight:timeseries?seriesId=aggregates&start=2026-01-01&end=2026-02-01"
                                + "&aggregationPeriod=1s&aggregationFunction=mean");
            }
        };
        try (Camel camel = new Camel(server.url(), routes)) {
            Outcome outcome = Rounds.run(WARM_UPS, () -> rate(() -> read(camel)), () -> rate(() -> tokens(pages)));
            report.row(name(), "samples/s", outcome, Bar.atLeast(0.4));
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

    @FunctionalInterface
    private interface Reading {
        void run() throws IOException;
    }

    private static double rate(Reading reading) throws IOException {
        long started = System.nanoTime();
        for (int i = 0; i < READINGS; i++) {
            reading.run();
        }
        return READINGS * AggregatePages.SAMPLES * 1e9 / (System.nanoTime() - started);
    }
}
