package io.fourinsight.camel.benchmark.process;

import io.fourinsight.camel.benchmark.baseline.BareReading;
import io.fourinsight.camel.benchmark.server.AggregatePages;
import io.fourinsight.camel.benchmark.server.DayCsv;
import io.fourinsight.camel.benchmark.server.ItemPages;
import io.fourinsight.camel.benchmark.server.Series;
import io.fourinsight.client.reservoir.TimeSeries;
import java.util.List;
import java.util.Locale;
import org.apache.camel.builder.RouteBuilder;

/** One JVM of the row {@code first}: prints how much of its one job a second it did, from the first request to the result. */
public final class FirstWork {

    /** What there is to be read. */
    public enum Job {
        PAGES("pages", ItemPages.PAGES, "fourinsight:api?path=pages/0") {
            @Override
            void bare(BareReading reading) throws Exception {
                reading.items();
            }

            @Override
            int amount(Object body) {
                return ((List<?>) body).size() / ItemPages.PAGE_SIZE;
            }
        },
        MONTH(
                "samples",
                Series.MONTH.days() * DayCsv.LINES,
                "fourinsight:timeseries?operation=data&seriesId=" + Series.MONTH.id()) {
            @Override
            void bare(BareReading reading) throws Exception {
                reading.month();
            }
        },
        AGGREGATES(
                "samples",
                AggregatePages.SAMPLES,
                "fourinsight:timeseries?seriesId=aggregates&start=2026-01-01&end=2026-02-01"
                        + "&aggregationPeriod=1s&aggregationFunction=mean") {
            @Override
            void bare(BareReading reading) throws Exception {
                reading.aggregates();
            }
        };

        private final String unit;
        private final int amount;
        private final String endpoint;

        Job(String unit, int amount, String endpoint) {
            this.unit = unit;
            this.amount = amount;
            this.endpoint = endpoint;
        }

        abstract void bare(BareReading reading) throws Exception;

        int amount(Object body) {
            return ((TimeSeries) body).size();
        }

        public String unit() {
            return unit;
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private FirstWork() {}

    public static void main(String[] args) throws Exception {
        Job job = Job.valueOf(args[0]);
        double seconds = args[1].equals("ours") ? ours(job, args[2]) : baseline(job, args[2]);
        System.out.println(job.amount / seconds);
    }

    private static double ours(Job job, String server) throws Exception {
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:first").to(job.endpoint);
            }
        };
        try (Camel camel = new Camel(server, routes)) {
            long started = System.nanoTime();
            int amount = job.amount(camel.template().requestBody("direct:first", (Object) null));
            double seconds = (System.nanoTime() - started) / 1e9;
            if (amount != job.amount) {
                throw new IllegalStateException("not what the server has, but " + amount);
            }
            return seconds;
        }
    }

    private static double baseline(Job job, String server) throws Exception {
        // the component, too, makes its client for the first request
        long started = System.nanoTime();
        try (BareReading reading = new BareReading(server)) {
            job.bare(reading);
            return (System.nanoTime() - started) / 1e9;
        }
    }
}
