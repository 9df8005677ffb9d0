package io.fourinsight.camel;

import static io.fourinsight.client.testing.Eventually.holds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fails or stands still comes again, also if others move the cursor meanwhile. */
class ConsumerCollectionFailureTest extends CollectionConsumers {

    @Test
    void itemThatFailsComesAgainAfterABackoffAndTheOthersAfterIt() throws Exception {
        start(NOTES).poll();
        change("a", "b", "c");
        rig.step = exchange -> {
            if (id(exchange.getMessage().getBody()).equals("b")) {
                throw new IllegalStateException("not now");
            }
        };
        rig.poll();
        assertThat(takeIds()).containsExactly("a");
        rig.step = exchange -> {};
        rig.poll();
        assertThat(takeIds()).as("it backs off").isEmpty();
        rig.advance(Duration.ofMinutes(1)).poll();

        assertThat(takeIds()).containsExactly("b", "c");
    }

    @Test
    void itemThatChangedSinceItFailedComesOnceAsItIsThen() throws Exception {
        start(NOTES).poll();
        change("a", "b", "c");
        rig.step = exchange -> {
            if (id(exchange.getMessage().getBody()).equals("b")) {
                throw new IllegalStateException("not now");
            }
        };
        rig.poll();
        rig.step = exchange -> {};
        assertThat(takeIds()).containsExactly("a");
        change("b");
        rig.advance(Duration.ofMinutes(1)).poll();

        assertThat(takeIds()).containsExactly("c", "b");
    }

    @ParameterizedTest
    @CsvSource({"page,4", "list,9"})
    void listThatFailsComesAgain(String emit, int first) throws Exception {
        start(NOTES + "&emit=" + emit).poll();
        change("a", "b", "c", "d", "e", "f", "g", "h", "i");
        List<Integer> sizes = new ArrayList<>();
        rig.step = exchange -> {
            sizes.add(exchange.getMessage().getBody(List.class).size());
            throw new IllegalStateException("not now");
        };
        rig.poll();
        rig.step = exchange -> {};
        rig.advance(Duration.ofMinutes(1)).poll();

        assertThat(sizes).containsExactly(first);
        assertThat(takeIds()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i");
    }

    @Test
    void serviceThatFailsHalfWayLosesNothing() throws Exception {
        start(NOTES).poll();
        change("a", "b", "c", "d", "e", "f");
        rig.step = exchange -> {
            if (id(exchange.getMessage().getBody()).equals("d")) {
                sandbox.faults().answerNext(100, COLLECTION, Response.of(500));
            }
        };
        rig.poll();
        rig.step = exchange -> {};
        sandbox.faults().clear();
        rig.advance(Duration.ofMinutes(1)).poll();

        assertThat(takeIds()).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void oneExchangeIsInFlightHoweverLongItLives() throws Exception {
        CountDownLatch goesOn = new CountDownLatch(1);
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(NOTES + "&scheduler=#manual").routeId(ConsumerRig.ROUTE).to("seda:slow");
                from("seda:slow").process(exchange -> {
                    rig.note(exchange);
                    goesOn.await(20, TimeUnit.SECONDS);
                });
            }
        });
        rig.poll();
        change("a", "b", "c", "d", "e", "f");
        rig.poll();
        holds(() -> rig.received().size() == 1, "the first item");
        rig.advance(Duration.ofMinutes(5)).poll();
        assertThat(takeIds()).containsExactly("a");
        goesOn.countDown();

        holds(() -> rig.received().size() == 5, "the others");
        assertThat(takeIds()).containsExactly("b", "c", "d", "e", "f");
        rig.poll();
        assertThat(rig.take()).isEmpty();
    }

    @Test
    void suspendedConsumerEndsBetweenTwoItemsAndGoesOnThere() throws Exception {
        start(NOTES).poll();
        change("a", "b", "c", "d", "e", "f");
        Consumer consumer = rig.context().camel().getRoute(ConsumerRig.ROUTE).getConsumer();
        rig.step = exchange -> {
            if (id(exchange.getMessage().getBody()).equals("b")) {
                ServiceHelper.suspendService(consumer);
            }
        };
        rig.poll();
        rig.step = exchange -> {};
        assertThat(takeIds()).containsExactly("a", "b");
        ServiceHelper.resumeService(consumer);
        rig.poll();

        assertThat(takeIds()).containsExactly("c", "d", "e", "f");
    }

    @Test
    void cursorThatAnotherConsumerMovedIsReadAnew() throws Exception {
        Cursors cursors = new Cursors();
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                getContext().getRegistry().bind("cursors", cursors);
                from(NOTES + "&cursorRepository=#cursors&scheduler=#manual")
                        .routeId(ConsumerRig.ROUTE)
                        .process(exchange -> {
                            rig.step.process(exchange);
                            rig.note(exchange);
                        });
            }
        });
        rig.poll();
        change("a", "b", "c", "d");
        rig.poll();
        String behind = cursor(rig.take().get(1), FourInsightConstants.CURSOR_NEXT);
        change("e");
        rig.step = exchange -> cursors.setState(cursor(exchange, FourInsightConstants.CURSOR_KEY), behind);
        rig.poll();
        rig.step = exchange -> {};
        assertThat(takeIds()).containsExactly("e");
        rig.advance(Duration.ofMinutes(2)).poll();
        assertThat(takeIds()).as("it waits three delays").isEmpty();
        rig.advance(Duration.ofMinutes(2)).poll();

        assertThat(takeIds()).containsExactly("c", "d", "e");
    }

    @Test
    void routeMayMoveTheCursorItself() throws Exception {
        Cursors cursors = new Cursors();
        List<Boolean> moved = new ArrayList<>();
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                getContext().getRegistry().bind("cursors", cursors);
                from(NOTES + "&cursorRepository=#cursors&scheduler=#manual")
                        .routeId(ConsumerRig.ROUTE)
                        .process(exchange -> {
                            moved.add(cursors.compareAndSet(
                                    cursor(exchange, FourInsightConstants.CURSOR_KEY),
                                    cursor(exchange, FourInsightConstants.CURSOR_EXPECTED),
                                    cursor(exchange, FourInsightConstants.CURSOR_NEXT)));
                            rig.note(exchange);
                        });
            }
        });
        rig.poll();
        change("a", "b");
        rig.poll();
        change("c");
        rig.poll();

        assertThat(moved).containsExactly(true, true, true);
        assertThat(takeIds()).containsExactly("a", "b", "c");
    }

    @Test
    void storedValueThatIsNoCursorStopsTheConsumerWithItsKey() throws Exception {
        start(NOTES).poll();
        change("a");
        rig.poll();
        String key = cursor(rig.take().get(0), FourInsightConstants.CURSOR_KEY);
        Cursors cursors = new Cursors();
        cursors.setState(key, "yesterday");
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                getContext().getRegistry().bind("cursors", cursors);
                from(NOTES + "&cursorRepository=#cursors&scheduler=#manual")
                        .routeId(ConsumerRig.ROUTE)
                        .process(rig::note);
            }
        });
        rig.poll();
        change("b");
        rig.poll();

        assertThat(rig.take()).isEmpty();
        assertThat(cursors.getState(key)).isEqualTo("yesterday");
    }
}
