package io.fourinsight.camel.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A reservoir that looks at a file for longer than a consumer may take between two polls. */
class SlowVerificationTest {

    private static final Duration MAX_POLL_INTERVAL = Duration.ofSeconds(3);
    private static final Duration HELD = MAX_POLL_INTERVAL.multipliedBy(3);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FOR_EVER = Integer.MAX_VALUE;
    private static final String FIRST = "00000000-0000-4000-9000-00000000000a";
    private static final String SECOND = "00000000-0000-4000-9000-00000000000b";
    private static final int SAMPLES = 100;

    private final String name = Rig.unique("slow");

    @Test
    void taskStaysInItsGroupAndOtherSeriesGoOn() throws IOException {
        ConnectCluster cluster = Rig.worker();
        NavigableMap<Long, Double> sent = new TreeMap<>();
        for (int i = 1; i <= SAMPLES; i++) {
            sent.put((long) i, i / 8.0);
        }
        try (Sandbox sandbox = Sandbox.start()) {
            List.of(FIRST, SECOND).forEach(id -> sandbox.addSeries(id, new long[0], new double[0]));
            Rig.createTopic(name, 1);
            FirstFile held = new FirstFile();
            sandbox.faults().answerNext(FOR_EVER, held, Response.json(200, Map.of("State", "Processing")));
            cluster.rest().configure(name, sink(cluster, sandbox));
            cluster.rest().awaitTasks(name, 1, "RUNNING");
            send(FIRST, sent);
            Patience.until(PATIENCE, held::isAsked, () -> "nobody asks for the state of the file");
            Set<String> member = members();

            send(SECOND, sent);
            Patience.until(PATIENCE, () -> sandbox.samples(SECOND).equals(sent), () -> "the other series stands still");
            Patience.until(PATIENCE, () -> held.askedFor().compareTo(HELD) > 0, () -> "the task asks no longer");

            assertThat(sandbox.samples(FIRST)).isEmpty();
            assertThat(committed()).as("the offset waits for the first series").isZero();
            assertThat(cluster.rest().tasks(name)).containsExactly("RUNNING");
            assertThat(members()).as("nobody left the group or came back").isEqualTo(member);

            sandbox.faults().clear();
            Patience.until(PATIENCE, () -> committed() == 2 * SAMPLES, () -> "the offset does not pass all records");
            assertThat(sandbox.samples(FIRST)).isEqualTo(sent);
            assertThat(sandbox.samples(SECOND)).isEqualTo(sent);
            assertThat(members()).isEqualTo(member);
            cluster.rest().delete(name);
        }
    }

    private Map<String, String> sink(ConnectCluster cluster, Sandbox sandbox) {
        Map<String, String> config = Rig.connection(cluster, sandbox);
        config.put("connector.class", ConnectCluster.sinkClass());
        config.put("topics", name);
        config.put("batch.max.samples", Integer.toString(SAMPLES));
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("consumer.override.max.poll.interval.ms", Long.toString(MAX_POLL_INTERVAL.toMillis()));
        return config;
    }

    private void send(String series, Map<Long, Double> samples) throws IOException {
        try (KafkaProducer<String, String> producer = Rig.producer()) {
            samples.forEach((time, value) -> producer.send(
                    new ProducerRecord<>(name, series, "{\"timestamp\":" + time + ",\"value\":" + value + "}")));
        }
    }

    /** A consumer that was thrown out comes back under another id. */
    private Set<String> members() throws IOException {
        String group = "connect-" + name;
        Map<String, ConsumerGroupDescription> groups = Rig.administer(
                admin -> admin.describeConsumerGroups(List.of(group)).all());
        return groups.get(group).members().stream()
                .map(MemberDescription::consumerId)
                .collect(Collectors.toSet());
    }

    /** The offset that the group has stored, 0 before there is one. */
    private long committed() throws IOException {
        Map<TopicPartition, OffsetAndMetadata> offsets = Rig.administer(
                admin -> admin.listConsumerGroupOffsets("connect-" + name).partitionsToOffsetAndMetadata());
        OffsetAndMetadata offset = offsets.get(new TopicPartition(name, 0));
        return offset == null ? 0 : offset.offset();
    }

    /** Questions for the state of the file that is asked for first. */
    private static final class FirstFile implements Predicate<Request> {

        private String path = "";
        private long first;
        private long last;

        @Override
        public synchronized boolean test(Request request) {
            if (!request.path().endsWith("/status")) {
                return false;
            }
            long now = System.nanoTime();
            if (path.isEmpty()) {
                path = request.path();
                first = now;
            }
            boolean isFirst = request.path().equals(path);
            last = isFirst ? now : last;
            return isFirst;
        }

        synchronized boolean isAsked() {
            return !path.isEmpty();
        }

        /** The time between the first question and the last one. */
        synchronized Duration askedFor() {
            return Duration.ofNanos(last - first);
        }
    }
}
