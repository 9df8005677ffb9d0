package io.fourinsight.client.window;

import static io.fourinsight.client.testing.Eventually.holds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(1);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Runs what is to be done in this thread, one task after the other. */
    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void noSeriesHasItsTurnTwiceBeforeEachOtherOneHadItsOwn() {
        Turns<String> turns = new Turns<>(
                series -> {
                    taken.add(series);
                    return Collections.frequency(taken, series) < 3;
                },
                tasks::add,
                1);
        turns.add(List.of("a", "b", "c"));
        runTasks();

        assertThat(taken).containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c");
    }

    @Test
    void seriesThatAreDueLaterHaveTheirTurnBeforeTheNextOneOfThoseBefore() {
        List<Turns<String>> self = new ArrayList<>();
        Turns<String> turns = new Turns<>(
                series -> {
                    taken.add(series);
                    if (taken.size() == 1) {
                        self.get(0).add(List.of("late"));
                    }
                    return Collections.frequency(taken, series) < 2;
                },
                tasks::add,
                1);
        self.add(turns);
        turns.add(List.of("a", "b"));
        runTasks();

        assertThat(taken).containsExactly("a", "b", "late", "a", "b", "late");
    }

    @Test
    void seriesThatIsWantedWhileItHasItsTurnGetsOneMore() {
        List<Turns<String>> self = new ArrayList<>();
        Turns<String> turns = new Turns<>(
                series -> {
                    taken.add(series);
                    if (taken.size() == 1) {
                        self.get(0).add(List.of(series));
                        self.get(0).add(List.of(series));
                    }
                    return false;
                },
                tasks::add,
                1);
        self.add(turns);
        turns.add(List.of("a"));
        runTasks();

        assertThat(taken).containsExactly("a", "a");
    }

    @Test
    void turnIsAloneWithItsSeriesAndNoMoreThanThatManyAreAtOnce() throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add("series-" + i);
        }
        Map<String, AtomicInteger> inside = new HashMap<>();
        Map<String, AtomicInteger> turnsOf = new HashMap<>();
        all.forEach(one -> {
            inside.put(one, new AtomicInteger());
            turnsOf.put(one, new AtomicInteger());
        });
        AtomicInteger atOnce = new AtomicInteger();
        List<String> faults = Collections.synchronizedList(new ArrayList<>());
        Turns<String> turns = new Turns<>(
                series -> {
                    if (inside.get(series).incrementAndGet() > 1) {
                        faults.add("two turns of " + series);
                    }
                    if (atOnce.incrementAndGet() > 3) {
                        faults.add("more than three turns");
                    }
                    int turn = turnsOf.get(series).incrementAndGet();
                    atOnce.decrementAndGet();
                    inside.get(series).decrementAndGet();
                    return turn < 50;
                },
                threads,
                3);
        Random random = new Random(1);
        turns.add(all);
        turns.await(SOON, () -> List.of(all.get(random.nextInt(all.size()))));

        assertThat(faults).isEmpty();
        assertThat(turnsOf.values()).allSatisfy(count -> assertThat(count).hasValueGreaterThanOrEqualTo(50));
    }

    @Test
    void noMoreWorkersBeginThanTurnsMayBeAtOnceHoweverManyWait() {
        Turns<String> turns = new Turns<>(series -> false, tasks::add, 3);
        turns.add(List.of("a", "b", "c", "d", "e"));
        assertThat(tasks).hasSize(3);
        turns.add(List.of("a", "f", "g"));
        assertThat(tasks).as("all of them are busy").hasSize(3);
        runTasks();
        turns.add(List.of("a", "b", "c", "d"));

        assertThat(tasks).as("each of them has left").hasSize(3);
    }

    @Test
    void turnThatThrowsEndsItsWorkerAndTheNextPollGoesOn() {
        Turns<String> turns = new Turns<>(
                series -> {
                    taken.add(series);
                    if (taken.size() == 1) {
                        throw new AssertionError("a bug");
                    }
                    return false;
                },
                tasks::add,
                1);
        turns.add(List.of("a", "b"));
        assertThatThrownBy(this::runTasks).hasMessage("a bug");
        turns.add(List.of("a"));
        runTasks();

        assertThat(taken).containsExactly("a", "b", "a");
    }

    @Test
    void pollDoesNotWaitForWorkersThatCouldNotBegin() throws InterruptedException {
        Turns<String> turns = new Turns<>(
                series -> false,
                task -> {
                    throw new RejectedExecutionException("closed");
                },
                1);
        assertThatThrownBy(() -> turns.add(List.of("a"))).hasMessage("closed");

        turns.await(SOON, List::of);
    }

    @Test
    void afterTheEndNoTurnBeginsAndNobodyWaits() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Turns<String> turns = new Turns<>(
                series -> {
                    taken.add(series);
                    begun.countDown();
                    await(leave);
                    return true;
                },
                threads,
                1);
        turns.add(List.of("a", "b"));
        await(begun);
        turns.end();
        turns.await(SOON, List::of);
        leave.countDown();
        threads.shutdown();
        holds(threads::isTerminated, "the turn under way has ended");
        turns.add(List.of("c"));

        assertThat(taken).containsExactly("a");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
