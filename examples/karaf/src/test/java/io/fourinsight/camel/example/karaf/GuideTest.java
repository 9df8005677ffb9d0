package io.fourinsight.camel.example.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** That the guide keeps up with the code; {@link KarafIT} tries its commands and its settings. */
class GuideTest {

    private static final Path ROUTE = Path.of("src/main/java/io/fourinsight/camel/example/karaf/LevelsRoute.java");

    @Test
    void routeIsThatOfTheExample() throws IOException {
        String route = String.join("\n", Guide.read().code("A route", "java"));

        assertThat(Files.readString(ROUTE).replace("\n        ", "\n")).contains(route);
    }
}
