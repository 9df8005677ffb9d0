package io.fourinsight.camel.benchmark.process;

import io.fourinsight.camel.benchmark.server.DayCsv;
import io.fourinsight.camel.benchmark.server.Series;
import io.fourinsight.client.reservoir.TimeSeries;
import org.apache.camel.builder.RouteBuilder;

/** One JVM of the row {@code data-memory}: reads a month again and again, and lets go of each result before the next. */
public final class DataMemoryRound {

    private DataMemoryRound() {}

    public static void main(String[] args) throws Exception {
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:data").to("fourinsight:timeseries?operation=data&seriesId=" + Series.OVERLAP.id());
            }
        };
        try (Camel camel = new Camel(args[0], routes)) {
            for (int reading = 0; reading < Integer.parseInt(args[1]); reading++) {
                if (size(camel) != Series.OVERLAP.days() * DayCsv.LINES) {
                    throw new IllegalStateException("not the samples that the server has");
                }
            }
        }
    }

    private static int size(Camel camel) {
        return camel.template()
                .requestBody("direct:data", null, TimeSeries.class)
                .size();
    }
}
