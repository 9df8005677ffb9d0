package io.fourinsight.camel.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of records that no series takes. */
class DeadLettersTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String UNKNOWN = "00000000-0000-4000-8000-0000000000ff";
    private static ConnectCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = Rig.worker();
    }

    private static Map<String, String> sink(Sandbox sandbox, String topic) {
        Map<String, String> config = Rig.connection(cluster, sandbox);
        config.put("connector.class", ConnectCluster.sinkClass());
        config.put("topics", topic);
        config.put("batch.max.ms", "500");
        return config;
    }

    private static void send(String topic, String key, String value) throws IOException {
        try (KafkaProducer<String, String> producer = Rig.producer()) {
            producer.send(new ProducerRecord<>(topic, key, value));
        }
    }

    @Test
    void recordsThatAreRefusedAreInTheQueueWithTheReason() throws IOException {
        String topic = Rig.unique("with-letters");
        try (Sandbox sandbox = Sandbox.start();
                TopicReader letters = new TopicReader(Rig.broker().address(), topic + "-refused")) {
            Rig.createTopic(topic, 1);
            Map<String, String> config = sink(sandbox, topic);
            config.put("errors.tolerance", "all");
            config.put("errors.deadletterqueue.topic.name", topic + "-refused");
            config.put("errors.deadletterqueue.topic.replication.factor", "1");
            config.put("errors.deadletterqueue.context.headers.enable", "true");
            cluster.rest().configure(topic, config);
            send(topic, UNKNOWN, "{\"timestamp\":1,\"value\":1.0}");
            send(topic, null, "{\"timestamp\":2,\"value\":1.0}");
            send(topic, Sandbox.EMPTY, null);
            send(topic, Sandbox.EMPTY, "{\"timestamp\":\"noon\",\"value\":1.0}");
            send(topic, Sandbox.EMPTY, "{\"timestamp\":5,\"value\":1.5}");

            Map<Long, String> reasons = new HashMap<>();
            letters.read(
                    PATIENCE,
                    record -> reasons.put(
                            Long.parseLong(text(record.headers().lastHeader("__connect.errors.offset"))),
                            text(record.headers().lastHeader("__connect.errors.exception.message"))),
                    () -> reasons.size() >= 4);
            assertThat(reasons).containsOnlyKeys(0L, 1L, 2L, 3L).allSatisfy((offset, reason) -> assertThat(reason)
                    .isNotBlank());
            assertThat(reasons.get(0L)).contains(UNKNOWN);
            Patience.until(
                    PATIENCE,
                    () -> sandbox.samples(Sandbox.EMPTY).equals(Map.of(5L, 1.5)),
                    () -> "the good record is not written: " + sandbox.samples(Sandbox.EMPTY));
            cluster.rest().delete(topic);
        }
    }

    @Test
    void withoutAQueueTheTaskFailsAndNamesTheRecord() throws IOException {
        String topic = Rig.unique("without-letters");
        try (Sandbox sandbox = Sandbox.start()) {
            Rig.createTopic(topic, 1);
            cluster.rest().configure(topic, sink(sandbox, topic));
            send(topic, null, "{\"timestamp\":2,\"value\":1.0}");
            cluster.rest().awaitTasks(topic, 1, "FAILED");

            assertThat(cluster.rest()
                            .status(topic)
                            .path("tasks")
                            .path(0)
                            .path("trace")
                            .asText())
                    .contains(topic)
                    .contains("offset 0");
            cluster.rest().delete(topic);
        }
    }

    private static String text(Header header) {
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
