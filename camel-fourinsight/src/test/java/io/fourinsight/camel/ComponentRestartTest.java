package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import org.junit.jupiter.api.Test;

/** What becomes of a running route when its component is stopped and started. */
class ComponentRestartTest {

    @Test
    void runningRouteGoesOnWithTheRestartedComponent() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                SandboxContext context = new SandboxContext(sandbox)) {
            context.route("poll", "fourinsight:ping", "fourinsight:campaigns");
            assertThat(context.send("poll").getException()).isNull();

            context.component().stop();
            context.component().start();

            assertThat(context.send("poll").getException()).isNull();
            assertThat(context.send("poll").getException()).isNull();
            assertThat(context.component().runtime().sessions().size())
                    .as("routes with sessions")
                    .isEqualTo(1);
        }
    }
}
