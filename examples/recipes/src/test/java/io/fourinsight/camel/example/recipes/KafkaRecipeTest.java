package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the recipe that writes to Kafka, with a broker in this process. */
class KafkaRecipeTest extends RecipeSetting {

    /** With the one that begins before its end. */
    private static final int FILES_OF_AN_HOUR = 7;

    private final ObjectMapper json = new ObjectMapper();
    private final NavigableMap<Long, Double> received = new TreeMap<>();
    private final List<Long> order = new ArrayList<>();
    private KafkaBroker broker;
    private KafkaConsumer<String, String> consumer;

    @BeforeEach
    void prepareBroker() throws IOException {
        broker = KafkaBroker.prepare(directory);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address()), new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(new TopicPartition("levels", 0)));
        consumer.seekToBeginning(consumer.assignment());
    }

    @AfterEach
    void stopBroker() {
        stop();
        consumer.close();
        broker.close();
    }

    @Test
    void eachSampleIsInARecordOnceAlsoAfterARestart() throws Exception {
        broker.start();
        start("To Kafka", Map.of("kafka.brokers", broker.address()));
        Eventually.holds(() -> received().equals(uploaded()), "all is there");
        stop();
        clock.advance(Duration.ofHours(2));

        start("To Kafka", Map.of("kafka.brokers", broker.address()));

        Eventually.holds(() -> received().equals(uploaded()), "what came meanwhile is there");
        assertThat(order).as("once, and in the order of time").containsExactlyElementsOf(received.keySet());
    }

    /** Camel's producer waits for half a second in vain, where a minute is the default. */
    @Test
    void windowsWaitForTheBroker() throws Exception {
        start(
                "To Kafka",
                Map.of("kafka.brokers", broker.address(), "camel.component.kafka.configuration.max-block-ms", "500"));
        Eventually.holds(() -> sandbox.requests().blobRequests() > 2 * FILES_OF_AN_HOUR, "the first window came again");

        broker.start();

        Eventually.holds(() -> received().equals(uploaded()), "all is there");
        assertThat(order).containsExactlyElementsOf(received.keySet());
    }

    private NavigableMap<Long, Double> received() {
        for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(100))) {
            assertThat(message.key()).isEqualTo(SERIES);
            JsonNode samples = tree(message.value()).get("samples");
            assertThat(samples.size()).as("samples of an hour").isBetween(1, 60);
            samples.forEach(sample -> {
                received.put(sample.get(0).longValue(), sample.get(1).doubleValue());
                order.add(sample.get(0).longValue());
            });
        }
        return received;
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
