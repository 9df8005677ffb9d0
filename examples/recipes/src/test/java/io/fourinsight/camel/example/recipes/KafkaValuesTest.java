package io.fourinsight.camel.example.recipes;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the route that takes single values from Kafka, with a broker in this process. */
class KafkaValuesTest {

    private static final TopicPartition PARTITION = new TopicPartition("readings", 0);

    @TempDir
    Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private KafkaBroker broker;
    private Main main;

    @BeforeEach
    void startBroker() throws Exception {
        broker = KafkaBroker.prepare(directory);
        broker.start();
    }

    @AfterEach
    void stop() {
        if (main != null) {
            main.stop();
        }
        broker.close();
        sandbox.close();
    }

    private void start() throws Exception {
        main = OfflineRoute.main(directory, ReadyProperties.of(sandbox), Map.of("kafka.brokers", broker.address()));
        main.start();
    }

    private void publish(int first, int end) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new StringSerializer(), new StringSerializer())) {
            for (int number = first; number < end; number++) {
                String json = "{\"time\":" + (OfflineRoute.START + number) + ",\"value\":" + number + "}";
                producer.send(new ProducerRecord<>(PARTITION.topic(), Sandbox.EMPTY, json));
            }
        }
    }

    private boolean has(int count) {
        NavigableMap<Long, Double> values = new TreeMap<>();
        for (int number = 0; number < count; number++) {
            values.put(OfflineRoute.START + number, (double) number);
        }
        return sandbox.samples(Sandbox.EMPTY).equals(values);
    }

    private long offset() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address(), "group.id", "readings-to-reservoir"),
                new StringDeserializer(),
                new StringDeserializer())) {
            OffsetAndMetadata offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
            return offset == null ? 0 : offset.offset();
        }
    }

    @Test
    void offsetMovesWithWhatIsStored() throws Exception {
        publish(0, 300);
        start();
        Eventually.holds(() -> has(300), "the first are in the series");
        Eventually.holds(() -> offset() == 300, "their offset is kept");
        main.stop();

        publish(300, 500);
        start();

        Eventually.holds(() -> has(500), "those that came meanwhile, too");
    }
}
