package io.fourinsight.camel.example.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fourinsight.camel.sandbox.Sandbox;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Runs the application in the process of the test. */
@QuarkusTest
@WithTestResource(SandboxServer.class)
class LevelsTest {

    @Inject
    CamelContext context;

    @ConfigProperty(name = "levels.directory")
    Path directory;

    @Test
    void routeWritesTheHourlyMeansOfTheDay() throws Exception {
        NotifyBuilder written =
                new NotifyBuilder(context).fromRoute("levels").whenDone(1).create();
        assertThat(written.matches(1, TimeUnit.MINUTES)).isTrue();
        // it writes the file again and again, so not while we read it
        context.getRouteController().stopRoute("levels");

        List<String> lines = Files.readAllLines(directory.resolve(Sandbox.BERGEN + ".csv"));

        assertThat(lines).hasSize(24);
        assertThat(lines.get(0)).startsWith("1772323200000000000,"); // 2026-03-01T00:00:00Z
        assertThat(lines.stream().mapToDouble(LevelsTest::value).average())
                .hasValueCloseTo(0.0005, within(0.00005)); // of the sandbox's file, added up apart from all this
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.indexOf(',') + 1));
    }
}
