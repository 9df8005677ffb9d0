package io.fourinsight.camel.example.connect;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A distributed worker of Kafka Connect in a process of its own. */
final class ConnectWorker implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final Duration TO_START = Duration.ofMinutes(5);

    private final Setup setup;
    private final String name;
    private final ConnectRest rest;
    private final Map<String, String> properties;
    private KafkaProcess process;

    /**
     * What the workers of a group have in common.
     *
     * @param libraries the folder of Kafka's jars
     * @param plugins the folder that holds the connectors' folder
     * @param secrets the folder that connectors may name files of
     * @param heap as {@code 400m}
     */
    record Setup(
            Path libraries,
            Path plugins,
            Path secrets,
            String broker,
            String group,
            boolean exactlyOnce,
            String heap,
            Path directory) {}

    private ConnectWorker(Setup setup, String name, int port) {
        this.setup = setup;
        this.name = name;
        this.rest = new ConnectRest(URI.create("http://" + HOST + ":" + port));
        this.properties = properties(setup, port);
    }

    /** Starts one; {@link #awaitReady} waits for it. */
    static ConnectWorker start(Setup setup, String name) throws IOException {
        ConnectWorker worker = new ConnectWorker(setup, name, KafkaProcess.freePort());
        worker.restart();
        return worker;
    }

    /** Starts it once more after a {@link #kill}. */
    void restart() throws IOException {
        process = KafkaProcess.start(
                setup.libraries(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                setup.group() + "-" + name,
                setup.heap(),
                properties,
                setup.directory());
    }

    private static Map<String, String> properties(Setup setup, int port) {
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", setup.broker());
        properties.put("group.id", setup.group());
        properties.put("listeners", "http://" + HOST + ":" + port);
        properties.put("rest.advertised.host.name", HOST);
        properties.put("plugin.path", setup.plugins().toString());
        // by META-INF/services alone: looking into each class of each jar takes half of a worker's start
        properties.put("plugin.discovery", "service_load");
        properties.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        properties.put("value.converter.schemas.enable", "false");
        for (String store : new String[] {"config", "offset", "status"}) {
            properties.put(store + ".storage.topic", setup.group() + "-" + store);
            properties.put(store + ".storage.replication.factor", "1");
        }
        properties.put("offset.storage.partitions", "5");
        properties.put("exactly.once.source.support", setup.exactlyOnce() ? "enabled" : "disabled");
        // secrets: what is posted to REST names a file, and a key in it
        properties.put("config.providers", "file");
        properties.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        properties.put(
                "config.providers.file.param.allowed.paths", setup.secrets().toString());
        // the work of a dead worker lies idle for five minutes by default
        properties.put("scheduled.rebalance.max.delay.ms", "3000");
        properties.put("session.timeout.ms", "6000");
        properties.put("heartbeat.interval.ms", "1500");
        properties.put("offset.flush.interval.ms", "1000");
        return properties;
    }

    /** Waits until it answers; while it starts, it answers with a page of its server. */
    void awaitReady() {
        Patience.until(
                TO_START,
                () -> {
                    process.requireAlive();
                    return rest.isReady();
                },
                () -> "The worker is not ready:\n" + process.log());
    }

    ConnectRest rest() {
        return rest;
    }

    String log() {
        return process.log();
    }

    long residentKilobytes() throws IOException {
        return process.residentKilobytes();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
