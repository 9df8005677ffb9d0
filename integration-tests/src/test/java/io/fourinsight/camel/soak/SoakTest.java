package io.fourinsight.camel.soak;

import static io.fourinsight.client.testing.Eventually.holds;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.fourinsight.client.testing.LogWatch;
import io.fourinsight.client.testing.Secrecy;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight producers and two consumers with four session keys, in bad weather for long: each exchange ends in the right
 * answer or in a typed error, and nothing is left behind.
 *
 * <p>Small unless it is told otherwise: {@code soak.exchanges} is how many exchanges are sent.
 */
class SoakTest {

    private static final long EXCHANGES = Long.getLong("soak.exchanges", 20_000);
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final long WARM_UP = 1_000;

    /** Each fifth event is of one kind, so that even the smallest run has each of them twice. */
    private static final int EVENTS = (int) Math.max(10, Math.min(1_000, EXCHANGES / 2_000));

    /** Three pages, or two requests, each with its {@code requestTimeout} and waits for tokens. */
    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(40);

    private static final double HEAP_ALLOWANCE = 8; // megabytes
    private static final int THREAD_ALLOWANCE = 4;

    /** Each credential has at most 16 token requests under way, and their threads end some time after. */
    private static final int MOST_TOKEN_THREADS = 16 * ProducerRoutes.SESSION_KEYS.size();

    @TempDir
    private Path folder;

    @Test
    void eachExchangeEndsRightlyOrInATypedErrorAndNothingIsLeftBehind() throws Exception {
        System.out.printf("soak: %d exchanges, seed %d%n", EXCHANGES, SEED);
        try (LogWatch log = new LogWatch(Level.DEBUG, Secrecy::isBrokenBy)) {
            try (SoakRig first = new SoakRig(folder.resolve("first"), SEED)) {
                first.calm(WARM_UP);
            }
            Footprint before = Footprint.now();
            try (SoakRig rig = new SoakRig(folder.resolve("second"), SEED)) {
                soak(rig);
            }
            holds(
                    () -> Footprint.threadsNow() <= before.threadCount() + THREAD_ALLOWANCE,
                    "the threads have ended of " + Footprint.now().threads());
            print("closed", before, Footprint.now());
            assertThat(log.found()).as("lines with a token or a secret").isEmpty();
            assertThat(log.lines()).isGreaterThan(EXCHANGES);
            System.out.printf("%d lines of the log hold no token and no secret%n", log.lines());
            assertThat(Footprint.now().megabytes())
                    .as("megabytes once all is closed")
                    .isLessThan(before.megabytes() + HEAP_ALLOWANCE);
        }
    }

    private static void soak(SoakRig rig) throws Exception {
        rig.calm(WARM_UP);
        assertThat(rig.outcomes.unexpected()).isEmpty();
        assertThat(rig.outcomes.counts()).as("in good weather").isEqualTo(Map.of(Outcomes.RIGHT, WARM_UP));
        Footprint before = Footprint.now();
        long start = System.nanoTime();
        rig.storm(EXCHANGES, EVENTS);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (String series : SoakRig.POLLED) {
            assertThat(rig.polled.awaitExactly(rig.sandbox, series)).as(series).isTrue();
        }
        int samples = rig.polled.size();
        rig.calm(WARM_UP);
        rig.forget();
        Footprint after = Footprint.now();

        print(rig, samples, seconds);
        print("open", before, after);
        assertEnds(rig);
        assertStreams(rig);
        assertTokens(rig, seconds);
        assertThat(after.threadsOfTheComponent())
                .as("threads of the component")
                .isLessThanOrEqualTo(before.threadsOfTheComponent() + MOST_TOKEN_THREADS);
        assertThat(rig.trouble.astray()).as("credentials sent to others").isZero();
        assertThat(rig.stranger.requests())
                .as("requests to a host that answers named")
                .isZero();
        assertThat(after.megabytes()).as("megabytes").isLessThan(before.megabytes() + HEAP_ALLOWANCE);
    }

    private static void assertEnds(SoakRig rig) {
        assertThat(rig.outcomes.unexpected()).isEmpty();
        assertThat(rig.outcomes.ended()).isEqualTo(EXCHANGES + 2 * WARM_UP);
        assertThat(rig.outcomes.slowest()).as("the slowest, in ns").isLessThan(DEADLINE);
        assertThat(rig.outcomes.count(Outcomes.RIGHT))
                .as("right answers")
                .isGreaterThan((EXCHANGES + 2 * WARM_UP) * 8 / 10);
    }

    private static void assertStreams(SoakRig rig) {
        assertThat(rig.outcomes.count(Outcomes.STREAM_CLOSED))
                .as("streams that were closed, of routes that were stopped")
                .isLessThanOrEqualTo(rig.restarts());
    }

    private static void assertTokens(SoakRig rig, double seconds) {
        assertThat(rig.trouble.tokenRequests().outages()).isNotEmpty().allSatisfy(outage -> assertThat(outage.most())
                .isLessThanOrEqualTo(outage.allowed()));
        assertThat(rig.trouble.tokenRequests().all()).isLessThanOrEqualTo(allowed(rig, seconds));
    }

    /**
     * Each session asks once, when three quarters of a token's life are over, and after a 401; what was tried in vain is
     * tried again.
     */
    private static long allowed(SoakRig rig, double seconds) {
        double renewals = seconds / (0.75 * SoakRig.TOKEN_LIFETIME.toSeconds());
        Map<Gust, Long> gusts = rig.relay.gusts();
        long inVain = gusts.values().stream().mapToLong(Long::longValue).sum() - gusts.getOrDefault(Gust.NONE, 0L);
        long outages = rig.trouble.tokenRequests().outages().stream()
                .mapToLong(outage -> outage.allowed() * ProducerRoutes.SESSION_KEYS.size())
                .sum();
        return (long) (rig.sessions() * (1 + renewals + rig.revocations()))
                + rig.trouble.faults().getOrDefault("401", 0L)
                + inVain
                + outages;
    }

    private static void print(SoakRig rig, int samples, double seconds) {
        System.out.printf(
                "%d exchanges in %.0f s, the slowest in %.1f s%n", EXCHANGES, seconds, rig.outcomes.slowest() / 1e9);
        print("exchanges", rig.outcomes.counts());
        print("requests of", new TreeMap<>(rig.relay.gusts()));
        print("answers", rig.trouble.faults());
        System.out.printf(
                "%d requests reached the sandbox, %d of them for tokens, where %d were allowed%n",
                rig.trouble.requests(), rig.trouble.tokenRequests().all(), allowed(rig, seconds));
        System.out.println(rig.trouble.tokenRequests().outages());
        System.out.printf(
                "%s; %d samples were polled, %d cursors could not be stored%n",
                rig.events(), samples, rig.disk.refusals());
    }

    private static void print(String what, Map<?, Long> counts) {
        counts.forEach((kind, count) -> System.out.printf("  %-10s %-40s %9d%n", what, kind, count));
    }

    private static void print(String when, Footprint before, Footprint after) {
        System.out.printf(
                "%s: heap %.1f MB before, %.1f MB after; threads %d before, %d after %s%n",
                when,
                before.megabytes(),
                after.megabytes(),
                before.threadCount(),
                after.threadCount(),
                after.threads());
        print("grown", after.grownSince(before));
    }
}
