package io.fourinsight.camel.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.testing.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That routes run without what would show how they are, each by itself and all together. */
@Timeout(120)
class AbsenceTest {

    private static final String METER = "io.micrometer.core.instrument.Meter";
    private static final String TRACER = "io.opentelemetry.api.trace.Tracer";
    private static final String HEALTH = "org.apache.camel.impl.health.DefaultHealthCheckRegistry";
    private static final String CONSOLE = "org.apache.camel.impl.console.DefaultDevConsoleRegistry";
    private static final String MANAGEMENT = "org.apache.camel.management.DefaultManagementAgent";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    micrometer-core micrometer-commons micrometer-observation | io.micrometer.core.instrument.Meter
                    opentelemetry-api opentelemetry-context opentelemetry-common | io.opentelemetry.api.trace.Tracer
                    camel-health | org.apache.camel.impl.health.DefaultHealthCheckRegistry
                    camel-console | org.apache.camel.impl.console.DefaultDevConsoleRegistry
                    camel-management | org.apache.camel.management.DefaultManagementAgent
                    """)
    void routeRunsWithoutOneOfThem(String artifacts, String missing) throws IOException {
        try (ChildJvm child = ChildJvm.without(
                List.of(artifacts.split(" ")), UnwatchedRoute.class, METER, TRACER, HEALTH, CONSOLE, MANAGEMENT)) {
            assertThat(child.line()).isEqualTo("lacks [" + missing + "]");
            assertThat(child.line()).isEqualTo("samples 2, requests counted true");
        }
    }

    @Test
    void routeRunsWithoutAnyOfThem() throws IOException {
        List<String> all = List.of(
                "micrometer-core",
                "micrometer-commons",
                "micrometer-observation",
                "opentelemetry-api",
                "opentelemetry-context",
                "opentelemetry-common",
                "camel-health",
                "camel-console",
                "camel-management");
        try (ChildJvm child = ChildJvm.without(all, UnwatchedRoute.class, METER, TRACER, HEALTH, CONSOLE, MANAGEMENT)) {
            assertThat(child.line()).isEqualTo("lacks " + List.of(METER, TRACER, HEALTH, CONSOLE, MANAGEMENT));
            assertThat(child.line()).isEqualTo("samples 2, requests counted true");
        }
    }
}
