package io.fourinsight.camel.example.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A group of workers at a broker, and a file with the secrets that their connectors use. */
final class ConnectCluster implements AutoCloseable {

    private static final String CONNECTORS = "io.fourinsight.connect.";

    private final List<ConnectWorker> workers = new ArrayList<>();
    private final Path secrets;

    private ConnectCluster(Path secrets) {
        this.secrets = secrets;
    }

    /** Starts workers, and waits until they answer. */
    static ConnectCluster start(ConnectWorker.Setup setup, int workers) throws IOException {
        Files.createDirectories(setup.secrets());
        ConnectCluster cluster = new ConnectCluster(setup.secrets().resolve("secrets.properties"));
        boolean started = false;
        try {
            for (int i = 1; i <= workers; i++) {
                cluster.workers.add(ConnectWorker.start(setup, "worker-" + i));
            }
            cluster.awaitReady();
            started = true;
        } finally {
            if (!started) {
                cluster.close();
            }
        }
        return cluster;
    }

    /** Writes the file with the secrets. */
    void secrets(Map<String, String> values) throws IOException {
        KafkaProcess.write(values, secrets);
    }

    /** What stands in a connector's configuration in place of a secret. */
    String secret(String key) {
        return "${file:" + secrets + ":" + key + "}";
    }

    static String sourceClass() {
        return CONNECTORS + "FourInsightSourceConnector";
    }

    static String sinkClass() {
        return CONNECTORS + "FourInsightSinkConnector";
    }

    /** Waits until all workers answer. */
    void awaitReady() {
        workers.forEach(ConnectWorker::awaitReady);
    }

    ConnectWorker worker(int index) {
        return workers.get(index);
    }

    /** That of the first worker, which is to be alive. */
    ConnectRest rest() {
        return worker(0).rest();
    }

    @Override
    public void close() {
        workers.forEach(ConnectWorker::close);
    }
}
