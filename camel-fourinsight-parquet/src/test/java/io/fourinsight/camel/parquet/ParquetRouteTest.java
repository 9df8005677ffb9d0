package io.fourinsight.camel.parquet;

import static io.fourinsight.camel.parquet.ParquetRig.duckDb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.testing.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data format in routes: what is read goes to a file, in bounded memory, and nothing else stays. */
class ParquetRouteTest {

    private static final Path PAGE = Path.of("..").toAbsolutePath().normalize().resolve("docs/export.md");
    private static final Pattern ROUTE =
            Pattern.compile("```yaml\\n((?:(?!```).)*?fourinsightParquet.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private CamelContext spooling() {
        CamelContext context = new DefaultCamelContext();
        context.getStreamCachingStrategy().setSpoolEnabled(true);
        context.getStreamCachingStrategy().setSpoolThreshold(1);
        context.getStreamCachingStrategy()
                .setSpoolDirectory(folder.resolve("spool").toFile());
        return context;
    }

    private List<Path> spooled() {
        try (Stream<Path> all = Files.walk(folder.resolve("spool"))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void set(FourInsightComponent component, Sandbox sandbox) {
        FourInsightConfiguration configuration = component.getConfiguration();
        configuration.setClientId(Sandbox.CLIENT_ID);
        configuration.setClientSecret(Sandbox.CLIENT_SECRET);
        configuration.setTokenUrl(sandbox.tokenUrl().toString());
        configuration.setApiUrl(sandbox.apiUrl().toString());
        configuration.setReservoirUrl(sandbox.reservoirUrl().toString());
    }

    private static String createdSeries(CamelContext context, TimeSeries series) {
        return context.createFluentProducerTemplate()
                .to("fourinsight:timeseries?operation=create")
                .withBody(series)
                .send()
                .getMessage()
                .getHeader(FourInsightConstants.RESULT_SERIES_ID, String.class);
    }

    /** Each route with the data format that docs/export.md shows. */
    @Test
    void routesOfThePageWriteWhatTheReservoirHolds() throws Exception {
        long begin = ParquetRig.nanos("2026-01-01T00:00:00Z");
        long hour = 3_600_000_000_000L;
        TimeSeries series = TimeSeries.of(
                null, new long[] {begin, begin + hour, begin + 30 * hour}, new double[] {1.5, Double.NaN, 0.1 + 0.2});
        Matcher routes = ROUTE.matcher(Files.readString(PAGE));
        int count = 0;
        while (routes.find()) {
            count++;
            Path out = folder.resolve("out-" + count);
            try (Sandbox sandbox = Sandbox.start();
                    DefaultCamelContext context = (DefaultCamelContext) spooling()) {
                FourInsightComponent component = new FourInsightComponent();
                set(component, sandbox);
                context.addComponent("fourinsight", component);
                context.start();
                String id = createdSeries(context, series);
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString(
                                "export.yaml",
                                routes.group(1)
                                        .replace("timer:export?repeatCount=1", "direct:export")
                                        .replace("<id>", id)
                                        .replace("file:out", "file:" + out)));

                Exchange sent = context.createFluentProducerTemplate()
                        .to("direct:export")
                        .send();

                assertThat(sent.getException()).isNull();
                Path file = out.resolve("series.parquet");
                assertThat(duckDb(file, "select epoch_us(timestamp), value from FILE"))
                        .containsExactly(
                                begin / 1000 + " 1.5",
                                (begin + hour) / 1000 + " NaN",
                                (begin + 30 * hour) / 1000 + " " + (0.1 + 0.2));
                assertThat(duckDb(file, "select decode(value) from parquet_kv_metadata(FILE)"))
                        .containsExactly(id);
            }
        }
        assertThat(count).isPositive();
        assertThat(spooled()).isEmpty();
    }

    @Test
    void fileOfAStreamWaitsOnTheDiskAndGoesWithTheExchange() throws Exception {
        List<Path> during = new ArrayList<>();
        try (DefaultCamelContext context = (DefaultCamelContext) spooling()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .marshal()
                            .custom("fourinsightParquet")
                            .process(exchange -> during.addAll(spooled()))
                            .convertBodyTo(byte[].class);
                }
            });
            context.start();

            byte[] file = (byte[]) context.createProducerTemplate()
                    .requestBody(
                            "direct:in",
                            SeriesFileTest.stream("id-1", TimeSeries.of("id-1", new long[] {1}, new double[] {2})));

            assertThat(file).startsWith('P', 'A', 'R', '1').endsWith('P', 'A', 'R', '1');
            assertThat(during).hasSize(1);
            assertThat(spooled()).isEmpty();
        }
    }

    @Test
    void failureWhileReadingLeavesNothing() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        TimeSeriesStream broken = new TimeSeriesStream("id-1", new TimeSeriesStream.Source() {
            private int pieces;

            @Override
            public TimeSeries next() throws IOException {
                if (pieces++ == 1) {
                    throw new IOException("cut");
                }
                return TimeSeries.of("id-1", new long[] {1}, new double[] {2});
            }

            @Override
            public void close() {
                closed.set(true);
            }
        });
        try (DefaultCamelContext context = (DefaultCamelContext) spooling()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").marshal().custom("fourinsightParquet").to("file:" + folder + "/out");
                }
            });
            context.start();

            assertThatThrownBy(() -> context.createProducerTemplate().requestBody("direct:in", broken))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasStackTraceContaining("cut");

            assertThat(closed).isTrue();
            assertThat(spooled()).isEmpty();
            assertThat(folder.resolve("out")).doesNotExist();
        }
    }

    @Test
    void readingIsRefused() {
        assertThatThrownBy(() -> new FourInsightParquetDataFormat().unmarshal(null, InputStream.nullInputStream()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("only writes");
    }

    /** 32 MB of samples, and 24 MB of file with all that holds it, in a heap that holds neither with Camel. */
    @Test
    void streamLargerThanMemoryIsWritten() throws Exception {
        try (ChildJvm child = ChildJvm.withHeap("40m", ParquetChild.class, "3000000", "15", folder.toString())) {
            assertThat(child.line()).isEqualTo("written");
            assertThat(child.line()).endsWith("ms");
        }
        Path file = folder.resolve("series.parquet");
        assertThat(duckDb(file, "select count(*), epoch_us(max(timestamp)) from FILE"))
                .containsExactly("3000000 " + (ParquetChild.BEGIN + 2_999_999 * ParquetChild.STEP) / 1000);
        assertThat(duckDb(file, "select distinct row_group_num_rows from parquet_metadata(FILE) order by 1"))
                .containsExactly("408000", "864000");
        assertThat(spooled()).isEmpty();
    }

    @Test
    void nobodyNeedsHadoop() throws Exception {
        try (ChildJvm child =
                ChildJvm.without(List.of("hadoop-client-api"), ParquetChild.class, "1000", "3", folder.toString())) {
            assertThat(child.line()).isEqualTo("written");
        }
        assertThat(duckDb(folder.resolve("series.parquet"), "select count(*) from FILE"))
                .containsExactly("1000");
    }
}
