package io.fourinsight.camel.example.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker of all tests, and groups of workers at it. */
final class Rig {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path LIBRARIES = Path.of(System.getProperty("kafka.libs"));
    private static final Path PLUGINS = Path.of(System.getProperty("plugins"));
    private static final Path DIRECTORY = Path.of(System.getProperty("rig.directory"));

    // they end with this JVM
    private static KafkaBroker broker;
    private static ConnectCluster worker;
    private static ConnectCluster pair;

    private Rig() {}

    static KafkaBroker broker() throws IOException {
        if (broker == null) {
            Path directory = DIRECTORY.resolve("broker-" + UUID.randomUUID());
            Files.createDirectories(directory);
            broker = KafkaBroker.start(LIBRARIES, directory);
        }
        return broker;
    }

    /** A worker for all tests that leave it as it was; sources on it deliver at least once. */
    static ConnectCluster worker() throws IOException {
        if (worker == null) {
            worker = workers("worker", false, 1);
        }
        return worker;
    }

    /** Two workers for all tests that leave them as they were; sources on them deliver exactly once. */
    static ConnectCluster pair() throws IOException {
        if (pair == null) {
            pair = workers("pair", true);
        }
        return pair;
    }

    /** Two workers of a test's own. */
    static ConnectCluster workers(String group, boolean exactlyOnce) throws IOException {
        return workers(group, exactlyOnce, 2);
    }

    static ConnectCluster workers(String group, boolean exactlyOnce, int count) throws IOException {
        String unique = unique(group);
        Path directory = DIRECTORY.resolve(unique);
        Files.createDirectories(directory);
        ConnectCluster cluster = ConnectCluster.start(
                new ConnectWorker.Setup(
                        LIBRARIES,
                        PLUGINS,
                        directory.resolve("secrets"),
                        broker().address(),
                        unique,
                        exactlyOnce,
                        System.getProperty("worker.heap", "400m"),
                        directory),
                count);
        cluster.secrets(Map.of("id", Sandbox.CLIENT_ID, "secret", Sandbox.CLIENT_SECRET, "wrong", "not-the-secret"));
        return cluster;
    }

    /** Where a connector finds a sandbox, and who it is there. */
    static Map<String, String> connection(ConnectCluster cluster, Sandbox sandbox) {
        Map<String, String> properties = new HashMap<>();
        properties.put("fourinsight.client.id", cluster.secret("id"));
        properties.put("fourinsight.client.secret", cluster.secret("secret"));
        properties.put("fourinsight.token.url", sandbox.tokenUrl().toString());
        properties.put("fourinsight.api.url", sandbox.apiUrl().toString());
        properties.put("fourinsight.reservoir.url", sandbox.reservoirUrl().toString());
        return properties;
    }

    /** A source that polls often, since tests do not wait. */
    static Map<String, String> source(ConnectCluster cluster, Sandbox sandbox, String topic, int tasks) {
        Map<String, String> properties = connection(cluster, sandbox);
        properties.put("connector.class", ConnectCluster.sourceClass());
        properties.put("tasks.max", Integer.toString(tasks));
        properties.put("topic", topic);
        properties.put("lag.ms", "0");
        properties.put("poll.interval.ms", "1000");
        return properties;
    }

    /** A name that no test has used before, not even the same one when it runs again. */
    static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static void createTopic(String topic, int partitions) throws IOException {
        administer(admin -> admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
    }

    /** Does what an administrator of the broker does, and waits for the answer. */
    static <T> T administer(Function<Admin, KafkaFuture<T>> command) throws IOException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker().address()))) {
            return command.apply(admin).get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    static KafkaProducer<String, String> producer() throws IOException {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker().address(), "linger.ms", "20"),
                new StringSerializer(),
                new StringSerializer());
    }

    static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
