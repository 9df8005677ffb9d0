package io.fourinsight.connect.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.growth.Growth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Wherever a task dies, the next one goes on after the last record whose offset was stored.
 *
 * <p>Nothing is shrunk: jqwik does that beside the next property, and both would move the one clock.
 */
class SourceCrashPropertyTest {

    /**
     * So many tasks at most die one after the other. A cursor keeps eight stretches of a day that were delivered in part;
     * of more it forgets some, and what they brought comes again as recovered. Each task adds one. That a turn has looked
     * for late samples, and found none, lets go of all of them, but is stored with the next record only: a task that dies
     * before has its successor keep them.
     */
    private static final int BROKEN_IN_A_ROW = 6;

    private static SourceRig rig;
    private static int tries;

    @BeforeContainer
    static void open() {
        rig = new SourceRig();
    }

    @AfterContainer
    static void close() {
        rig.close();
    }

    /** The series of a property, and the options of their tasks. */
    private record Work(List<String> ids, String... options) {

        void start() {
            rig.start(ids, options);
        }
    }

    /** Polls until nothing is due, or dies after a record; what Connect had stored by then has arrived, and no more. */
    private static void pollAndMaybeDie(Random random, boolean mayDie, List<SourceRecord> arrived, Work work)
            throws InterruptedException {
        boolean dies = mayDie && random.nextInt(3) > 0;
        int after = random.nextInt(120);
        List<SourceRecord> records = new ArrayList<>();
        while (!rig.task.isIdle() && !(dies && records.size() > after)) {
            List<SourceRecord> some = rig.task.poll();
            if (some != null) {
                records.addAll(some);
            }
        }
        List<SourceRecord> stored = dies && records.size() > after ? records.subList(0, after) : records;
        rig.store(stored);
        arrived.addAll(stored);
        if (dies) {
            rig.task.stop();
            work.start();
        }
    }

    private static List<SourceRecord> run(Random random, List<String> ids, Growth growth, String... more)
            throws InterruptedException {
        String[] options = new String[more.length + 2];
        System.arraycopy(more, 0, options, 0, more.length);
        options[more.length] = "initial.start=" + growth.start();
        options[more.length + 1] =
                "max.window.ms=" + Duration.ofMinutes(1 + random.nextInt(60)).toMillis();
        ids.forEach(id -> rig.sandbox.addGrowingSeries(id, growth));
        Work work = new Work(ids, options);
        work.start();
        List<SourceRecord> arrived = new ArrayList<>();
        for (int step = 0; step < 12; step++) {
            rig.advance(Duration.ofSeconds(60 + random.nextInt(1_200)));
            boolean mayDie = step % (BROKEN_IN_A_ROW + 1) < BROKEN_IN_A_ROW;
            pollAndMaybeDie(random, mayDie, arrived, work);
        }
        // what was late by then is found by a round of its own
        for (int step = 0; step < 3; step++) {
            List<SourceRecord> rest = rig.advance(Duration.ofMinutes(61)).poll();
            arrived.addAll(rest);
        }
        rig.task.stop();
        return arrived;
    }

    private static List<String> series(String name, int count) {
        String number = name + "-" + tries++;
        return IntStream.range(0, count).mapToObj(each -> number + "-" + each).toList();
    }

    private static List<SourceRecord> of(String id, List<SourceRecord> records) {
        return records.stream()
                .filter(record -> record.sourcePartition().equals(SourceOffset.partition(id)))
                .toList();
    }

    private static void exactlyOnceInOrder(String id, List<SourceRecord> all) {
        List<SourceRecord> arrived = of(id, all);
        List<Long> times = SourceRig.timestamps(arrived);
        List<Long> missing = new ArrayList<>(rig.uploaded(id, rig.ago(Duration.ofMinutes(1))));
        missing.removeAll(new TreeSet<>(times));
        assertThat(missing).as("no gap").isEmpty();
        assertThat(times).isSorted().doesNotHaveDuplicates();
        assertThat(arrived).noneMatch(SourceRig::isRecovered);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void samplesOnTimeComeExactlyOnceInOrder(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int count)
            throws InterruptedException {
        List<String> ids = series("on-time", count);
        Growth growth = Growth.from(rig.clock.instant(), Duration.ofSeconds(10), Duration.ofMinutes(1));

        List<SourceRecord> arrived = run(new Random(seed), ids, growth);

        ids.forEach(id -> exactlyOnceInOrder(id, arrived));
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void batchesHoldEachSampleExactlyOnceInOrder(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int size)
            throws InterruptedException {
        List<String> ids = series("batches", 2);
        Growth growth = Growth.from(rig.clock.instant(), Duration.ofSeconds(10), Duration.ofMinutes(1));

        List<SourceRecord> arrived =
                run(new Random(seed), ids, growth, "record.format=batch", "batch.max.samples=" + size);

        ids.forEach(id -> exactlyOnceInOrder(id, arrived));
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void aggregatesComeAndNoneTwiceButAsRecovered(@ForAll long seed) throws InterruptedException {
        List<String> ids = series("aggregates", 2);
        Growth growth = Growth.from(rig.clock.instant(), Duration.ofSeconds(10), Duration.ofMinutes(1));

        List<SourceRecord> arrived = run(
                new Random(seed),
                ids,
                growth,
                "operation=samples",
                "aggregation.period=1m",
                "aggregation.function=mean");

        long minute = Duration.ofMinutes(1).toNanos();
        long lastWhole = rig.ago(Duration.ofMinutes(2));
        for (String id : ids) {
            List<Long> times = SourceRig.timestamps(of(id, arrived));
            List<SourceRecord> first = of(id, arrived).stream()
                    .filter(record -> !SourceRig.isRecovered(record))
                    .toList();
            TreeSet<Long> missing = new TreeSet<>();
            rig.uploaded(id, lastWhole - lastWhole % minute).forEach(time -> missing.add(time - time % minute));
            missing.removeAll(new TreeSet<>(times));
            assertThat(missing).as("no gap").isEmpty();
            // what comes again, see above, is marked as that
            assertThat(SourceRig.timestamps(first)).isSorted().doesNotHaveDuplicates();
        }
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void lateSamplesComeAndNoneTwiceButAsRecovered(@ForAll long seed) throws InterruptedException {
        List<String> ids = series("late", 2);
        Growth growth = Growth.from(rig.clock.instant(), Duration.ofSeconds(10), Duration.ofMinutes(1))
                .late(0.2, Duration.ofMinutes(20));

        List<SourceRecord> all = run(new Random(seed), ids, growth);

        for (String id : ids) {
            List<SourceRecord> arrived = of(id, all);
            List<Long> missing = new ArrayList<>(rig.uploaded(id, rig.ago(Duration.ofMinutes(70))));
            missing.removeAll(new TreeSet<>(SourceRig.timestamps(arrived)));
            assertThat(missing).as("no gap").isEmpty();
            assertThat(SourceRig.timestamps(arrived.stream()
                            .filter(record -> !SourceRig.isRecovered(record))
                            .toList()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }
}
