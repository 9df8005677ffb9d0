package io.fourinsight.camel.parquet;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.testing.ChildJvm;
import java.time.Duration;
import java.util.Random;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Writes a file of a stream of so many samples, ten a second, by a route in a process of its own. */
final class ParquetChild {

    static final long BEGIN = ParquetRig.nanos("2026-01-01T00:00:00Z");
    static final long STEP = 100_000_000;

    private ParquetChild() {}

    /** @param args how many samples, of how many decimals, and the folder */
    public static void main(String[] args) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .marshal()
                            .custom("fourinsightParquet")
                            .to("file:" + args[2] + "?fileName=series.parquet");
                }
            });
            context.start();
            long begin = System.nanoTime();
            context.createProducerTemplate()
                    .requestBody(
                            "direct:in",
                            new TimeSeriesStream("id-1", new Made(Long.parseLong(args[0]), Integer.parseInt(args[1]))));
            ChildJvm.say("written");
            ChildJvm.say(Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
        }
    }

    /** Waves with some noise. */
    private static final class Made implements TimeSeriesStream.Source {

        private static final int SAMPLES = 100_000;

        private final long count;
        private final double scale;
        private final Random random = new Random(1);
        private long at;

        Made(long count, int decimals) {
            this.count = count;
            this.scale = Math.pow(10, decimals);
        }

        @Override
        public TimeSeries next() {
            TimeSeries.Builder piece = TimeSeries.builder("id-1");
            for (int i = 0; i < SAMPLES && at < count; i++, at++) {
                double value = Math.sin(at / 70.0) * 1.2 + random.nextDouble() * 0.1;
                piece.add(BEGIN + at * STEP, Math.round(value * scale) / scale);
            }
            return piece.size() == 0 ? null : piece.build();
        }

        @Override
        public void close() {}
    }
}
