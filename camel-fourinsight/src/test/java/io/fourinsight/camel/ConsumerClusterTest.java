package io.fourinsight.camel;

import static io.fourinsight.client.testing.Eventually.holds;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.fourinsight.camel.poll.FlappingClusterService;
import io.fourinsight.camel.poll.cursor.SharedCursors;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer under {@code master:} emits on the leading node only, never moves a cursor back, and tells of outages. */
class ConsumerClusterTest {

    private static final Instant START = MutableClock.START;
    private static final String RAW = "operation=data&seriesId=s&initialStart=2026-01-01";

    private final SharedCursors cursors = new SharedCursors();
    private final ConsumerRig one = new ConsumerRig();
    private final FlappingClusterService cluster = new FlappingClusterService();

    @BeforeEach
    void grow() {
        one.sandbox.addGrowingSeries("s", Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
    }

    @AfterEach
    void close() {
        one.close();
    }

    private RouteBuilder mastered(FlappingClusterService service, String options, ConsumerRig rig) {
        return masteredUri(service, ConsumerRig.uri(options), rig);
    }

    private RouteBuilder masteredUri(FlappingClusterService service, String uri, ConsumerRig rig) {
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                getContext().addService(service);
                getContext().getRegistry().bind("cursors", cursors);
                from("master:deck:" + uri).routeId(ConsumerRig.ROUTE).process(exchange -> {
                    rig.step.process(exchange);
                    rig.note(exchange);
                });
            }
        };
    }

    /** The component {@code master} starts its consumer aside. */
    private static void lead(FlappingClusterService service, ConsumerRig rig) {
        service.lead(true);
        holds(rig.scheduler::isSchedulerStarted, "the consumer of the leader");
    }

    @Test
    void nodeThatDoesNotLeadEmitsNothingAlsoIfNobodyHasToldItsConsumer() throws Exception {
        one.start(mastered(cluster, RAW + "&cursorRepository=#cursors", one));
        lead(cluster, one);
        one.advance(Duration.ofMinutes(10)).poll();
        assertThat(one.take()).hasSize(1);
        cluster.leadUntold(false);
        one.advance(Duration.ofMinutes(10)).poll();
        assertThat(one.take()).isEmpty();
        cluster.leadUntold(true);
        one.poll();

        assertThat(one.take()).hasSize(1);
    }

    @Test
    void leadershipThatIsLostBetweenTwoWindowsEndsTheCatchUp() throws Exception {
        one.sandbox.addGrowingSeries("s", Growth.from(START, Duration.ofMinutes(10), Duration.ofHours(6)));
        one.start(mastered(cluster, RAW + "&maxWindow=1h&cursorRepository=#cursors", one));
        lead(cluster, one);
        one.step = exchange -> cluster.leadUntold(one.received().size() < 2);
        one.advance(Duration.ofDays(2)).poll();

        assertThat(one.received()).hasSize(3);
    }

    @Test
    void cursorIsNamedByTheRouteAroundTheConsumer() throws Exception {
        one.start(mastered(cluster, RAW + "&cursorRepository=#cursors", one));
        lead(cluster, one);
        one.advance(Duration.ofMinutes(10)).poll();

        assertThat(cursors.states()).containsKey("consumer/s");
        assertThat(one.take().get(0).getFromRouteId()).isEqualTo(ConsumerRig.ROUTE);
    }

    @Test
    void repositoryOfOneProcessIsRefused(@TempDir Path folder) throws Exception {
        List<String> repositories =
                List.of("", "&cursorUrl=jdbc:h2:file:" + folder.resolve("cursors"), "&cursorRepository=#file");
        for (String repository : repositories) {
            RouteBuilder routes = mastered(cluster, RAW + repository, one);
            routes.addLifecycleInterceptor(new RouteBuilderLifecycleStrategy() {
                @Override
                public void beforeConfigure(RouteBuilder builder) {
                    builder.getContext()
                            .getRegistry()
                            .bind(
                                    "file",
                                    FileStateRepository.fileStateRepository(
                                            folder.resolve("states").toFile()));
                }
            });
            one.start(routes);
            try (CapturedLog log = CapturedLog.ofEverything()) {
                cluster.lead(true);
                holds(
                        () -> log.lines(Level.WARN).stream()
                                .anyMatch(line -> line.contains("cursorUrl or cursorDataSource")),
                        "the reason");
            }
            one.advance(Duration.ofMinutes(10)).poll();
            assertThat(one.take()).as("not with '%s'", repository).isEmpty();
        }
    }

    @Test
    void twoNodesThatBothBelieveToLeadNeverMoveTheCursorBack() throws Exception {
        FlappingClusterService otherCluster = new FlappingClusterService();
        try (ConsumerRig other = new ConsumerRig(one.sandbox)) {
            one.start(mastered(cluster, RAW + "&cursorRepository=#cursors", one));
            lead(cluster, one);
            other.start(mastered(otherCluster, RAW + "&cursorRepository=#cursors", other));
            lead(otherCluster, other);
            Random random = new Random(7);
            for (int minute = 0; minute < 60; minute++) {
                one.advance(Duration.ofMinutes(1));
                other.clock.advance(Duration.ofMinutes(1));
                if (random.nextBoolean()) {
                    one.poll();
                }
                if (random.nextBoolean()) {
                    other.poll();
                }
            }
            List<Instant> times = one.takeTimes();
            times.addAll(other.takeTimes());

            List<String> positions = cursors.moves().stream()
                    .filter(move -> move.contains(" next="))
                    .map(move -> move.replaceFirst(".* next=(\\S+).*", "$1"))
                    .toList();
            assertThat(positions).hasSizeGreaterThan(20).isSorted();
            assertThat(times.stream().distinct().sorted().toList()).hasSizeGreaterThan(300);
        }
    }

    @Test
    void collectionGoesOnAtTheNextLeaderBehindTheLastItem() throws Exception {
        String uri =
                "fourinsight:api?path=v1.1/Notes&cursorProperty=Modified&cursorRepository=#cursors&scheduler=#manual";
        FlappingClusterService otherCluster = new FlappingClusterService();
        try (ConsumerRig other = new ConsumerRig(one.sandbox)) {
            one.start(masteredUri(cluster, uri, one));
            lead(cluster, one);
            other.start(masteredUri(otherCluster, uri, other));
            lead(otherCluster, other);
            otherCluster.leadUntold(false);
            one.poll();
            for (String id : List.of("a", "b", "c")) {
                one.sandbox.items().change("Notes", id, Map.of(), Duration.ZERO);
                one.advance(Duration.ofSeconds(1));
            }
            one.step = exchange -> cluster.leadUntold(one.received().isEmpty());
            other.clock.advance(Duration.ofSeconds(3));
            other.poll();
            one.poll();
            assertThat(one.take()).as("until it leads no more").hasSize(2);
            assertThat(other.take()).as("while it does not lead").isEmpty();
            otherCluster.leadUntold(true);
            one.poll();
            other.poll();

            assertThat(CollectionConsumers.items(other.take()))
                    .extracting(CollectionConsumers::id)
                    .containsExactly("c");
            assertThat(one.take()).isEmpty();
        }
    }

    @Test
    void healthIsUnknownOnANodeThatDoesNotLead() throws Exception {
        one.start(mastered(cluster, RAW + "&cursorRepository=#cursors", one));
        lead(cluster, one);
        one.advance(Duration.ofMinutes(10)).poll();
        assertThat(one.health()).isEqualTo(HealthCheck.State.UP);
        cluster.leadUntold(false);
        one.poll();

        assertThat(one.health()).isEqualTo(HealthCheck.State.UNKNOWN);
    }

    @Test
    void outageIsSeenThroughTheWrappingEndpointFromTheFirstFailedPollToTheFirstGoodOne() throws Exception {
        one.start(mastered(cluster, RAW + "&cursorRepository=#cursors&tokenTimeout=200ms", one));
        lead(cluster, one);
        one.advance(Duration.ofMinutes(10)).poll();
        one.sandbox.revokeTokens();
        one.advance(Duration.ofHours(2));
        one.sandbox.faults().answerNext(1000, Sandbox.TOKEN_PATH, Response.json(503, Map.of()));
        List<HealthCheck.State> states = new ArrayList<>();
        for (int poll = 0; poll < 10; poll++) {
            one.poll().advance(Duration.ofMinutes(1));
            states.add(one.health());
        }

        assertThat(states).containsOnly(HealthCheck.State.DOWN);
    }
}
