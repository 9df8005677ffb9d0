package io.fourinsight.camel.example.operations;

import io.fourinsight.camel.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** A sandbox and routes against it, which show on 127.0.0.1 how they are. */
public final class Operations implements AutoCloseable {

    private final Sandbox sandbox = Sandbox.start();
    private final Trouble trouble = new Trouble(sandbox);
    private final Main main = new Main();

    /**
     * @param directory for the cache of day files
     * @param overrides of application.properties
     */
    Operations(Path directory, int port, Map<String, String> overrides) {
        main.bind("trouble", trouble);
        main.configure().addRoutesBuilder(new WatchedRoutes());
        main.addOverrideProperty("directory", directory.toString());
        main.addOverrideProperty("port", Integer.toString(port));
        main.addOverrideProperty("sandbox.token-url", sandbox.tokenUrl().toString());
        main.addOverrideProperty("sandbox.api-url", sandbox.apiUrl().toString());
        main.addOverrideProperty("sandbox.reservoir-url", sandbox.reservoirUrl().toString());
        main.addOverrideProperty("sandbox.client-id", Sandbox.CLIENT_ID);
        main.addOverrideProperty("sandbox.client-secret", Sandbox.CLIENT_SECRET);
        main.addOverrideProperty("series-id", Sandbox.BERGEN);
        main.addOverrideProperty("upload-series-id", Sandbox.EMPTY);
        overrides.forEach(main::addOverrideProperty);
    }

    /** Runs until the process is ended. The arguments are the directory for the cache, and the port or 0. */
    public static void main(String[] arguments) throws Exception {
        try (Operations operations = new Operations(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Map.of())) {
            operations.main.addMainListener(new MainListenerSupport() {
                @Override
                public void afterStart(BaseMainSupport started) {
                    System.out.println("health:  " + operations.uri("/observe/health?data=true"));
                    System.out.println("metrics: " + operations.uri("/observe/metrics"));
                    System.out.println("console: " + operations.uri("/q/dev/fourinsight"));
                }
            });
            operations.main.run();
        }
    }

    void start() {
        main.start();
    }

    Trouble trouble() {
        return trouble;
    }

    /** Of what is shown. */
    URI uri(String path) {
        VertxPlatformHttpServer server = main.getCamelContext().hasService(VertxPlatformHttpServer.class);
        return URI.create("http://" + server.getHost() + ":" + server.getPort() + path);
    }

    @Override
    public void close() {
        main.stop();
        sandbox.close();
    }
}
