package io.fourinsight.connect.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.testing.MutableClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.apache.kafka.connect.source.SourceRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a task hands over, and with which offsets. */
class SourceTaskTest {

    private static final Instant START = MutableClock.START;
    private static final Duration LAG = Duration.ofMinutes(1);

    private final SourceRig rig = new SourceRig();

    @BeforeEach
    void grow() {
        rig.sandbox.addGrowingSeries("s", Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void eachSampleComesOnceInOrder() throws Exception {
        rig.start(List.of("s")).advance(Duration.ofMinutes(10));
        List<SourceRecord> records = rig.poll();
        assertThat(rig.poll()).as("nothing is due").isEmpty();
        records.addAll(rig.advance(Duration.ofMinutes(10)).poll());

        assertThat(SourceRig.timestamps(records))
                .isEqualTo(rig.uploaded("s", rig.ago(LAG)))
                .hasSizeGreaterThan(100);
    }

    @Test
    void recordSaysWhichSeriesAndNotWhen() throws Exception {
        rig.start(List.of("s")).advance(Duration.ofMinutes(10));

        assertThat(rig.poll()).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo("s");
            assertThat(record.key()).isEqualTo("s");
            assertThat(record.sourcePartition()).isEqualTo(Map.of("series", "s"));
            assertThat(record.timestamp()).isNull();
        });
    }

    @Test
    void offsetIsANanosecondAfterTheRecord() throws Exception {
        rig.start(List.of("s")).advance(Duration.ofMinutes(10));

        assertThat(rig.poll())
                .allSatisfy(record ->
                        assertThat(record.sourceOffset().get("next")).isEqualTo(SourceRig.timestamp(record) + 1));
        assertThat(rig.offset("s"))
                .containsEntry("from", "2026-01-01T00:00:00Z")
                .containsKey("late");
    }

    @Test
    void aNewTaskGoesOnWhereTheLastOneStopped() throws Exception {
        rig.start(List.of("s")).advance(Duration.ofMinutes(10));
        List<SourceRecord> records = rig.poll();
        rig.task.stop();
        records.addAll(rig.advance(Duration.ofMinutes(10)).start(List.of("s")).poll());

        assertThat(SourceRig.timestamps(records)).isEqualTo(rig.uploaded("s", rig.ago(LAG)));
    }

    @Test
    void pollHandsOverNoMoreThanItMay() throws Exception {
        rig.advance(Duration.ofMinutes(20)).start(List.of("s"), "max.poll.samples=7");
        List<Integer> sizes = new ArrayList<>();
        int all = 0;
        while (!rig.task.isIdle()) {
            List<SourceRecord> some = rig.task.poll();
            if (some != null) {
                sizes.add(some.size());
                all += some.size();
            }
        }

        assertThat(sizes).allMatch(size -> size <= 7).hasSizeGreaterThan(10);
        assertThat(all).isEqualTo(rig.uploaded("s", rig.ago(LAG)).size());
    }

