package io.fourinsight.camel.benchmark.process;

import io.fourinsight.client.reservoir.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/** One JVM of the row {@code rss}: prints the most memory it has had, in kilobytes. */
public final class SmallJob {

    private static final int CALLS = 20_000;
    private static final int COLLECTIONS = 10;
    private static final int SAMPLES = 100_000;
    private static final long START = 1_750_000_000_000_000_000L;

    /** What a process is there for. */
    public enum Work {
        CALLS(120) {
            @Override
            void run(ProducerTemplate template) {
                for (int call = 0; call < SmallJob.CALLS; call++) {
                    template.requestBody("direct:call", (Object) null);
                }
            }
        },
        PAGES(160) {
            @Override
            void run(ProducerTemplate template) {
                for (int collection = 0; collection < COLLECTIONS; collection++) {
                    template.requestBody("direct:pages", null, List.class);
                }
            }
        },
        APPEND(160) {
            @Override
            void run(ProducerTemplate template) {
                List<Sample> samples = new ArrayList<>(SAMPLES);
                for (int sample = 0; sample < SAMPLES; sample++) {
                    samples.add(new Sample(START + sample * 1_000_000L, sample / 8.0));
                }
                for (int time = 0; time < COLLECTIONS; time++) {
                    template.requestBody("direct:append", samples);
                }
            }
        };

        private final int megabytes;

        Work(int megabytes) {
            this.megabytes = megabytes;
        }

        abstract void run(ProducerTemplate template);

        /** The bar. */
        public int megabytes() {
            return megabytes;
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private SmallJob() {}

    public static void main(String[] args) throws Exception {
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call").to("fourinsight:api?path=items/0");
                from("direct:pages").to("fourinsight:api?path=pages/0");
                from("direct:append").to("fourinsight:timeseries?operation=append&seriesId=uploaded");
            }
        };
        try (Camel camel = new Camel(args[1], routes)) {
            Work.valueOf(args[0]).run(camel.template());
        }
        System.out.println(highWaterMark());
    }

    /** What Linux counts as {@code VmHWM}, in kilobytes. */
    private static String highWaterMark() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
