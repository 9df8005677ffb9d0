package io.fourinsight.camel;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.poll.ManualScheduler;
import io.fourinsight.camel.runtime.RuntimeServices;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.SandboxBuilder;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/** A sandbox, and a route from a consumer of it, by one clock that the test moves; polls happen when the test wants them. */
public final class ConsumerRig implements AutoCloseable {

    public static final String ROUTE = "consumer";

    private static final String SCHEDULED = "&scheduler=#manual";

    public final MutableClock clock = new MutableClock();
    public final Sandbox sandbox;
    private final boolean ownsSandbox;
    public final ManualScheduler scheduler = new ManualScheduler();
    private final List<Exchange> received = new CopyOnWriteArrayList<>();
    private SandboxContext context;

    public ConsumerRig() {
        this(builder -> builder);
    }

    /** @param changes of the sandbox's builder */
    public ConsumerRig(UnaryOperator<SandboxBuilder> changes) {
        this.sandbox = changes.apply(Sandbox.builder().clock(clock)).start();
        this.ownsSandbox = true;
    }

    /** Another node on a sandbox, with a clock of its own. */
    public ConsumerRig(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.ownsSandbox = false;
    }

    /** What the route does with each exchange before it is noted. */
    public volatile Processor step = exchange -> {};

    /** Starts the route, in a new context if there was one before. */
    public ConsumerRig start(String options) throws Exception {
        return start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(options)).routeId(ROUTE).process(exchange -> {
                    step.process(exchange);
                    note(exchange);
                });
            }
        });
    }

    public static String uri(String options) {
        return "fourinsight:timeseries?" + options + SCHEDULED;
    }

    public ConsumerRig start(RouteBuilder routes) throws Exception {
        stop();
        RuntimeServices services = new RuntimeServices(clock, new Random(1), duration -> {});
        context = new SandboxContext(sandbox, new FourInsightComponent(null, services));
        context.camel().getRegistry().bind("manual", scheduler);
        context.camel().addRoutes(routes);
        context.camel().start();
        return this;
    }

    public SandboxContext context() {
        return context;
    }

    /** Keeps what a test looks at later, since the exchange itself goes on. */
    public void note(Exchange exchange) {
        received.add(exchange.copy());
    }

    public ConsumerRig poll() {
        scheduler.poll();
        return this;
    }

    public ConsumerRig advance(Duration time) {
        clock.advance(time);
        return this;
    }

    public List<Exchange> received() {
        return List.copyOf(received);
    }

    /** The exchanges since the last time, which are then forgotten. */
    public List<Exchange> take() {
        List<Exchange> taken = List.copyOf(received);
        received.removeAll(taken);
        return taken;
    }

    /** The times of the samples received since the last time, in the order in which they came. */
    public List<Instant> takeTimes() {
        List<Instant> times = new ArrayList<>();
        for (Exchange exchange : take()) {
            TimeSeries samples = exchange.getMessage().getBody(TimeSeries.class);
            for (int i = 0; i < samples.size(); i++) {
                times.add(samples.instant(i));
            }
        }
        return times;
    }

    /** What the consumer's own check says now. */
    public HealthCheck.State health() {
        return HealthCheckHelper.invoke(context.camel()).stream()
                .filter(result -> result.getCheck().getId().equals("fourinsight-consumer-" + ROUTE))
                .findFirst()
                .orElseThrow()
                .getState();
    }

    public static <T> T header(Exchange exchange, String name, Class<T> type) {
        return exchange.getMessage().getHeader(name, type);
    }

    public static boolean isRecovered(Exchange exchange) {
        return header(exchange, FourInsightConstants.RECOVERED, Boolean.class);
    }

    public void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    @Override
    public void close() {
        stop();
        if (ownsSandbox) {
            sandbox.close();
        }
    }
}
