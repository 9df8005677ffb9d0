package io.fourinsight.camel;

import static io.fourinsight.camel.UploadRig.APPEND;
import static io.fourinsight.camel.UploadRig.BLOCK;
import static io.fourinsight.camel.UploadRig.CREATE;
import static io.fourinsight.camel.UploadRig.MANY;
import static io.fourinsight.camel.UploadRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the samples of an upload come from, and how many requests they take. */
class UploadSourcesTest {

    private static final TimeSeries SERIES = UploadRig.series(MANY);
    private static final byte[] CSV = TimeSeriesCsv.bytes(SERIES);

    private final UploadRig rig = new UploadRig();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        rig.close();
    }

    /** One PUT, which the reservoir has read to its end. */
    private void assertOnePut(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        assertThat(rig.puts()).singleElement().satisfies(put -> {
            assertThat(put.rawQuery()).doesNotContain("comp=");
            assertThat(put.header("Content-Length")).contains(Integer.toString(CSV.length));
            assertThat(put.header("Content-MD5")).isPresent();
        });
        assertEndsAtLast(exchange);
    }

    private void assertBlocks(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        List<Request> puts = rig.puts();
        assertThat(puts).hasSize(3).allSatisfy(put -> {
            assertThat(put.header("Content-MD5")).isPresent();
            assertThat(put.header("Content-Length")).isPresent();
        });
        assertThat(puts.get(0).header("Content-Length")).contains(Integer.toString(BLOCK));
        assertThat(puts.get(1).header("Content-Length")).contains(Integer.toString(CSV.length - BLOCK));
        assertThat(puts.get(2).rawQuery()).contains("comp=blocklist");
        assertEndsAtLast(exchange);
    }

    private static void assertEndsAtLast(Exchange exchange) {
        assertThat(exchange.getMessage().getHeader(FourInsightConstants.TIME_OF_LAST_SAMPLE))
                .isEqualTo(SERIES.instant(MANY - 1));
    }

    @Test
    void bytesAndTextsGoInOneRequest() throws Exception {
        rig.start("");
        assertOnePut(rig.upload("create", CSV));

        rig.sandbox.requests().reset();
        assertOnePut(rig.upload("create", new String(CSV)));
    }

    @Test
    void filesGoInOneRequestAlsoFromTheFileComponent() throws Exception {
        Path file = Files.write(folder.resolve("samples.csv"), CSV);
        rig.start("");
        assertOnePut(rig.upload("create", file.toFile()));

        rig.sandbox.requests().reset();
        AtomicReference<Exchange> done = new AtomicReference<>();
        rig.context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:poll")
                        .pollEnrich("file:" + folder + "?noop=true", 30_000)
                        .to(CREATE)
                        .process(done::set);
            }
        });
        rig.context.send("poll");
        assertOnePut(done.get());
    }

    @Test
    void aSpooledStreamCacheGoesInOneRequest() throws Exception {
        rig.context.camel().getStreamCachingStrategy().setSpoolEnabled(true);
        rig.context.camel().getStreamCachingStrategy().setSpoolDirectory(folder.toFile());
        AtomicReference<Object> body = new AtomicReference<>();
        rig.context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:spooled")
                        .process(exchange -> body.set(exchange.getMessage().getBody()))
                        .to(CREATE);
            }
        });
        rig.start("");

        // Camel keeps a ByteArrayInputStream where it is
        assertOnePut(rig.upload("spooled", new FilterInputStream(new ByteArrayInputStream(CSV)) {}));
        assertThat(body.get()).isInstanceOf(FileInputStreamCache.class);
    }

    @Test
    void aStreamCacheInMemoryGoesInOneRequestAndCanStillBeReadAfterwards() throws Exception {
        AtomicReference<StreamCache> cache = new AtomicReference<>();
        rig.context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:cached")
                        .process(exchange ->
                                cache.set((StreamCache) exchange.getMessage().getBody()))
                        .to(CREATE)
                        .process(exchange -> cache.get().reset())
                        .setHeader("again", () -> cache.get())
                        .setHeader("again", simple("${header.again}", byte[].class));
            }
        });
        rig.start("");

        Exchange exchange = rig.upload("cached", new ByteArrayInputStream(CSV));

        assertOnePut(exchange);
        assertThat(exchange.getMessage().getHeader("again")).isEqualTo(CSV);
    }

    @Test
    void aStreamWithoutCacheGoesInBlocksAndIsClosed() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream stream = new FilterInputStream(new ByteArrayInputStream(CSV)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        rig.context.camel().setStreamCaching(false);
        rig.start("");

        assertBlocks(rig.upload("create", stream));
        assertThat(closed).isTrue();
        assertThat(rig.puts().get(0).rawQuery()).contains("comp=block&blockid=MDAwMDAw");
        assertThat(rig.puts().get(1).rawQuery()).contains("comp=block&blockid=MDAwMDAx");
    }

    @Test
    void aSeriesIsWrittenAsCsvOnceAndSoGoesInBlocks() throws Exception {
        rig.start("");

        Exchange exchange = rig.upload("create", SERIES);

        assertBlocks(exchange);
        String id = exchange.getMessage().getHeader(FourInsightConstants.RESULT_SERIES_ID, String.class);
        assertThat(rig.data(id).slice(NOON, Long.MAX_VALUE).size()).isEqualTo(MANY);
    }

    @Test
    void aStreamOfRawSamplesIsAppendedPieceByPiece() throws Exception {
        AtomicReference<Object> body = new AtomicReference<>();
        rig.context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:copy")
                        .to("fourinsight:timeseries?operation=data&streaming=true&seriesId=" + Sandbox.STAVANGER)
                        .process(exchange -> body.set(exchange.getMessage().getBody()))
                        .to(APPEND + "&seriesId=" + Sandbox.EMPTY);
            }
        });
        rig.start("");

        rig.upload("copy", null);

        assertThat(body.get()).isInstanceOf(TimeSeriesStream.class);
        TimeSeries copy = rig.data(Sandbox.EMPTY);
        assertThat(copy.size()).isEqualTo(365 * 144);
        assertThat(TimeSeriesCsv.string(copy)).isEqualTo(TimeSeriesCsv.string(rig.data(Sandbox.STAVANGER)));
    }

    @Test
    void aFileOfAnotherMachineIsReadAsAStream() throws Exception {
        GenericFile<Object> file = new GenericFile<>();
        file.setFile(new Object());
        file.setFileName("samples.csv");
        file.setBody(CSV);
        rig.start("");

        assertBlocks(rig.upload("create", file));
    }

    /** The block before it is with the store by then, and the next one is read by another thread. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void samplesThatFailBehindABlockAreTheErrorAndAreNotCommitted(boolean inputOutput) throws Exception {
        RuntimeException failure = inputOutput
                ? new UncheckedIOException(new IOException("unplugged"))
                : new IllegalStateException("broken");
        Iterator<Sample> samples = Stream.concat(
                        StreamSupport.stream(SERIES.spliterator(), false), Stream.generate(() -> {
                            throw failure;
                        }))
                .iterator();
        rig.start("");

        assertThat(rig.append(Sandbox.EMPTY, samples).getException())
                .isSameAs(inputOutput ? failure.getCause() : failure);
        assertThat(rig.steps()).containsExactly("POST files/upload", "PUT uploads/*?block");
        assertThat(rig.data(Sandbox.EMPTY).isEmpty()).isTrue();
    }

    @Test
    void aStreamThatFailsIsNotCommitted() throws Exception {
        rig.start("");
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(CSV)) {
            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                int read = super.read(target, offset, count);
                if (read < 0) {
                    throw new IOException("unplugged");
                }
                return read;
            }
        };
        rig.context.camel().setStreamCaching(false);
        rig.context.route("unplugged", APPEND);

        assertThat(rig.context
                        .sendBody("unplugged", broken, FourInsightConstants.SERIES_ID, Sandbox.EMPTY)
                        .getException())
                .hasMessage("unplugged");
        assertThat(rig.steps()).doesNotContain("POST files/commit");
    }
}
