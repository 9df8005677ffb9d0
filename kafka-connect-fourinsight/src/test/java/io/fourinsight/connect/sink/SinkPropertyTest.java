package io.fourinsight.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.MutableClock;
import io.fourinsight.connect.common.SampleSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any interleaving of deliveries, commits, rebalances, deaths and failures, against what was sent. */
class SinkPropertyTest {

    private static final int RECORDS = 60;
    private static final long FIRST = MutableClock.START.getEpochSecond() * 1_000_000_000;

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start();
        sandbox.reservoir().processingPolls(0);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seriesEqualWhatWasSentAndOffsetsPassNothingUnwritten(int seed) {
        sandbox.faults().clear();
        World world = new World(seed);
        for (int i = 0; i < 120; i++) {
            world.step();
        }
        sandbox.faults().clear();
        world.finish();
    }

    /** Topics, a consumer group's offsets, and one task at a time. */
    private static final class World {
        private final Random random;
        private final int seed;
        private final Map<TopicPartition, List<SinkRecord>> topics = new HashMap<>();
        private final Map<TopicPartition, Integer> positions = new HashMap<>();
        private final Map<TopicPartition, Integer> committed = new HashMap<>();
        private final DeadLetters letters = new DeadLetters();
        private final MutableClock clock = new MutableClock();
        private HeldUploads uploads = new HeldUploads();
        private MemoryContext context = new MemoryContext(letters);
        private FourInsightSinkTask task = new FourInsightSinkTask();

        World(int seed) {
            this.seed = seed;
            random = new Random(seed);
            for (TopicPartition partition : List.of(SinkRig.P0, SinkRig.P1)) {
                List<SinkRecord> records = new ArrayList<>();
                for (int offset = 0; offset < RECORDS; offset++) {
                    records.add(record(partition, offset));
                }
                topics.put(partition, records);
                committed.put(partition, 0);
            }
            for (TopicPartition partition : topics.keySet()) {
                for (int series = 0; series < 2; series++) {
                    sandbox.addSeries(series(partition, series), new long[0], new double[0]);
                }
            }
            begin();
        }

        private String series(TopicPartition partition, int number) {
            return "property-" + seed + "-" + partition.partition() + "-" + number;
        }

        private SinkRecord record(TopicPartition partition, int offset) {
            String series = series(partition, random.nextInt(2));
            if (random.nextInt(15) == 0) {
                return SinkRig.record(partition, offset, series, null, null);
            }
            Object value = random.nextInt(10) == 0 ? null : (double) offset;
            return SinkRig.sample(partition, offset, series, FIRST + random.nextInt(20), value);
        }

        private void begin() {
            Map<String, String> properties = SinkRig.properties(sandbox);
            properties.put("name", "property");
            properties.put(SinkConfig.BATCH_MAX_SAMPLES, "5");
            properties.put(SinkConfig.MAX_BUFFERED_SAMPLES, "40");
            uploads = new HeldUploads();
            context = new MemoryContext(letters);
            HeldUploads own = uploads;
            task = new FourInsightSinkTask(
                    clock, client -> client.retries(0, Duration.ofMillis(1), Duration.ZERO), count -> own);
            task.initialize(context);
            task.start(properties);
            positions.putAll(committed);
            task.open(topics.keySet());
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> deliver(1 + random.nextInt(6));
                case 4, 5, 6 -> uploads.runOne();
                case 7 -> clock.advance(Duration.ofSeconds(1 + random.nextInt(20)));
                case 8 -> commit();
                case 9 -> rebalance();
                case 10 -> {
                    if (random.nextInt(3) == 0) {
                        begin(); // the last one has died, and its uploads with it
                    }
                }
                default -> fail();
            }
        }

        private void fail() {
            String step = List.of(SinkRig.TICKET, SinkRig.COMMIT, SinkRig.ADD).get(random.nextInt(3));
            if (random.nextBoolean()) {
                sandbox.faults().answerNext(1, step, Response.of(random.nextBoolean() ? 503 : 429));
            } else {
                sandbox.faults().dropAnswer(1, step);
            }
        }

        private void deliver(int most) {
            List<SinkRecord> records = new ArrayList<>();
            topics.forEach((partition, all) -> {
                int from = positions.get(partition);
                int to = context.paused.contains(partition) ? from : Math.min(all.size(), from + most);
                records.addAll(all.subList(from, to));
                positions.put(partition, to);
            });
            task.put(records);
        }

        private void commit() {
            Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
            positions.forEach((partition, offset) -> current.put(partition, new OffsetAndMetadata(offset)));
            task.preCommit(current).forEach((partition, offset) -> {
                committed.put(partition, (int) offset.offset());
                check(partition);
            });
        }

        /** As a worker does it: offsets first. The partition may go to the same task again. */
        private void rebalance() {
            TopicPartition partition = random.nextBoolean() ? SinkRig.P0 : SinkRig.P1;
            if (random.nextBoolean()) {
                commit();
            }
            task.close(List.of(partition));
            positions.put(partition, committed.get(partition));
            task.open(List.of(partition));
        }

        /** Each record before the offset is in its series, or under a later one, or in the dead letter queue. */
        private void check(TopicPartition partition) {
            List<SinkRecord> all = topics.get(partition);
            for (SinkRecord record : all.subList(0, committed.get(partition))) {
                if (record.value() == null) {
                    assertThat(letters.letters()).anyMatch(letter -> letter.record() == record);
                    continue;
                }
                Double written = sandbox.samples(record.key().toString()).get(time(record));
                assertThat(written).as("sample of %s", record).isNotNull();
                Double sent = value(record);
                if (sent != null) {
                    assertThat(written).as("sample of %s", record).isGreaterThanOrEqualTo(sent);
                }
            }
        }

        void finish() {
            for (int i = 0; i < 200; i++) {
                deliver(10);
                uploads.runAll();
                clock.advance(Duration.ofMinutes(2));
                commit();
            }
            assertThat(committed).containsValues(RECORDS, RECORDS).doesNotContainValue(0);
            Map<String, NavigableMap<Long, Double>> sent = new HashMap<>();
            topics.values().forEach(all -> all.forEach(record -> lay(sent, record)));
            sent.forEach(
                    (series, samples) -> assertThat(sandbox.samples(series)).isEqualTo(samples));
            task.stop();
        }

        private static void lay(Map<String, NavigableMap<Long, Double>> sent, SinkRecord record) {
            if (record.value() == null) {
                return;
            }
            NavigableMap<Long, Double> samples =
                    sent.computeIfAbsent(record.key().toString(), series -> new TreeMap<>());
            Double value = value(record);
            if (value == null) {
                samples.putIfAbsent(time(record), Double.NaN);
            } else {
                samples.put(time(record), value);
            }
        }

        private static long time(SinkRecord record) {
            return Fields.of(record.value()).get(SampleSchema.TIMESTAMP) instanceof Long time ? time : 0;
        }

        private static Double value(SinkRecord record) {
            return (Double) Fields.of(record.value()).get(SampleSchema.VALUE);
        }
    }
}
