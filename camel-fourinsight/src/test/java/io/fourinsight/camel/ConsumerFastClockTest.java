package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer whose clock is an hour ahead of the service's begins by that of the service, and skips nothing. */
class ConsumerFastClockTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MutableClock service = new MutableClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(service).datesOfClock().start();
    private final ConsumerRig rig = new ConsumerRig(sandbox);
    private final Instant start = service.instant();

    @BeforeEach
    void beAhead() {
        rig.advance(Duration.ofHours(1));
        sandbox.addGrowingSeries("s", Growth.from(start, Duration.ofSeconds(10), MINUTE));
    }

    @AfterEach
    void close() {
        rig.close();
        sandbox.close();
    }

    private void pollAfterEachMinute(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            service.advance(MINUTE);
            rig.advance(MINUTE).poll();
        }
    }

    @Test
    void seriesBeginsAtTheFirstStart() throws Exception {
        rig.start("operation=data&lag=0s&seriesId=s").poll();
        pollAfterEachMinute(10);

        assertThat(rig.takeTimes())
                .hasSize(59)
                .startsWith(start.plusSeconds(10))
                .as("but for the one at the very start, since dates are whole seconds");
    }

    @Test
    void seriesBeginsAsLongBeforeTheFirstStartAsItIsTold() throws Exception {
        service.advance(Duration.ofMinutes(30));
        rig.advance(Duration.ofMinutes(30));
        rig.start("operation=data&lag=0s&seriesId=gone,s&initialStart=now-10m").poll();

        assertThat(rig.takeTimes())
                .startsWith(start.plus(Duration.ofMinutes(20)).plusSeconds(10));
    }

    @Test
    void collectionBeginsAtTheFirstStart() throws Exception {
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("fourinsight:api?path=v1.1/Notes&cursorProperty=Modified&scheduler=#manual")
                        .routeId(ConsumerRig.ROUTE)
                        .process(rig::note);
            }
        });
        rig.poll();
        pollAfterEachMinute(1);
        sandbox.items().change("Notes", "a", Map.of(), Duration.ZERO);
        pollAfterEachMinute(1);

        assertThat(CollectionConsumers.items(rig.take()))
                .extracting(CollectionConsumers::id)
                .containsExactly("a");
    }
}
