package io.fourinsight.camel;

import static io.fourinsight.client.testing.Eventually.holds;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.fourinsight.camel.poll.FlappingClusterService;
import io.fourinsight.camel.poll.HastyThreadPools;
import io.fourinsight.camel.poll.cursor.SharedCursors;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Some days of growing series on two nodes, with everything that goes wrong in such days, ends with each sample delivered.
 *
 * <p>Small unless it is told otherwise: the profile {@code failover} makes it a week of 200 series.
 */
class SimulatedWeekTest {

    private static final int SERIES = Integer.getInteger("week.series", 20);
    private static final int HOURS = 24 * Integer.getInteger("week.days", 2);
    private static final long SEED = Long.getLong("week.seed", 14);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Growth GROWTH = Growth.from(MutableClock.START, Duration.ofMinutes(30), Duration.ofHours(3))
            .late(0.05, Duration.ofDays(3));

    /** A context with a consumer under {@code master:}, on a clock of its own. */
    private final class Node implements AutoCloseable {

        private final ConsumerRig rig = new ConsumerRig(sandbox);
        private final FlappingClusterService cluster = new FlappingClusterService();

        Node start() throws Exception {
            rig.start(new RouteBuilder() {
                @Override
                public void configure() throws Exception {
                    getContext().getExecutorServiceManager().setThreadPoolFactory(new HastyThreadPools());
                    getContext().addService(cluster);
                    getContext().getRegistry().bind("cursors", cursors);
                    from("master:deck:" + ConsumerRig.uri(OPTIONS + String.join(",", ids)))
                            .routeId(ConsumerRig.ROUTE)
                            .process(exchange -> deliver(exchange));
                }
            });
            return this;
        }

        /** A step of a route that fails now and then, and during which another node may become the leader. */
        private void deliver(Exchange exchange) {
            if (untilChange.decrementAndGet() == 0) {
                cluster.leadUntold(false);
            }
            if (failures.chance(50)) {
                throw new IllegalStateException("the route fails");
            }
            received.note(exchange);
        }

        void lead() {
            cluster.lead(true);
            awaitConsumer(true);
        }

        void follow() {
            cluster.lead(false);
            awaitConsumer(false);
        }

        /** The component {@code master} starts and stops its consumer aside. */
        private void awaitConsumer(boolean runs) {
            holds(() -> rig.scheduler.isSchedulerStarted() == runs, "the consumer runs: " + runs);
        }

        void restartRoute() throws Exception {
            rig.context().camel().getRouteController().stopRoute(ConsumerRig.ROUTE);
            rig.context().camel().getRouteController().startRoute(ConsumerRig.ROUTE);
            awaitConsumer(true);
        }

        @Override
        public void close() {
            rig.close();
        }
    }

    /** A die that several threads throw. */
    private static final class Dice {

        private final Random random;

        Dice(long seed) {
            random = new Random(seed);
        }

        synchronized int below(int bound) {
            return random.nextInt(bound);
        }

        /** True once in so many times. */
        boolean chance(int in) {
            return below(in) == 0;
        }
    }

    private static final String OPTIONS =
            "operation=data&initialStart=2026-01-01&recoveryWindow=4d&recoveryInterval=6h&tokenTimeout=1s"
                    + "&cursorRepository=#cursors&seriesId=";

    private final MutableClock clock = new MutableClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final List<String> ids =
            IntStream.range(0, SERIES).mapToObj(i -> "series-" + i).toList();
    private final SharedCursors cursors = new SharedCursors();
    private final Received received = new Received();
    private final Dice dice = new Dice(SEED);
    private final Dice failures = new Dice(SEED + 1);
    private final AtomicInteger untilChange = new AtomicInteger();
    private final List<Node> nodes = new ArrayList<>();
    private int leader;

    @BeforeEach
    void grow() {
        ids.forEach(id -> sandbox.addGrowingSeries(id, GROWTH));
    }

    @AfterEach
    void close() {
        nodes.forEach(Node::close);
        sandbox.close();
    }

    @Test
    void eachSampleComesAtLeastOnceAndNoneIsMadeUp() throws Exception {
        try (CapturedLog log = CapturedLog.ofWarnings()) {
            nodes.add(new Node().start());
            nodes.add(new Node().start());
            nodes.get(0).lead();
            for (int hour = 0; hour < HOURS; hour++) {
                clock.advance(HOUR);
                nodes.forEach(node -> node.rig.advance(HOUR));
                trouble();
                hour();
            }
            sandbox.faults().clear();
            calm();
            assertThat(log.lines(Level.WARN)).as("troubles are told of").isNotEmpty();
        }

        received.areExactlyThoseOf(sandbox, ids);
        assertThat(received.recovered()).isPositive();
        System.out.printf(
                "%d samples of %d series in %d hours: none is missing, %d came twice, %d were recovered%n",
                received.distinct(), SERIES, HOURS, received.twice(), received.recovered());
    }

    /** What the service does to some of the requests of this hour. */
    private void trouble() {
        sandbox.faults().clear();
        int requests = 1 + dice.below(SERIES / 2);
        switch (dice.below(8)) {
            case 0 -> sandbox.revokeTokens();
            case 1 ->
                sandbox.faults()
                        .answerNext(
                                requests,
                                Sandbox.RESERVOIR_PATH,
                                Response.json(429, Map.of()).header("Retry-After", "1"));
            case 2 -> sandbox.faults().answerNext(requests, Sandbox.RESERVOIR_PATH, Response.json(503, Map.of()));
            case 3 -> sandbox.faults().dropAnswer(requests, Sandbox.RESERVOIR_PATH);
            case 4 -> sandbox.faults().cutAnswer(requests, Sandbox.DAY_FILE_PATH, dice.below(100));
            case 5 -> sandbox.faults().answerNext(1 + dice.below(8), Sandbox.TOKEN_PATH, Response.of(503));
            case 6 -> sandbox.faults().answerNext(requests, Sandbox.DAY_FILE_PATH, Response.of(500));
            default -> {}
        }
    }

    /** The leader polls, perhaps not to the end, perhaps twice; then another one leads. */
    private void hour() throws Exception {
        Node leads = nodes.get(leader);
        Node other = nodes.get(1 - leader);
        boolean both = false;
        long twice = received.twice();
        switch (dice.below(8)) {
            case 0 -> untilChange.set(1 + dice.below(SERIES));
            case 1 -> leads.restartRoute();
            case 2 -> {
                leads.rig.poll();
                leads.restartRoute();
            }
            case 3 -> {
                both = true;
                bothPoll(leads, other);
            }
            default -> {}
        }
        leads.rig.poll();
        untilChange.set(0);
        if (!both) {
            assertThat(received.twice())
                    .as("those that came twice, although one node led")
                    .isEqualTo(twice);
        }
        leads.follow();
        other.lead();
        leader = 1 - leader;
    }

    /** The moments in which two nodes believe to lead: what one has in flight, the other has, too. */
    private void bothPoll(Node leads, Node other) {
        other.lead();
        CompletableFuture<Void> aside = other.rig.scheduler.pollAside();
        leads.rig.poll();
        aside.join();
        other.follow();
    }

    /** Nothing new comes, and the nodes go on until all late samples were looked for. */
    private void calm() {
        Node leads = nodes.get(leader);
        for (int hour = 0; hour < 48 && !received.hasAllOf(sandbox, ids); hour++) {
            leads.rig.advance(HOUR).poll();
        }
    }
}
