package io.fourinsight.camel.quarkus.deployment;

import io.fourinsight.camel.sandbox.Sandbox;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts a sandbox before the application, and tells the application where it is. */
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
                "camel.component.fourinsight.sessions[north].client-id",
                Sandbox.CLIENT_ID,
                "camel.component.fourinsight.sessions[north].client-secret",
                Sandbox.CLIENT_SECRET);
    }

    @Override
    public void stop() {
        sandbox.close();
    }
}
