package io.fourinsight.camel.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Measures a back-fill against a server that takes 50 ms for each answer, with one worker and with two, and in both record
 * formats. It is no test: run it by its name.
 */
class BackFillMeasurement {

    private static final int SERIES = Integer.getInteger("connect.series", 200);
    private static final int DAYS = Integer.getInteger("connect.days", 30);
    private static final int SAMPLES_OF_DAY = Integer.getInteger("connect.samples.of.day", 144);
    private static final Duration ANSWER = Duration.ofMillis(Integer.getInteger("connect.answer.ms", 50));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int TASKS_OF_WORKER = 2;

    @Test
    void oneWorkerAndTwoInBothFormats() throws IOException {
        for (String format : List.of("batch", "sample")) {
            for (int workers = 1; workers <= 2; workers++) {
                measure(workers, format);
            }
        }
    }

    private static void measure(int workers, String format) throws IOException {
        String topic = "back-fill-" + format + "-" + workers;
        List<String> series = IntStream.range(0, SERIES)
                .mapToObj("00000000-0000-4000-8000-%012d"::formatted)
                .toList();
        try (Sandbox sandbox = Sandbox.start();
                ConnectCluster cluster = Rig.workers(topic, false, workers);
                TopicReader reader = new TopicReader(Rig.broker().address(), topic)) {
            Duration step = Duration.ofDays(1).dividedBy(SAMPLES_OF_DAY);
            series.forEach(id -> sandbox.addSeries(id, START, step, DAYS * SAMPLES_OF_DAY, second -> second / 8));
            sandbox.faults().delay(Sandbox.RESERVOIR_PATH, ANSWER);
            sandbox.faults().delay(Sandbox.BLOB_PATH, ANSWER);
            Map<String, String> config = Rig.source(cluster, sandbox, topic, TASKS_OF_WORKER * workers);
            config.put("series.ids", String.join(",", series));
            config.put("initial.start", START.toString());
            config.put("record.format", format);

            long idle = cluster.worker(0).residentKilobytes();
            cluster.rest().configure(topic, config);
            Arrived arrived = new Arrived();
            reader.read(PATIENCE, arrived::add, () -> arrived.records() > 0);
            long begin = System.nanoTime();
            long expected = (long) SERIES * DAYS * SAMPLES_OF_DAY;
            reader.read(PATIENCE, arrived::add, () -> arrived.samples() >= expected);
            double seconds = (System.nanoTime() - begin) / 1e9;

            assertThat(arrived.samples()).isEqualTo(expected);
            System.out.printf(
                    "%s, %d workers: %d series x %d days in %.1f s, %.0f records/s, %.0f samples/s, %.0f bytes/record,"
                            + " %.1f bytes/sample; worker %d MB idle, %d MB after%n",
                    format,
                    workers,
                    SERIES,
                    DAYS,
                    seconds,
                    arrived.records() / seconds,
                    expected / seconds,
                    (double) arrived.bytes() / arrived.records(),
                    (double) arrived.bytes() / expected,
                    idle / 1024,
                    cluster.worker(0).residentKilobytes() / 1024);
        }
    }
}
