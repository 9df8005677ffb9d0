package io.fourinsight.camel.parquet;

import static io.fourinsight.camel.parquet.ParquetRig.duckDb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data format in routes: what is read goes to a file, in bounded memory, and nothing else stays. */
class ParquetRouteTest {

    private static final TimeSeries ONE = TimeSeries.of("id-1", new long[] {1}, new double[] {2});

    @TempDir
    private Path folder;

    @TempDir
    private Path waiting;

    /** A context that keeps what waits in the folder of what waits, by Camel's spool or by the data format. */
    private DefaultCamelContext context(boolean spool, RouteBuilder routes) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        if (spool) {
            context.getStreamCachingStrategy().setSpoolEnabled(true);
            context.getStreamCachingStrategy().setSpoolThreshold(1);
            context.getStreamCachingStrategy().setSpoolDirectory(waiting.toFile());
            context.getStreamCachingStrategy().setRemoveSpoolDirectoryWhenStopping(false);
        } else {
            context.getRegistry().bind("fourinsightParquet", new FourInsightParquetDataFormat(waiting));
        }
        context.addRoutes(routes);
        context.start();
        return context;
    }

    private List<Path> waiting() {
        try (Stream<Path> all = Files.walk(waiting)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fileOfAStreamWaitsOnTheDiskAndGoesWithTheExchange(boolean spool) throws Exception {
        List<Path> during = new ArrayList<>();
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .marshal()
                        .custom("fourinsightParquet")
                        .process(exchange -> during.addAll(waiting()))
                        .to("file:" + folder + "?fileName=${header.name}.parquet")
                        .to("file:" + folder + "?fileName=again.parquet");
            }
        };
        try (DefaultCamelContext context = context(spool, routes)) {
            context.createProducerTemplate()
                    .requestBodyAndHeader("direct:in", SeriesFileTest.stream("id-1", ONE), "name", "once");

            assertThat(during).hasSize(1);
            assertThat(waiting()).isEmpty();
            assertThat(duckDb(folder.resolve("once.parquet"), "select value from FILE"))
                    .containsExactly("2.0");
            assertThat(folder.resolve("again.parquet")).hasSameBinaryContentAs(folder.resolve("once.parquet"));
        }
    }

    /** A wire tap goes on with the body when the exchange is done. */
    @Test
    void fileStaysForACopyOfTheExchange() throws Exception {
        CountDownLatch isDone = new CountDownLatch(1);
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").marshal().custom("fourinsightParquet").wireTap("direct:tap");
                from("direct:tap")
                        .process(exchange -> isDone.await())
                        .to("file:" + folder + "?fileName=tapped.parquet");
            }
        };
        try (DefaultCamelContext context = context(false, routes)) {
            NotifyBuilder tapped = new NotifyBuilder(context).whenDone(2).create();
            context.createProducerTemplate().sendBody("direct:in", SeriesFileTest.stream("id-1", ONE));
            isDone.countDown();

            assertThat(tapped.matches(20, TimeUnit.SECONDS)).isTrue();
            assertThat(duckDb(folder.resolve("tapped.parquet"), "select value from FILE"))
                    .containsExactly("2.0");
            assertThat(waiting()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failureWhileReadingLeavesNothing(boolean spool) throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        TimeSeriesStream broken = new TimeSeriesStream("id-1", new TimeSeriesStream.Source() {
            private boolean isBegun;

            @Override
            public TimeSeries next() throws IOException {
                if (isBegun) {
                    throw new IOException("cut");
                }
                isBegun = true;
                return ONE;
            }

            @Override
            public void close() {
                closed.set(true);
            }
        });
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .marshal()
                        .custom("fourinsightParquet")
                        .to("file:" + folder + "?fileName=file.parquet");
            }
        };
        try (DefaultCamelContext context = context(spool, routes)) {
            assertThatThrownBy(() -> context.createProducerTemplate().requestBody("direct:in", broken))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasStackTraceContaining("cut");
        }
        assertThat(closed).isTrue();
        assertThat(waiting()).isEmpty();
        assertThat(folder.resolve("file.parquet")).doesNotExist();
    }

    @Test
    void withoutATemporaryFileTheBodyIsInMemory() throws Exception {
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("dataformat:fourinsightParquet:marshal?temporaryFile=false")
                        .process(exchange -> assertThat(exchange.getMessage()
                                        .getBody(StreamCache.class)
                                        .inMemory())
                                .isTrue())
                        .to("file:" + folder + "?fileName=file.parquet");
            }
        };
        try (DefaultCamelContext context = context(false, routes)) {
            context.createProducerTemplate().requestBody("direct:in", SeriesFileTest.stream("id-1", ONE));
        }
        assertThat(duckDb(folder.resolve("file.parquet"), "select value from FILE"))
                .containsExactly("2.0");
    }

    @Test
    void readingIsRefused() {
        assertThatThrownBy(() -> new FourInsightParquetDataFormat().unmarshal(null, InputStream.nullInputStream()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("only writes");
    }

    /** 48 MB of samples, and a file of 20 MB that would be copied each time that it grows, in a heap that holds neither. */
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
