package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.runtime.ComponentRuntime;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.testing.Eventually;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a stream whose route stops while it is read: its connections and threads are given back. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DataRouteStopTest {

    private static final String DATA =
            "fourinsight:timeseries?operation=data&streaming=true&seriesId=" + Sandbox.STATUS_TEXT;

    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<TimeSeriesStream> stream = new AtomicReference<>();
    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:data").routeId("data").to(DATA).process(exchange -> {
                    stream.set(exchange.getMessage().getBody(TimeSeriesStream.class));
                    stream.get().forEach(piece -> {});
                });
            }
        });
        context.camel().start();
        sandbox.faults().stallAnswer(9, Sandbox.DAY_FILE_PATH, 10, () -> {
            stalled.countDown();
            await(end);
        });
    }

    @AfterEach
    void stop() {
        end.countDown();
        context.close();
        sandbox.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRouteThatStopsHalfWay() throws Exception {
        assertEverythingIsReleasedBy(
                () -> context.camel().getRouteController().stopRoute("data", 1, TimeUnit.MILLISECONDS));
    }

    @Test
    void aContextThatStopsHalfWay() throws Exception {
        context.camel().getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.camel().getShutdownStrategy().setTimeout(1);

        assertEverythingIsReleasedBy(() -> context.camel().stop());
    }

    /** More days than the component has threads, so that some are never begun. */
    @Test
    void aReadingWhoseDaysWaitForAThreadEndsWithTheComponent() throws Exception {
        String all = "fourinsight:timeseries?operation=data&parallelism=32&seriesId=" + Sandbox.STAVANGER;
        context.route("all", all);
        sandbox.faults().stallAnswer(99, Sandbox.DAY_FILE_PATH, 10, () -> await(end));
        CompletableFuture<Exchange> first = CompletableFuture.supplyAsync(() -> context.send("all"));
        stalled.await();
        CompletableFuture<Exchange> second = new CompletableFuture<>();
        Thread waiting = new Thread(() -> second.complete(context.send("all")));
        waiting.start();
        Eventually.holds(() -> waiting.getState() == Thread.State.WAITING && isTaking(waiting), "its days are queued");
        context.camel().getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.camel().getShutdownStrategy().setTimeout(1);

        context.camel().stop();

        assertThat(second.get(30, TimeUnit.SECONDS).getException()).isNotNull();
        assertThat(first.get(30, TimeUnit.SECONDS).getException()).isNotNull();
    }

    private static boolean isTaking(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith(".DayReading"));
    }

    private interface Stop {
        void stop() throws Exception;
    }

    private void assertEverythingIsReleasedBy(Stop stop) throws Exception {
        ComponentRuntime runtime = context.component().runtime();
        CompletableFuture<Exchange> exchange = CompletableFuture.supplyAsync(() -> context.send("data"));
        stalled.await();

        stop.stop();

        assertThat(exchange.get(30, TimeUnit.SECONDS).getException())
                .as("what was read does not pass for all of it")
                .isNotNull();
        assertThat(runtime.streams().size()).isZero();
        Eventually.holds(() -> busy() == 0, "no thread reads a day file");
    }

    /** How many threads of the component's pool are at work and not waiting for it. */
    private static long busy() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().contains("FourInsightDays"))
                .filter(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("io.fourinsight")))
                .count();
    }
}
