package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Items that change at any moment, between any two pages, against what the collection holds. */
class CollectionRoundPropertyTest {

    private static final long SECOND = 10_000_000;
    private static final Duration LAG = Duration.ofMinutes(1);
    private static final long FOREVER = Duration.ofDays(365 * 7_000).toSeconds() * SECOND;

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachChangeComesAndNoneTwiceButWhatWasInFlight(int seed) {
        World world = new World(seed, false);
        world.run();
        world.check();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void soDoChangesThatAreCounted(int seed) {
        World world = new World(seed, true);
        world.run();
        world.check();
    }

    private static final class World {

        private final int seed;
        private final Random random;
        private final boolean integers;
        private final FakeCollection collection;
        private final CollectionItem.Settings settings = new CollectionItem.Settings("Modified", LAG);
        private final Map<FakeCollection.Row, Integer> times = new HashMap<>();
        private final Set<FakeCollection.Row> mayComeTwice = new HashSet<>();
        private final int emitted; // items of an exchange
        private final int names;
        private CollectionCursor cursor;
        private String stored;
        private long now = 1_000 * SECOND;
        private long counter = 1;
        private int changesOfPoll; // else a poll of small pages would never come to an end
        private boolean quiet;

        World(int seed, boolean integers) {
            this.seed = seed;
            this.random = new Random(seed);
            this.integers = integers;
            this.collection = new FakeCollection(integers, 1 + random.nextInt(8));
            this.emitted = List.of(1, 1, 5, Integer.MAX_VALUE).get(random.nextInt(4));
            this.names = 1 + random.nextInt(60);
            boolean all = random.nextBoolean();
            if (all) {
                change(); // before the first poll
            }
            cursor = all
                    ? CollectionCursor.everything()
                    : CollectionCursor.since(
                            CursorValue.parse(collection.text(value())).orElseThrow());
            stored = cursor.format();
        }

        private long value() {
            return integers ? counter++ : now;
        }

        void run() {
            for (int step = 0; step < 80; step++) {
                pass((long) (random.nextDouble() * 40 * SECOND));
                for (int i = random.nextInt(3); i > 0; i--) {
                    change();
                }
                if (random.nextInt(3) > 0) {
                    poll();
                }
            }
            quiet = true;
            pass(3 * 60 * SECOND);
            poll();
            poll();
        }

        private void pass(long time) {
            now += time;
            collection.advance(now);
        }

        /** One item, or several with one value, now or a bit later; sometimes one goes. */
        private void change() {
            long value = value();
            int kind = random.nextInt(12);
            int count = kind < 8 ? 1 : kind < 11 ? random.nextInt(names) : 0;
            for (int i = 0; i < count; i++) {
                String id = "n" + random.nextInt(names);
                if (!collection.hasOpen(id)) {
                    long late = integers || random.nextInt(3) > 0 ? 0 : (long) (random.nextDouble() * 60 * SECOND);
                    boolean gone = random.nextInt(15) == 0;
                    boolean sentinel = !integers && random.nextInt(60) == 0;
                    collection.commit(
                            now + late, id, gone ? null : Long.valueOf(sentinel ? FOREVER + (value & 3) : value));
                }
            }
            pass(1);
        }

        private void poll() {
            Instant start = Instant.parse("2026-01-01T00:00:00Z")
                    .plusNanos(now * 100)
                    .minusSeconds(quiet ? 0 : random.nextInt(8) * 10L);
            CollectionRound round = new CollectionRound(settings, cursor, start);
            changesOfPoll = 20;
            List<FakeCollection.Row> fresh = new ArrayList<>();
            int before = collection.requests;
            for (Optional<CollectionRound.Ask> ask = round.ask(); ask.isPresent(); ask = round.ask()) {
                FakeCollection.Page page = collection.answer(ask.get());
                meanwhile();
                fresh.addAll(round.answered(page.rows(), page.hasNext()));
                assertThat(collection.requests - before).as("seed %d", seed).isLessThan(3_000);
                boolean whole = emitted == Integer.MAX_VALUE && round.ask().isPresent();
                while (!whole && !fresh.isEmpty()) {
                    List<FakeCollection.Row> exchange = fresh.subList(0, Math.min(emitted, fresh.size()));
                    if (!deliver(round, exchange)) {
                        return;
                    }
                    exchange.clear();
                }
            }
            cursor = round.cursor();
            stored = cursor.format();
        }

        /** False if it failed, or the process died. */
        private boolean deliver(CollectionRound round, List<FakeCollection.Row> exchange) {
            int die = quiet ? 100 : random.nextInt(100);
            if (die < 4) {
                return false;
            }
            exchange.forEach(row -> times.merge(row, 1, Integer::sum));
            meanwhile();
            if (die < 6) {
                mayComeTwice.addAll(exchange);
                cursor = CollectionCursor.parse("k", stored);
                return false;
            }
            CollectionCursor next = round.completed(exchange.size());
            assertThat(next.next()).isNotNull();
            if (cursor.next() != null) {
                assertThat(next.next()).isGreaterThanOrEqualTo(cursor.next());
            }
            cursor = next;
            stored = cursor.format();
            if (die < 8) {
                cursor = CollectionCursor.parse("k", stored);
                return false;
            }
            return true;
        }

        private void meanwhile() {
            if (!quiet && random.nextInt(3) == 0) {
                pass((long) (random.nextDouble() * 40 * SECOND));
                if (changesOfPoll > 0 && random.nextBoolean()) {
                    changesOfPoll--;
                    change();
                }
            }
        }

        void check() {
            CursorValue from = cursor.from();
            collection.items().forEach((id, value) -> {
                FakeCollection.Row row = new FakeCollection.Row(id, collection.text(value));
                boolean wanted = from == null
                        || CursorValue.parse(row.value()).orElseThrow().compareTo(from) >= 0;
                assertThat(times.containsKey(row)).as("seed %d, %s", seed, row).isEqualTo(wanted);
            });
            times.forEach((row, count) -> {
                if (!mayComeTwice.contains(row)) {
                    assertThat(count).as("seed %d, %s", seed, row).isEqualTo(1);
                }
            });
        }
    }
}
