package io.fourinsight.camel.example.recipes;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** A real broker of Kafka in this process, which is its own controller, with an empty folder. */
final class KafkaBroker implements AutoCloseable {

    private static final String CLUSTER = "recipes-recipes-recips";

    private final KafkaRaftServer server;
    private final String address;

    private KafkaBroker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    /** A broker that can be started. */
    static KafkaBroker prepare(Path directory) throws IOException {
        String address = freeAddress();
        String controller = freeAddress();
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@" + controller),
                Map.entry("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://" + address),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", directory.resolve("kafka").toString()),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0")));
        format(directory, properties);
        return new KafkaBroker(new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM), address);
    }

    void start() {
        server.startup();
    }

    String address() {
        return address;
    }

    /** As an administrator does it once. */
    private static void format(Path directory, Properties properties) throws IOException {
        Path file = Files.writeString(
                directory.resolve("kafka.properties"),
                properties.entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue() + "\n")
                        .collect(Collectors.joining()));
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
        int code = StorageTool.execute(new String[] {"format", "-t", CLUSTER, "-c", file.toString()}, silent);
        if (code != 0) {
            throw new IOException("the folder of the broker cannot be formatted: " + code);
        }
    }

    /** Kafka writes its port into its configuration before it listens, so it cannot take a free one itself. */
    private static String freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
