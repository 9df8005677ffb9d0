package io.fourinsight.camel;

import static io.fourinsight.camel.UploadRig.APPEND;
import static io.fourinsight.camel.UploadRig.MANY;
import static io.fourinsight.camel.UploadRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.operation.ConfigurationCheck;
import io.fourinsight.camel.runtime.ComponentRuntime;
import io.fourinsight.camel.runtime.RuntimeServices;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an upload that waits ends when its route stops, and that it keeps no others waiting. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UploadStopTest {

    private static final String CSV = NOON + ",1.5\n";

    private final CountDownLatch waits = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Sandbox sandbox = Sandbox.start();
    private final SandboxContext context = new SandboxContext(
            sandbox,
            new FourInsightComponent(
                    null, new RuntimeServices(new SteppedClock(), new Random(1), duration -> await(waits, end))));

    @BeforeEach
    void start() throws Exception {
        context.route("append", APPEND + "&seriesId=" + Sandbox.EMPTY);
        context.camel().getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.camel().getShutdownStrategy().setTimeout(1);
    }

    @AfterEach
    void stop() {
        end.countDown();
        context.close();
        sandbox.close();
    }

    private static void await(CountDownLatch waits, CountDownLatch end) throws InterruptedException {
        waits.countDown();
        end.await();
    }

    private static void stall(CountDownLatch waits, CountDownLatch end) {
        try {
            await(waits, end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Exchange> append(Object body) {
        CompletableFuture<Exchange> exchange = new CompletableFuture<>();
        new Thread(() -> exchange.complete(context.sendBody("append", body))).start();
        return exchange;
    }

    private void stopRoute() throws Exception {
        context.camel().getRouteController().stopRoute("append", 1, TimeUnit.MILLISECONDS);
    }

    private void assertEnded(CompletableFuture<Exchange> exchange) throws Exception {
        assertThat(exchange.get(30, TimeUnit.SECONDS).getException())
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("The upload was ended; no series has got the file");
        assertThat(sandbox.reservoir().createsAndAdds()).isZero();
    }

    @Test
    void verificationIsNotWaitedForWhenTheRouteHasStopped() throws Exception {
        sandbox.reservoir().neverVerified();
        CompletableFuture<Exchange> exchange = append(CSV);
        waits.await();

        stopRoute();
        end.countDown();

        assertEnded(exchange);
    }

    @Test
    void verificationIsNotWaitedForWhenTheContextHasStopped() throws Exception {
        sandbox.reservoir().neverVerified();
        CompletableFuture<Exchange> exchange = append(CSV);
        waits.await();

        context.camel().stop();
        end.countDown();

        assertEnded(exchange);
    }

    @Test
    void blobOfAStalledStoreIsCutWhenTheRouteStops() throws Exception {
        sandbox.faults().beforeAnswer(Sandbox.UPLOAD_PATH, () -> stall(waits, end));
        CompletableFuture<Exchange> exchange = append(CSV);
        waits.await();

        stopRoute();

        assertEnded(exchange);
    }

    @Test
    void blocksOfAStalledStoreAreCutWhenTheContextStops() throws Exception {
        ComponentRuntime runtime = context.component().runtime();
        sandbox.faults().beforeAnswer(Sandbox.UPLOAD_PATH, () -> stall(waits, end));
        CompletableFuture<Exchange> exchange = append(UploadRig.series(MANY));
        waits.await();

        context.camel().stop();

        assertEnded(exchange);
        assertThat(runtime.clientCount()).as("connections").isZero();
    }

    /** An exchange may go through many uploads, as in a loop. */
    @Test
    void nothingIsKeptOfAnUploadThatIsDone() throws Exception {
        sandbox.reservoir().processingPolls(0);
        AtomicInteger kept = new AtomicInteger(-1);
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:after")
                        .to("direct:append")
                        .process(exchange ->
                                kept.set(context.component().runtime().streams().size()));
            }
        });

        assertThat(context.sendBody("after", CSV).getException()).isNull();

        assertThat(kept).hasValue(0);
    }

    @Test
    void interruptEndsTheWaitForAVerification() throws Exception {
        sandbox.reservoir().neverVerified();
        CompletableFuture<Exchange> exchange = new CompletableFuture<>();
        Thread thread = new Thread(() -> exchange.complete(context.sendBody("append", CSV)));
        thread.start();
        waits.await();

        thread.interrupt();

        assertThat(exchange.get(30, TimeUnit.SECONDS).getException())
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("was verified");
    }

    /** What they wait for may be readings: if these had no threads left, neither would ever end. */
    @Test
    void uploadsThatWaitForSamplesLeaveReadingsTheirThreads() throws Exception {
        context.route(
                "data",
                "fourinsight:timeseries?operation=data&start=2026-06-01&end=2026-06-02&seriesId=" + Sandbox.STAVANGER);
        CountDownLatch allWait = new CountDownLatch(ConfigurationCheck.MOST_PARALLELISM);
        TimeSeries block = TimeSeries.of(null, new long[] {NOON}, new String[] {"x".repeat(UploadRig.BLOCK)});
        IntStream.range(0, ConfigurationCheck.MOST_PARALLELISM)
                .forEach(upload -> append(stalledBehind(block, allWait)));
        allWait.await();

        CompletableFuture<Exchange> data = CompletableFuture.supplyAsync(() -> context.send("data"));

        assertThat(data.get(30, TimeUnit.SECONDS).getException()).isNull();
    }

    /** Samples of more than a block, and then none for a while. */
    private TimeSeriesStream stalledBehind(TimeSeries block, CountDownLatch waiting) {
        Iterator<TimeSeries> pieces = List.of(block).iterator();
        return new TimeSeriesStream("S", new TimeSeriesStream.Source() {
            @Override
            public TimeSeries next() {
                if (pieces.hasNext()) {
                    return pieces.next();
                }
                stall(waiting, end);
                return null;
            }

            @Override
            public void close() {
                // nothing is open
            }
        });
    }
}
