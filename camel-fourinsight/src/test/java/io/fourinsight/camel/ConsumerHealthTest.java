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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a consumer's health check says while the service is away, asked twenty times a minute. */
class ConsumerHealthTest {

    private static final String OPTIONS = "operation=data&seriesId=s,t&initialStart=2026-01-01&tokenTimeout=2s";
    private static final int TIMES_A_MINUTE = 20;

    /** What fails. */
    enum Outage {
        TOKEN(Sandbox.TOKEN_PATH),
        RESERVOIR(Sandbox.RESERVOIR_PATH);

        private final String path;

        Outage(String path) {
            this.path = path;
        }
    }

    private final ConsumerRig rig = new ConsumerRig();
    private final FlappingClusterService cluster = new FlappingClusterService();

    @BeforeEach
    void grow() {
        for (String id : List.of("s", "t")) {
            rig.sandbox.addGrowingSeries(
                    id, Growth.from(MutableClock.START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
        }
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @EnumSource
    void outageIsDownFromTheFirstFailedPollToTheFirstGoodOne(Outage outage) throws Exception {
        rig.start(OPTIONS);

        suffer(outage);
    }

    @ParameterizedTest
    @EnumSource
    void outageIsDownUnderMasterToo(Outage outage) throws Exception {
        rig.start(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                getContext().addService(cluster);
                getContext().getRegistry().bind("cursors", new SharedCursors());
                from("master:deck:" + ConsumerRig.uri(OPTIONS + "&cursorRepository=#cursors"))
                        .routeId(ConsumerRig.ROUTE)
                        .process(rig::note);
            }
        });
        cluster.lead(true);
        holds(rig.scheduler::isSchedulerStarted, "the consumer of the leader");

        suffer(outage);
    }

    private void suffer(Outage outage) {
        try (CapturedLog log = CapturedLog.ofEverything()) {
            rig.advance(Duration.ofMinutes(10)).poll();
            assertThat(rig.take()).hasSize(2);
            assertThat(rig.health()).isEqualTo(HealthCheck.State.UP);
            rig.sandbox.revokeTokens();
            rig.advance(Duration.ofHours(2));
            rig.sandbox.faults().answerNext(Integer.MAX_VALUE, outage.path, Response.json(503, Map.of()));
            rig.poll();
            List<HealthCheck.State> states = new ArrayList<>();
            for (int minute = 0; minute < 5; minute++) {
                states.addAll(minute());
            }
            assertThat(rig.take()).isEmpty();
            assertThat(states).hasSize(5 * TIMES_A_MINUTE).containsOnly(HealthCheck.State.DOWN);
            rig.sandbox.faults().clear();
            // back-offs go on for a while
            for (int minute = 0; minute < 60 && rig.received().isEmpty(); minute++) {
                assertThat(minute()).containsOnly(HealthCheck.State.DOWN);
            }
            assertThat(rig.received()).isNotEmpty();
            assertThat(rig.health()).isEqualTo(HealthCheck.State.UP);
            assertThat(log.lines(Level.WARN)).as("the outage is told of").isNotEmpty();
        }
    }

    /** The states of a minute, at whose end there is a poll. */
    private List<HealthCheck.State> minute() {
        List<HealthCheck.State> states = new ArrayList<>();
        for (int i = 0; i < TIMES_A_MINUTE; i++) {
            states.add(rig.health());
            rig.advance(Duration.ofSeconds(60 / TIMES_A_MINUTE));
        }
        rig.poll();
        return states;
    }
}
