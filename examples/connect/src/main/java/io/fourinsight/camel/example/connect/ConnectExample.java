package io.fourinsight.camel.example.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Brings a series that grows in a local 4Insight into a topic, prints what arrives, and mirrors it into another series.
 */
public final class ConnectExample {

    /** The series that {@code source.json} names. */
    static final String GROWING = "6d0f1a52-3d7c-4c5e-9d0b-0d5f7c1d9a01";

    /** The series that {@code sink.json} names. */
    static final String MIRROR = Sandbox.EMPTY;

    private static final String TOPIC = "levels";
    private static final int RECORDS_SHOWN = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path libraries;
    private final Path plugins;
    private final Path directory;
    private final PrintStream out;

    /**
     * @param libraries the folder of Kafka's jars
     * @param plugins the folder that holds the connectors' folder
     * @param directory for data and logs of this run
     */
    ConnectExample(Path libraries, Path plugins, Path directory, PrintStream out) {
        this.libraries = libraries;
        this.plugins = plugins;
        this.directory = directory;
        this.out = out;
    }

    /** The arguments are the folders of Kafka's jars, of plugins, and for data and logs. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[2]);
        Files.createDirectories(directory);
        new ConnectExample(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]).toRealPath(),
                        Files.createTempDirectory(directory.toRealPath(), "run-"),
                        System.out)
                .run();
    }

    void run() throws IOException {
        Instant start = Instant.now().minusSeconds(10).truncatedTo(ChronoUnit.SECONDS);
        out.println("starting a local 4Insight, a broker and a worker; their logs are in " + directory);
        try (Sandbox sandbox = Sandbox.builder()
                        .growing(GROWING, Growth.from(start, Duration.ofSeconds(1), Duration.ofSeconds(2)))
                        .start();
                KafkaBroker broker = KafkaBroker.start(libraries, directory);
                ConnectCluster cluster = ConnectCluster.start(setup(broker), 1)) {
            cluster.secrets(Map.of(
                    "id", Sandbox.CLIENT_ID,
                    "secret", Sandbox.CLIENT_SECRET,
                    "token.url", sandbox.tokenUrl().toString(),
                    "api.url", sandbox.apiUrl().toString(),
                    "reservoir.url", sandbox.reservoirUrl().toString()));
            cluster.rest().configure("levels-source", config("source.json"));
            cluster.rest().configure("levels-mirror", config("sink.json"));
            out.println("the worker's REST interface is " + cluster.rest().url() + "/connectors");
            show(broker, sandbox);
            out.println("the source is at " + cluster.rest().offsets("levels-source"));
        }
    }

    private ConnectWorker.Setup setup(KafkaBroker broker) {
        return new ConnectWorker.Setup(
                libraries,
                plugins,
                directory.resolve("secrets"),
                broker.address(),
                "example",
                false,
                "400m",
                directory);
    }

    /** A configuration as it is posted; the file with the secrets is in this run's folder. */
    private Map<String, String> config(String name) throws IOException {
        String secrets =
                directory.resolve("secrets").resolve("secrets.properties").toString();
        try (InputStream resource = ConnectExample.class.getResourceAsStream("/" + name)) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return JSON.readValue(text.replace("SECRETS", secrets), new TypeReference<Map<String, String>>() {});
        }
    }

    private void show(KafkaBroker broker, Sandbox sandbox) {
        int[] shown = {0};
        try (TopicReader reader = new TopicReader(broker.address(), TOPIC)) {
            reader.read(
                    PATIENCE,
                    record -> {
                        shown[0]++;
                        out.println(record.key() + " " + new String(record.value(), StandardCharsets.UTF_8));
                    },
                    () -> shown[0] >= RECORDS_SHOWN);
        }
        Patience.until(
                PATIENCE,
                () -> sandbox.samples(MIRROR).size() >= RECORDS_SHOWN,
                () -> "the mirror has only " + sandbox.samples(MIRROR).size() + " samples");
        out.println("the mirror " + MIRROR + " has " + sandbox.samples(MIRROR).size() + " samples");
    }
}
