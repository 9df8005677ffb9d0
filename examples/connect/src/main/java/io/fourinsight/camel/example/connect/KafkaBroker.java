package io.fourinsight.camel.example.connect;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** A broker that is its own controller, with an empty folder. */
final class KafkaBroker implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final Duration TO_START = Duration.ofMinutes(2);

    private final KafkaProcess process;
    private final int port;

    private KafkaBroker(KafkaProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one and waits until it listens. */
    static KafkaBroker start(Path libraries, Path directory) throws IOException {
        int port = KafkaProcess.freePort();
        Map<String, String> properties = properties(port, KafkaProcess.freePort(), directory.resolve("kafka"));
        format(KafkaProcess.write(properties, directory.resolve("format.properties")));
        KafkaProcess process = KafkaProcess.start(libraries, "kafka.Kafka", "broker", "512m", properties, directory);
        KafkaBroker broker = new KafkaBroker(process, port);
        Patience.until(TO_START, broker::isListening, () -> "The broker does not listen");
        return broker;
    }

    private static Map<String, String> properties(int port, int controller, Path data) {
        String address = HOST + ":" + port;
        Map<String, String> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + HOST + ":" + controller);
        properties.put("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + HOST + ":" + controller);
        properties.put("advertised.listeners", "PLAINTEXT://" + address);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", data.toString());
        // one broker cannot keep three copies
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "5");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "5");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        return properties;
    }

    /** As an administrator does it once. */
    private static void format(Path file) throws IOException {
        String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        int code = StorageTool.execute(arguments, new PrintStream(OutputStream.nullOutputStream()));
        if (code != 0) {
            throw new IOException("The folder of the broker cannot be formatted: " + code);
        }
    }

    private boolean isListening() throws IOException {
        process.requireAlive();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    String address() {
        return HOST + ":" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
