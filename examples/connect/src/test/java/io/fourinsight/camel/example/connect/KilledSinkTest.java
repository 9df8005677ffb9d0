package io.fourinsight.camel.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Records that become samples through a broken network, by two workers that are killed in turn.
 *
 * <p>{@code -Dconnect.records=1000000} is the acceptance.
 */
class KilledSinkTest {

    private static final int RECORDS = Integer.getInteger("connect.records", 100_000);
    private static final int SERIES = 20;
    private static final int TASKS = 2;
    private static final int FOR_EVER = Integer.MAX_VALUE;
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_767_225_600L * SECOND;
    private static final Duration TO_WRITE = Duration.ofMinutes(10);

    private final String name = Rig.unique("killed-sink");
    private final Map<String, NavigableMap<Long, Double>> sent = new HashMap<>();

    @Test
    void seriesEqualWhatWasSent() throws IOException {
        List<String> series = IntStream.range(0, SERIES)
                .mapToObj("00000000-0000-4000-9000-%012d"::formatted)
                .toList();
        try (Sandbox sandbox = Sandbox.start();
                ConnectCluster cluster = Rig.workers("sink", false)) {
            series.forEach(id -> sandbox.addSeries(id, new long[0], new double[0]));
            breakNetwork(sandbox);
            Rig.createTopic(name, 4);
            cluster.rest().configure(name, sink(cluster, sandbox));
            cluster.rest().awaitTasks(name, TASKS, "RUNNING");

            for (int kill = 0; kill < 2; kill++) {
                send(series, kill * (RECORDS / 2), (kill + 1) * (RECORDS / 2));
                Patience.until(TO_WRITE, () -> written(sandbox, series) > 0, () -> "nothing is written");
                ConnectWorker killed = cluster.worker((kill + 1) % 2);
                killed.kill();
                cluster.worker(kill % 2).rest().awaitTasks(name, TASKS, "RUNNING");
                killed.restart();
                killed.awaitReady();
            }
            Patience.until(
                    TO_WRITE,
                    () -> written(sandbox, series) >= RECORDS,
                    () -> "only " + written(sandbox, series) + " of " + RECORDS + " are written");

            series.forEach(id -> assertThat(sandbox.samples(id)).isEqualTo(sent.get(id)));
            System.out.println("sink: " + RECORDS + " records, 2 kills, " + series.size() + " series are equal");
        }
    }

    private static long written(Sandbox sandbox, List<String> series) {
        return series.stream().mapToLong(id -> sandbox.samples(id).size()).sum();
    }

    private Map<String, String> sink(ConnectCluster cluster, Sandbox sandbox) {
        Map<String, String> config = Rig.connection(cluster, sandbox);
        config.put("connector.class", ConnectCluster.sinkClass());
        config.put("tasks.max", Integer.toString(TASKS));
        config.put("topics", name);
        config.put("batch.max.samples", "2000");
        config.put("batch.max.ms", "2000");
        config.put("consumer.override.auto.offset.reset", "earliest");
        return config;
    }

    /** Refused, cut before the answer, and cut while a file is uploaded. */
    private static void breakNetwork(Sandbox sandbox) {
        Random random = new Random(4);
        Predicate<Request> some =
                request -> (request.isUnder(Sandbox.RESERVOIR_PATH) || request.isUnder(Sandbox.BLOB_PATH))
                        && random.nextDouble() < 0.01;
        for (int status : new int[] {401, 429, 503}) {
            sandbox.faults()
                    .answerNext(
                            FOR_EVER,
                            some.and(request -> request.isUnder(Sandbox.RESERVOIR_PATH)),
                            Response.of(status).header("Retry-After", "1"));
        }
        sandbox.faults().dropAnswer(FOR_EVER, some);
        sandbox.faults().cutUpload(FOR_EVER, some, 1_000);
    }

    private void send(List<String> series, int from, int to) throws IOException {
        try (KafkaProducer<String, String> producer = Rig.producer()) {
            for (int i = from; i < to; i++) {
                String id = series.get(i % SERIES);
                long time = START + i / SERIES * SECOND;
                double value = i % 1_000 / 8.0;
                sent.computeIfAbsent(id, any -> new TreeMap<>()).put(time, value);
                producer.send(new ProducerRecord<>(name, id, "{\"timestamp\":" + time + ",\"value\":" + value + "}"));
            }
        }
    }
}
