package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What meters and the developer console show of a consumer. */
class ConsumerSeenTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConsumerRig rig = new ConsumerRig();

    @BeforeEach
    void poll() throws Exception {
        rig.sandbox.addGrowingSeries(
                "s", Growth.from(MutableClock.START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                getContext().getRegistry().bind("metricsRegistry", meters);
                from(ConsumerRig.uri("operation=data&seriesId=s,gone&initialStart=2026-01-01"))
                        .routeId(ConsumerRig.ROUTE)
                        .process(rig::note);
            }
        });
        rig.advance(Duration.ofMinutes(10)).poll();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private double gauge(String name) {
        return Objects.requireNonNull(
                        meters.find("fourinsight.consumer." + name)
                                .tag("route", ConsumerRig.ROUTE)
                                .gauge(),
                        name)
                .value();
    }

    @Test
    void metersTellHowFarItIsAndHowManyFail() {
        assertThat(gauge("series")).isEqualTo(2);
        assertThat(gauge("failing")).isEqualTo(1);
        assertThat(gauge("windows")).isEqualTo(1);
        assertThat(gauge("samples")).isBetween(50.0, 60.0);
        assertThat(gauge("fenced")).isZero();
        assertThat(gauge("lag.seconds")).as("of the one that fails").isEqualTo(600);
    }

    @Test
    void consoleShowsWhereEachSeriesStands() {
        DevConsole console =
                PluginHelper.getDevConsoleResolver(rig.context().camel()).resolveDevConsole("fourinsight");
        String text = (String) console.call(DevConsole.MediaType.TEXT, Map.of());

        assertThat(text).contains("consumers:", "route=consumer  series=s", "series=gone", "404");
    }
}
