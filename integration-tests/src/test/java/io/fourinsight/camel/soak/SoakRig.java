package io.fourinsight.camel.soak;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.SandboxBuilder;
import io.fourinsight.camel.sandbox.growth.Growth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.Future;

/** Two nodes and a sandbox, a relay in bad weather between them, and all that goes wrong besides. */
final class SoakRig implements AutoCloseable {

    static final Duration TOKEN_LIFETIME = Duration.ofSeconds(20);
    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(5);

    /** During which a client that knows no pauses would ask for tokens thousands of times. */
    private static final long EXCHANGES_IN_AN_OUTAGE = 500;

    static final List<String> POLLED = List.of("grown", "led");

    /** What a person or a machine does to the routes, one after the other. */
    private enum Event {
        RESTART,
        LEADER,
        FULL_DISK,
        NO_TOKENS,
        REVOKED
    }

    final Outcomes outcomes = new Outcomes();
    final Polled polled = new Polled();
    final Sandbox sandbox;
    final StormyRelay relay;
    final Stranger stranger = new Stranger();
    final Trouble trouble;
    final FullDisk disk;
    private final ProducerRoutes producers;
    private final Node one;
    private final Node other;
    private final Askers askers;
    private int restarts;
    private int revocations;
    private int leaderChanges;
    private int fullDisks;
    private boolean otherLeads;

    SoakRig(Path folder, long seed) throws Exception {
        SandboxBuilder settings =
                Sandbox.builder().tokenLifetime(TOKEN_LIFETIME).pageSize(1);
        ProducerRoutes.SESSION_KEYS.forEach(key -> settings.client(key, Node.SECRET + key));
        sandbox = settings.start();
        ProducerRoutes.addSeries(sandbox);
        // the sandbox keeps each file, and what it keeps counts as heap
        Growth growth = Growth.from(Instant.now(), Duration.ofMillis(500), Duration.ofSeconds(2));
        POLLED.forEach(series -> sandbox.addGrowingSeries(series, growth));
        relay = new StormyRelay(sandbox.apiUrl(), seed);
        trouble = new Trouble(sandbox, relay.port(), stranger.url(), seed);
        Path cache = Files.createDirectories(folder);
        disk = new FullDisk(cache);
        one = new Node(relay.origin(), disk);
        other = new Node(relay.origin(), disk);
        producers = new ProducerRoutes(cache);
        one.context().addRoutes(producers);
        one.context().addRoutes(Node.consumer("poll", "", "grown", "north", polled));
        one.context().addRoutes(Node.consumer("one", "master:deck:", "led", "east", polled));
        other.context().addRoutes(Node.consumer("other", "master:deck:", "led", "east", polled));
        one.context().start();
        other.context().start();
        one.lead(true);
        askers = new Askers(one.context(), outcomes, seed);
    }

    /** Sends so many in good weather. */
    void calm(long exchanges) throws Exception {
        Askers.await(askers.begin(exchanges));
    }

    /** Lets go of what the rig remembers, which would count as what the product holds. */
    void forget() {
        polled.forget();
        producers.forget();
    }

    /** Sends so many in bad weather, and lets events happen meanwhile. */
    void storm(long exchanges, int events) throws Exception {
        blow(true);
        long before = outcomes.ended();
        List<Future<?>> running = askers.begin(exchanges);
        for (int i = 0; i < events; i++) {
            outcomes.awaitEnded(before + (i + 1) * (exchanges / (events + 1)));
            if (i % (events / 5) == 0) {
                System.out.printf("%tT: %d exchanges have ended%n", LocalTime.now(), outcomes.ended());
            }
            happen(Event.values()[i % Event.values().length], before + exchanges);
        }
        Askers.await(running);
        blow(false);
    }

    private void blow(boolean now) {
        relay.blow(now);
        trouble.blow(now);
    }

    /** @param last how many exchanges will have ended when all have */
    private void happen(Event event, long last) throws Exception {
        switch (event) {
            case RESTART -> restart();
            case LEADER -> {
                (otherLeads ? other : one).lead(false);
                otherLeads = !otherLeads;
                (otherLeads ? other : one).lead(true);
                leaderChanges++;
                polled.awaitWindows(otherLeads ? "other" : "one", 2);
            }
            case FULL_DISK -> {
                int earlier = disk.refusals();
                disk.fill();
                fullDisks++;
                disk.awaitRefusals(earlier + 2);
                disk.makeRoom();
                polled.awaitWindows("poll", 1);
            }
            case NO_TOKENS -> {
                trouble.withoutTokens(true);
                restart();
                trouble.tokenRequests().awaitRefused(4, LONGEST_OUTAGE.toMillis());
                outcomes.awaitEnded(Math.min(last, outcomes.ended() + EXCHANGES_IN_AN_OUTAGE));
                trouble.withoutTokens(false);
            }
            case REVOKED -> {
                sandbox.revokeTokens();
                revocations++;
            }
        }
    }

    private void restart() throws Exception {
        one.restart(ProducerRoutes.IDS.get(restarts % ProducerRoutes.IDS.size()));
        one.restart("poll");
        restarts++;
    }

    /** So many sessions were made at most: of each route that was started, one for each key. */
    long sessions() {
        long routes = ProducerRoutes.IDS.size() + restarts;
        return routes * ProducerRoutes.SESSION_KEYS.size() + 1L + restarts + 1L + leaderChanges;
    }

    int restarts() {
        return restarts;
    }

    int revocations() {
        return revocations;
    }

    String events() {
        return "%d restarts of two routes, %d leaders, %d full disks, %d outages of the token endpoint, %d revocations"
                .formatted(
                        restarts,
                        leaderChanges,
                        fullDisks,
                        trouble.tokenRequests().outages().size(),
                        revocations);
    }

    @Override
    public void close() throws IOException {
        askers.close();
        one.close();
        other.close();
        relay.close();
        stranger.close();
        sandbox.close();
    }
}
