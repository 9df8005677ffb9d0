package io.fourinsight.camel;

import static io.fourinsight.client.testing.Eventually.holds;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.poll.cursor.CursorRepository;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What fails comes again, and holds up nobody else. */
class ConsumerFailureTest {

    private static final Instant START = MutableClock.START;
    private static final String RAW = "operation=data&seriesId=s&initialStart=2026-01-01";

    private final ConsumerRig rig = new ConsumerRig();

    @BeforeEach
    void grow() {
        rig.sandbox.addGrowingSeries("s", Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static final class Cursors extends ServiceSupport implements CursorRepository {

        private final Map<String, String> states = new ConcurrentHashMap<>();
        private final List<String> writes = new CopyOnWriteArrayList<>();
        private volatile boolean readable = true;
        private volatile boolean writable = true;
        private volatile boolean writesAllTheSame;
        private volatile boolean stopped;

        @Override
        public boolean compareAndSet(String key, String expected, String next) {
            writes.add(next);
            if (!writable && !writesAllTheSame) {
                throw new UnavailableException("no writing", null);
            }
            boolean moved =
                    expected == null ? states.putIfAbsent(key, next) == null : states.replace(key, expected, next);
            if (!writable) {
                throw new UnavailableException("the answer got lost", null);
            }
            return moved;
        }

        @Override
        public String getState(String key) {
            if (!readable) {
                throw new UnavailableException("no reading", null);
            }
            return states.get(key);
        }

        @Override
        public void setState(String key, String value) {
            states.put(key, value);
        }

        @Override
        protected void doStop() {
            stopped = true;
        }
    }

    private final Cursors cursors = new Cursors();

    private ConsumerRig start(String options) throws Exception {
        return rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                getContext().getRegistry().bind("cursors", cursors);
                from(ConsumerRig.uri(options + "&cursorRepository=#cursors"))
                        .routeId(ConsumerRig.ROUTE)
                        .process(exchange -> {
                            rig.step.process(exchange);
                            rig.note(exchange);
                        });
            }
        });
    }

    @Test
    void windowThatFailsComesAgainAfterABackoff() throws Exception {
        rig.step = exchange -> {
            throw new IllegalStateException("not now");
        };
        start(RAW).advance(Duration.ofMinutes(10)).poll();
        assertThat(cursors.states).as("the cursor stays").containsOnlyKeys("consumer");
        rig.step = exchange -> {};
        rig.poll();
        assertThat(rig.received()).as("it backs off").isEmpty();
        rig.advance(Duration.ofMinutes(1)).poll();

        assertThat(rig.takeTimes()).startsWith(START).hasSizeGreaterThan(50);
    }

    @Test
    void backoffOfASeriesGrowsToTenMinutes() throws Exception {
        List<Instant> attempts = new ArrayList<>();
        rig.step = exchange -> {
            attempts.add(rig.clock.instant());
            throw new IllegalStateException("not now");
        };
        start(RAW).advance(Duration.ofMinutes(10));
        for (int minute = 0; minute < 60; minute++) {
            rig.poll().advance(Duration.ofMinutes(1));
        }

        List<Long> minutes = new ArrayList<>();
        for (int i = 1; i < attempts.size(); i++) {
            minutes.add(Duration.between(attempts.get(i - 1), attempts.get(i)).toMinutes());
        }
        assertThat(minutes).startsWith(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void seriesThatFailsHoldsUpNoOther() throws Exception {
        rig.sandbox.addGrowingSeries("t", Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
        start("operation=data&seriesId=gone,s,t&initialStart=2026-01-01");
        rig.advance(Duration.ofMinutes(10)).poll();

        assertThat(rig.take())
                .extracting(exchange -> ConsumerRig.header(exchange, FourInsightConstants.SERIES_ID, String.class))
                .containsExactlyInAnyOrder("s", "t");
    }

    @Test
    void seriesHasOneWindowInFlightHoweverLongItsExchangeLives() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                getContext().getRegistry().bind("cursors", cursors);
                from(ConsumerRig.uri(RAW + "&cursorRepository=#cursors"))
                        .routeId(ConsumerRig.ROUTE)
                        .to("seda:slow?waitForTaskToComplete=Never");
                from("seda:slow?pollTimeout=10").process(exchange -> {
                    rig.note(exchange);
                    arrived.countDown();
                    leave.await(10, TimeUnit.SECONDS);
                });
            }
        });
        rig.advance(Duration.ofMinutes(10)).poll();
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        rig.advance(Duration.ofMinutes(10)).poll().poll();

        assertThat(rig.received()).hasSize(1);
        assertThat(cursors.states).as("nothing is moved before the end").containsOnlyKeys("consumer");
        leave.countDown();
        // the end gives the series its next turn at once
        holds(() -> rig.received().size() == 2, "the next window");
        holds(() -> cursors.states.containsKey("consumer/s"), "a cursor");
        List<Instant> times = rig.takeTimes();
        assertThat(times).doesNotHaveDuplicates().isSorted().hasSizeGreaterThan(100);
    }

    @Test
    void cursorThatCouldNotBeWrittenIsWrittenLaterAndTheExchangeDoesNotComeAgain() throws Exception {
        start(RAW);
        rig.advance(Duration.ofMinutes(10)).poll();
        rig.take();
        cursors.writable = false;
        rig.advance(Duration.ofMinutes(10)).poll();
        List<Instant> times = rig.takeTimes();
        cursors.writable = true;
        rig.advance(Duration.ofMinutes(10)).poll();
        List<Instant> later = rig.takeTimes();

        assertThat(times).isNotEmpty();
        assertThat(later).isNotEmpty().doesNotContainAnyElementsOf(times);
        assertThat(later.get(0)).isEqualTo(times.get(times.size() - 1).plusSeconds(10));
    }

    @Test
    void writingWhoseAnswerGotLostCountsAsDone() throws Exception {
        start(RAW);
        rig.advance(Duration.ofMinutes(10)).poll();
        rig.take();
        cursors.writable = false;
        cursors.writesAllTheSame = true;
        rig.advance(Duration.ofMinutes(10)).poll();
        List<Instant> times = rig.takeTimes();
        cursors.writable = true;
        cursors.writes.clear();
        rig.advance(Duration.ofMinutes(1)).poll();

        assertThat(rig.takeTimes()).doesNotContainAnyElementsOf(times);
        assertThat(cursors.writes)
                .as("the one written before is not written again")
                .hasSize(1);
    }

    @Test
    void cursorThatAnotherConsumerMovedIsReadAnew() throws Exception {
        start(RAW);
        rig.advance(Duration.ofMinutes(10)).poll();
        rig.take();
        String moved = cursors.states.get("consumer/s").replaceFirst("next=\\S+", "next=2026-01-01T00:15:00Z");
        rig.step = exchange -> cursors.states.put("consumer/s", moved);
        rig.advance(Duration.ofMinutes(10));
        try (CapturedLog log = CapturedLog.ofEverything()) {
            rig.poll();
            assertThat(String.join("\n", log.lines(Level.WARN))).contains("moved by another consumer");
        }
        rig.step = exchange -> {};
        rig.take();
        assertThat(cursors.states).containsEntry("consumer/s", moved);
        rig.advance(Duration.ofMinutes(1)).poll();
        assertThat(rig.received()).as("it waits three delays").isEmpty();
        rig.advance(Duration.ofMinutes(2)).poll();

        assertThat(rig.takeTimes()).startsWith(Instant.parse("2026-01-01T00:15:00Z"));
    }

    @Test
    void routeMayMoveTheCursorItself() throws Exception {
        rig.step = exchange -> assertThat(cursors.compareAndSet(
                        ConsumerRig.header(exchange, FourInsightConstants.CURSOR_KEY, String.class),
                        ConsumerRig.header(exchange, FourInsightConstants.CURSOR_EXPECTED, String.class),
                        ConsumerRig.header(exchange, FourInsightConstants.CURSOR_NEXT, String.class)))
                .isTrue();
        start(RAW).advance(Duration.ofMinutes(10)).poll();
        rig.advance(Duration.ofMinutes(10)).poll();

        assertThat(rig.received()).hasSize(2);
        assertThat(rig.takeTimes()).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void windowWhoseCursorTheRouteMovedBeforeItFailedDoesNotComeAgain() throws Exception {
        rig.step = exchange -> {
            assertThat(cursors.compareAndSet(
                            ConsumerRig.header(exchange, FourInsightConstants.CURSOR_KEY, String.class),
                            ConsumerRig.header(exchange, FourInsightConstants.CURSOR_EXPECTED, String.class),
                            ConsumerRig.header(exchange, FourInsightConstants.CURSOR_NEXT, String.class)))
                    .isTrue();
            rig.note(exchange);
            throw new IllegalStateException("after the commit");
        };
        start(RAW).advance(Duration.ofMinutes(10)).poll();
        List<Instant> times = rig.takeTimes();
        rig.step = exchange -> {};
        rig.advance(Duration.ofMinutes(10)).poll();
        times.addAll(rig.takeTimes());

        assertThat(times).doesNotHaveDuplicates().isSorted().hasSizeGreaterThan(100);
    }

    @Test
    void repositoryThatCannotBeReadIsNoBeginning() throws Exception {
        cursors.readable = false;
        start(RAW).advance(Duration.ofMinutes(10)).poll();
        assertThat(rig.received()).isEmpty();
        assertThat(cursors.writes).isEmpty();
        cursors.readable = true;
        for (int i = 0; i < 6; i++) {
            rig.poll();
        }

        assertThat(rig.takeTimes()).startsWith(START);
    }

    @Test
    void valueThatIsNoCursorStopsItsSeriesAndNoOther() throws Exception {
        rig.sandbox.addGrowingSeries("t", Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
        cursors.states.put("consumer/s", "yesterday");
        try (CapturedLog log = CapturedLog.ofEverything()) {
            start("operation=data&seriesId=s,t&initialStart=2026-01-01")
                    .advance(Duration.ofMinutes(10))
                    .poll();
            assertThat(String.join("\n", log.lines(Level.ERROR)))
                    .contains("consumer/s", "yesterday", "remove it from the repository");
        }

        assertThat(rig.take())
                .extracting(exchange -> ConsumerRig.header(exchange, FourInsightConstants.SERIES_ID, String.class))
                .containsExactly("t");
        assertThat(cursors.states).containsEntry("consumer/s", "yesterday");
    }

    @Test
    void clockThatStepsBackEmitsNothingTwiceAndSkipsNothing() throws Exception {
        start(RAW).advance(Duration.ofMinutes(90)).poll();
        List<Instant> times = rig.takeTimes();
        rig.advance(Duration.ofMinutes(-60)).poll();
        assertThat(rig.take()).isEmpty();
        rig.advance(Duration.ofMinutes(80)).poll();
        times.addAll(rig.takeTimes());

        assertThat(times).doesNotHaveDuplicates().isSorted().hasSizeGreaterThan(600);
    }

    @Test
    void errorOfASeriesGoesThroughTheRouteIfItIsBridged() throws Exception {
        AtomicReference<Exception> caught = new AtomicReference<>();
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class)
                        .handled(true)
                        .process(exchange ->
                                caught.set(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
                from(ConsumerRig.uri("operation=data&seriesId=gone&initialStart=2026-01-01&bridgeErrorHandler=true"))
                        .routeId(ConsumerRig.ROUTE)
                        .process(rig::note);
            }
        });
        rig.advance(Duration.ofMinutes(10)).poll();

        assertThat(caught.get()).hasMessageContaining("gone");
    }

    @Test
    void routeThatStopsEndsBetweenTwoWindows() throws Exception {
        rig.sandbox.addGrowingSeries("s", Growth.from(START, Duration.ofMinutes(10), Duration.ofHours(6)));
        rig.advance(Duration.ofDays(3));
        CountDownLatch third = new CountDownLatch(3);
        CountDownLatch stopping = new CountDownLatch(1);
        rig.step = exchange -> {
            third.countDown();
            if (third.getCount() == 0) {
                stopping.await(10, TimeUnit.SECONDS);
            }
        };
        start(RAW + "&maxWindow=1h");
        rig.scheduler.pollAside();
        assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
        Thread stop = new Thread(() -> rig.context().camel().stop());
        stop.start();
        holds(() -> rig.context().camel().isStopping(), "stopping");
        stopping.countDown();
        stop.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(stop.isAlive()).isFalse();
        assertThat(rig.received()).hasSizeLessThan(10);
        Instant last = rig.takeTimes().stream().max(Instant::compareTo).orElseThrow();
        assertThat(cursors.states.get("consumer/s")).contains("next=" + last.plusNanos(1));
    }

    @Test
    void suspendedRouteEmitsNothingUntilItIsResumed() throws Exception {
        start(RAW).advance(Duration.ofMinutes(10)).poll();
        rig.take();
        rig.context().camel().getRouteController().suspendRoute(ConsumerRig.ROUTE);
        rig.advance(Duration.ofMinutes(10)).poll();
        assertThat(rig.received()).isEmpty();
        rig.context().camel().getRouteController().resumeRoute(ConsumerRig.ROUTE);
        rig.poll();

        assertThat(rig.takeTimes()).isNotEmpty();
    }
}