    @Test
    void lateSamplesComeWithTheHeaderAndMoveNothing() throws Exception {
        rig.sandbox.addGrowingSeries(
                "s",
                Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1))
                        .late(0.2, Duration.ofMinutes(30)));
        rig.start(List.of("s"));
        List<SourceRecord> records = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            records.addAll(rig.advance(Duration.ofMinutes(10)).poll());
        }

        assertThat(records).anyMatch(SourceRig::isRecovered);
        assertThat(SourceRig.timestamps(records))
                .doesNotHaveDuplicates()
                .containsAll(rig.uploaded("s", rig.ago(Duration.ofHours(1))));
        long next = Long.MIN_VALUE;
        for (SourceRecord record : records) {
            long offset = (long) record.sourceOffset().get("next");
            assertThat(offset).isGreaterThanOrEqualTo(next);
            if (SourceRig.isRecovered(record)) {
                assertThat(offset).isEqualTo(next).isGreaterThan(SourceRig.timestamp(record));
            }
            next = offset;
        }
    }

    @Test
    void withoutRecoveryLateSamplesStayAway() throws Exception {
        rig.sandbox.addGrowingSeries(
                "s",
                Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1))
                        .late(0.2, Duration.ofMinutes(30)));
        rig.start(List.of("s"), "recovery=none");
        List<SourceRecord> records = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            records.addAll(rig.advance(Duration.ofMinutes(10)).poll());
        }

        assertThat(records).isNotEmpty().noneMatch(SourceRig::isRecovered);
        assertThat(SourceRig.timestamps(records)).isSorted();
    }

    @Test
    void operatorRewindsByNextAlone() throws Exception {
        rig.start(List.of("s")).advance(Duration.ofMinutes(10)).poll();
        rig.task.stop();
        long to = START.plusSeconds(120).toEpochMilli() * 1_000_000;
        rig.offsets.put(
                SourceOffset.partition("s"),
                Map.of("next", START.plusSeconds(120).toString()));
        List<SourceRecord> records = rig.start(List.of("s")).poll();

        assertThat(SourceRig.timestamps(records))
                .isEqualTo(rig.uploaded("s", rig.ago(LAG)).stream()
                        .filter(time -> time >= to)
                        .toList());
    }

    @Test
    void operatorRewindsAWholeOffset() throws Exception {
        rig.advance(Duration.ofDays(3)).start(List.of("s")).poll();
        rig.task.stop();
        long to = START.plusSeconds(86_400).toEpochMilli() * 1_000_000;
        rig.offset("s").put("next", to);
        List<SourceRecord> records = rig.start(List.of("s")).poll();

        assertThat(SourceRig.timestamps(records))
                .startsWith(to)
                .doesNotHaveDuplicates()
                .hasSameSizeAs(rig.uploaded("s", rig.ago(LAG)).stream()
                        .filter(time -> time >= to)
                        .toList());
    }

    @Test
    void relativeBeginningIsFixedByAHeartbeat() throws Exception {
        rig.sandbox.addGrowingSeries(
                "silent",
                Growth.from(START.plus(Duration.ofHours(1)).plusSeconds(10), Duration.ofDays(1), Duration.ofHours(6)));
        String[] options = {"initial.start=now-1h", "heartbeat.topic=beats"};
        rig.advance(Duration.ofHours(2)).start(List.of("silent"), options);

        assertThat(rig.poll()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("beats");
            assertThat(record.sourceOffset().get("next"))
                    .isEqualTo(START.plus(Duration.ofHours(1)).toEpochMilli() * 1_000_000);
        });
        rig.task.stop();
        List<SourceRecord> later = rig.advance(Duration.ofHours(8))
                .start(List.of("silent"), options)
                .poll();
        assertThat(later)
                .as("the series that woke during the restart has no gap")
                .anyMatch(record -> record.topic().equals("silent"));
    }

    @Test
    void relativeBeginningIsOfTheServicesClock() throws Exception {
        rig.advance(Duration.ofHours(2)).fast(Duration.ofHours(3));
        List<SourceRecord> records =
                rig.start(List.of("s"), "initial.start=now-1h").poll();

        long begin = START.plus(Duration.ofHours(1)).toEpochMilli() * 1_000_000;
        long step = Duration.ofSeconds(10).toNanos();
        assertThat(SourceRig.timestamps(records))
                .as("a clock that is three hours fast skips nothing")
                .first(InstanceOfAssertFactories.LONG)
                .isBetween(begin - step, begin + step);
    }

    @Test
    void offsetOfASilentSeriesIsRepeatedHourly() throws Exception {
        rig.sandbox.addSeries("silent", new long[] {rig.ago(Duration.ZERO) + 1}, new double[] {1});
        rig.advance(Duration.ofMinutes(10)).start(List.of("silent"), "heartbeat.topic=beats");
        assertThat(rig.poll()).extracting(SourceRecord::topic).containsExactly("silent");
        assertThat(rig.advance(Duration.ofMinutes(50)).poll()).isEmpty();
        List<SourceRecord> beats = rig.advance(Duration.ofMinutes(10)).poll();

        assertThat(beats).extracting(SourceRecord::topic).containsExactly("beats");
        assertThat(beats.get(0).sourceOffset()).isEqualTo(rig.offset("silent"));
    }

    @Test
    void aggregatesAreOfWholePeriods() throws Exception {
        rig.start(List.of("s"), "operation=samples", "aggregation.period=1m", "aggregation.function=mean");
        List<SourceRecord> records = rig.advance(Duration.ofMinutes(10)).poll();
        rig.task.stop();
        rig.start(List.of("s"), "operation=samples", "aggregation.period=1m", "aggregation.function=mean");
        records.addAll(rig.advance(Duration.ofMinutes(10)).poll());

        long minute = Duration.ofMinutes(1).toNanos();
        assertThat(records).hasSizeGreaterThan(12).allSatisfy(record -> {
            assertThat(SourceRig.timestamp(record) % minute).isZero();
            assertThat(record.sourceOffset().get("next")).isEqualTo(SourceRig.timestamp(record) + minute);
        });
        assertThat(SourceRig.timestamps(records)).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void metricsAreSeenOverJmx() throws Exception {
        rig.start(List.of("s", "missing")).advance(Duration.ofMinutes(10));
        int samples = rig.poll().size();
        ObjectName name = new ObjectName(JmxBean.ofTask("water", "0").name());
        Map<String, Object> seen = new HashMap<>();
        for (String attribute : List.of("Series", "FailingSeries", "Samples", "LagSeconds", "LastError")) {
            seen.put(attribute, ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute));
        }

        assertThat(seen)
                .containsEntry("Series", 2)
                .containsEntry("FailingSeries", 1)
                .containsEntry("Samples", (long) samples);
        assertThat((long) seen.get("LagSeconds")).isBetween(60L, 601L);
        assertThat(seen.get("LastError").toString()).contains("missing").contains("404");
        rig.task.stop();
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name))
                .isFalse();
    }
}
