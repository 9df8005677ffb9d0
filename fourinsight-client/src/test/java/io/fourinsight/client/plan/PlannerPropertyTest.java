package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any interleaving of uploads, polls, failures, deaths, other nodes and clock steps, against what was uploaded. */
class PlannerPropertyTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final Duration LAG = Duration.ofMinutes(1);
    private static final Optional<Duration> RECOVERY = Optional.of(Duration.ofDays(7));

    static IntStream seeds() {
        return IntStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rawSamplesComeAtLeastOnceAndInOrder(int seed) {
        World world = new World(seed, PlanSettings.raw(LAG, Duration.ofDays(1), RECOVERY), true, 1, false);
        world.run();
        world.checkSamples();
        world.checkOrder();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rewrittenDaysLoseNothing(int seed) {
        World world = new World(seed, PlanSettings.raw(LAG, Duration.ofHours(7), RECOVERY), true, 1, true);
        world.run();
        world.checkSamples();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void periodsComeWholeAndAgainWhenTheirSamplesChange(int seed) {
        Duration period = Duration.ofMinutes(List.of(1, 10, 420, 1440).get(seed % 4));
        World world = new World(
                seed, PlanSettings.periods(period, LAG, Duration.ofDays(1), RECOVERY), false, 1, seed % 3 == 0);
        world.run();
        world.checkUnits();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void windowsOfGroupsComeWholeAndAgainWhenTheirSamplesChange(int seed) {
        Duration window = Duration.ofMinutes(List.of(60, 15, 420, 1440).get(seed % 4));
        World world = new World(
                seed,
                PlanSettings.windows(window, LAG, LAG.multipliedBy(5), RECOVERY),
                seed % 2 == 0,
                2,
                seed % 3 == 0);
        world.run();
        world.checkUnits();
    }

    /** A reservoir, two nodes and the truth. */
    private static final class World implements FakeConsumer.Route {

        /** What an exchange held of a member. */
        private record Delivered(int member, long time, int value) {}

        private final int seed;
        private final Random random;
        private final PlanSettings settings;
        private final boolean rewrites;
        private final List<FakeSeries> members = new ArrayList<>();
        private final AtomicReference<@Nullable String> repository = new AtomicReference<>();
        private final List<FakeConsumer> nodes = new ArrayList<>();
        private final Map<Delivered, Integer> times = new HashMap<>();
        private final Set<Delivered> mayComeTwice = new HashSet<>();
        private final Map<Long, List<SortedMap<Long, Integer>>> units = new HashMap<>();
        private final List<Long> live = new ArrayList<>();
        private List<Delivered> latest = List.of();
        private final long beginning;
        private long now;
        private long uploadedTo;
        private final Set<Long> rewrittenDays = new HashSet<>();
        private int values = 1;
        private boolean quiet;
        private boolean nested;

        World(int seed, PlanSettings settings, boolean knowsFiles, int count, boolean rewrites) {
            this.seed = seed;
            this.random = new Random(seed);
            this.settings = settings;
            this.rewrites = rewrites;
            for (int i = 0; i < count; i++) {
                members.add(new FakeSeries());
            }
            for (int i = 0; i < 2; i++) {
                nodes.add(new FakeConsumer(settings, knowsFiles, members, repository, this));
            }
            now = 20_454 * DAY + (long) (random.nextDouble() * DAY);
            uploadedTo = now - (long) (random.nextDouble() * 3 * DAY);
            beginning = now - (long) (random.nextDouble() * 2 * DAY);
        }

        void run() {
            nodes.get(0).start(beginning);
            for (int step = 0; step < 120; step++) {
                step();
            }
            quiet = true;
            // a last sample, so that no period and no window waits for it
            now += 2 * DAY;
            for (FakeSeries member : members) {
                member.upload(new TreeMap<>(Map.of(now, values++)));
            }
            now += DAY;
            for (int i = 0; i < 4; i++) {
                nodes.forEach(node -> {
                    node.dies();
                    node.poll(now, true);
                });
            }
        }

        private void step() {
            int die = random.nextInt(100);
            if (die < 40) {
                now += (long) (random.nextDouble() * 30 * MINUTE);
            } else if (die < 43) {
                // nobody polls, but samples go on to come
                long end = now + (long) (random.nextDouble() * 9 * DAY);
                while (now < end) {
                    now += (long) (random.nextDouble() * 12 * HOUR);
                    upload();
                }
            } else if (die < 45) {
                // a silent series
                now += (long) (random.nextDouble() * 30 * DAY);
                uploadedTo = now;
            } else if (die < 70) {
                upload();
            } else if (die < 73) {
                nodes.get(random.nextInt(2)).dies();
            } else if (die < 75 && rewrites) {
                FakeSeries member = members.get(random.nextInt(members.size()));
                List<Long> days = new ArrayList<>(member.days().keySet());
                if (!days.isEmpty()) {
                    long day = days.get(days.size() - 1 - random.nextInt(Math.min(days.size(), 4)));
                    member.rewrite(day);
                    rewrittenDays.add(day);
                }
            } else {
                long skew = random.nextInt(8) > 0 ? 0 : (long) ((random.nextDouble() - 0.5) * 2 * HOUR);
                nodes.get(random.nextInt(10) > 0 ? 0 : 1).poll(now + skew, random.nextInt(4) == 0);
            }
        }

        /** On time, late, both, corrections, empty values, and what lies ahead. */
        private void upload() {
            FakeSeries member = members.get(random.nextInt(members.size()));
            SortedMap<Long, Integer> samples = new TreeMap<>();
            int kind = random.nextInt(10);
            if (kind < 8) {
                long from = random.nextInt(3) == 0 ? uploadedTo : Math.max(uploadedTo, now - HOUR);
                for (int i = random.nextInt(6); i >= 0; i--) {
                    samples.put(between(from, now), value());
                }
                uploadedTo = now;
            }
            if (kind >= 5) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    samples.put(between(now - 3 * DAY, now), value());
                }
            }
            if (kind == 9) {
                samples.put(now + (long) (random.nextDouble() * DAY), value());
            }
            SortedMap<Long, Integer> all = member.samples();
            if (kind == 7 && !all.isEmpty()) {
                List<Long> recent = new ArrayList<>(all.tailMap(now - 3 * DAY).keySet());
                if (!recent.isEmpty()) {
                    samples.put(recent.get(random.nextInt(recent.size())), value());
                }
            }
            member.upload(samples);
        }

        private long between(long from, long to) {
            return Math.min(to, from + (long) (random.nextDouble() * (to - from + 1)));
        }

        private int value() {
            return random.nextInt(12) == 0 ? 0 : values++;
        }

        @Override
        public boolean succeeds() {
            return quiet || random.nextInt(6) > 0;
        }

        @Override
        public boolean diesBeforeWrite() {
            return !quiet && random.nextInt(20) == 0;
        }

        @Override
        public void meanwhile(FakeConsumer busy) {
            if (!quiet && !nested && random.nextInt(15) == 0) {
                nested = true;
                List<Delivered> mine = latest;
                nodes.get(busy == nodes.get(0) ? 1 : 0).poll(now, random.nextBoolean());
                latest = mine;
                nested = false;
            }
        }

        @Override
        public void deliver(
                List<SortedMap<Long, Integer>> samples, long from, long to, boolean recovered, boolean rewritten) {
            latest = new ArrayList<>();
            for (int i = 0; i < samples.size(); i++) {
                int member = i;
                samples.get(i).forEach((time, value) -> {
                    assertThat(time)
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(Nanos.floor(beginning, settings.unit()));
                    Delivered delivered = new Delivered(member, time, value);
                    latest.add(delivered);
                    times.merge(delivered, 1, Integer::sum);
                    if (!recovered) {
                        live.add(time);
                    }
                });
            }
            if (!settings.isRaw()) {
                assertThat(Math.floorMod(from, settings.unit())).isZero();
                for (long unit = from; unit < to; unit += settings.unit()) {
                    long start = unit;
                    units.put(
                            unit,
                            samples.stream()
                                    .map(member -> (SortedMap<Long, Integer>)
                                            new TreeMap<>(member.subMap(start, start + settings.unit())))
                                    .toList());
                }
            }
        }

        @Override
        public void inFlight() {
            mayComeTwice.addAll(latest);
        }

        void checkSamples() {
            SortedMap<Long, Integer> all = members.get(0).samples().tailMap(beginning);
            List<Delivered> missing = all.entrySet().stream()
                    .filter(sample -> sample.getKey() < now - settings.lag() && sample.getValue() != 0)
                    .map(sample -> new Delivered(0, sample.getKey(), sample.getValue()))
                    .filter(sample -> !times.containsKey(sample))
                    .toList();
            assertThat(missing).as("missing, seed %d", seed).isEmpty();
            assertThat(times.entrySet().stream()
                            .filter(sample -> sample.getValue() > 1
                                    && !mayComeTwice.contains(sample.getKey())
                                    && !rewrittenDays.contains(
                                            Nanos.day(sample.getKey().time())))
                            .map(sample -> sample.getKey())
                            .toList())
                    .as("twice, seed %d", seed)
                    .isEmpty();
        }

        /** But for what was in flight. */
        void checkOrder() {
            Set<Long> again = new HashSet<>();
            mayComeTwice.forEach(sample -> again.add(sample.time()));
            List<Long> once =
                    live.stream().filter(time -> !again.contains(time)).toList();
            assertThat(once).as("order, seed %d", seed).isSorted();
        }

        void checkUnits() {
            long unit = settings.unit();
            Set<Long> expected = new HashSet<>();
            for (FakeSeries member : members) {
                member.samples()
                        .tailMap(Nanos.floor(beginning, unit))
                        .keySet()
                        .forEach(time -> expected.add(Nanos.floor(time, unit)));
            }
            for (long start : expected) {
                List<SortedMap<Long, Integer>> content = members.stream()
                        .map(member -> (SortedMap<Long, Integer>)
                                new TreeMap<>(member.samples().subMap(start, start + unit)))
                        .toList();
                boolean news = content.stream()
                        .anyMatch(samples -> samples.values().stream().anyMatch(value -> value != 0));
                if (news && start + unit <= now - DAY) {
                    assertThat(withoutEmpty(units.get(start)))
                            .as("unit %d, seed %d", start, seed)
                            .isEqualTo(withoutEmpty(content));
                }
            }
        }

        private static @Nullable List<SortedMap<Long, Integer>> withoutEmpty(
                @Nullable List<SortedMap<Long, Integer>> content) {
            if (content == null) {
                return null;
            }
            content.forEach(samples -> samples.values().removeIf(value -> value == 0));
            return content;
        }
    }
}
