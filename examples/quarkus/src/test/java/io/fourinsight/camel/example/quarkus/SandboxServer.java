package io.fourinsight.camel.example.quarkus;

import io.fourinsight.camel.sandbox.Sandbox;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts a sandbox before the application, and says what application.properties must say instead. */
public final class SandboxServer implements QuarkusTestResourceLifecycleManager {

    private Sandbox sandbox;

    @Override
    public Map<String, String> start() {
        sandbox = Sandbox.start();
        return Map.of(
                "camel.component.fourinsight.token-url",
                sandbox.tokenUrl().toString(),
                "camel.component.fourinsight.reservoir-url",
                sandbox.reservoirUrl().toString(),
                "camel.component.fourinsight.client-id",
                Sandbox.CLIENT_ID,
                "camel.component.fourinsight.client-secret",
                Sandbox.CLIENT_SECRET,
                "levels.series-id",
                Sandbox.BERGEN,
                "levels.start",
                "2026-03-01",
                "levels.end",
                "2026-03-02",
                "levels.period",
                "100",
                "levels.directory",
                "target/levels");
    }

    @Override
    public void stop() {
        sandbox.close();
    }
}
