package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The leading one of two processes is killed at random moments, again and again, and no sample gets lost.
 *
 * <p>Only if it is told how often, as the profile {@code failover} does: it takes some eight seconds until the other process
 * finds that the lock is stale.
 */
@EnabledIfSystemProperty(named = "failover.kills", matches = "\\d+")
class FailoverTest {

    private static final int KILLS = Integer.getInteger("failover.kills", 0);
    private static final List<String> SERIES = List.of("a", "b", "c");
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration FILE = Duration.ofSeconds(1);

    /** Goes by itself until it is stopped. */
    private static final class StoppableClock extends Clock {

        private volatile Instant stopped;

        void stop() {
            stopped = instant();
        }

        @Override
        public Instant instant() {
            Instant end = stopped;
            return end == null ? Instant.now() : end;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** A process, the file with what it has received, and a thread that hears what it says. */
    private final class Node {

        private final ChildJvm process;
        private final Path file = folder.resolve("received-" + started++);

        Node() throws IOException {
            process = new ChildJvm(
                    FailoverNode.class,
                    sandbox.tokenUrl().toString(),
                    sandbox.reservoirUrl().toString(),
                    folder.resolve("lock").toString(),
                    "jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/./cursors",
                    file.toString(),
                    String.join(",", SERIES));
            Thread listener = new Thread(this::listen, file.getFileName().toString());
            listener.setDaemon(true);
            listener.start();
            nodes.add(this);
        }

        private void listen() {
            try {
                for (String line = process.line(); line != null; line = process.line()) {
                    if (line.equals("received") || line.equals("delivered")) {
                        said.add(this);
                    }
                }
            } catch (IOException e) {
                // it was killed
                assertThat(e).isNotNull();
            }
        }
    }

    @TempDir
    Path folder;

    private final StoppableClock clock = new StoppableClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final BlockingQueue<Node> said = new LinkedBlockingQueue<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Random random = new Random(14);
    private Server database;
    private int started;

    @BeforeEach
    void start() throws Exception {
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
                .start();
        Instant now = clock.instant();
        SERIES.forEach(id -> sandbox.addGrowingSeries(id, Growth.from(now, STEP, FILE)));
    }

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.process.close());
        database.stop();
        sandbox.close();
    }

    @Test
    void nothingIsMissingAfterTheLeaderWasKilledAgainAndAgain() throws Exception {
        new Node();
        Node leader = speaker();
        new Node();
        for (int kill = 0; kill < KILLS; kill++) {
            for (int more = random.nextInt(12); more > 0; more--) {
                leader = speaker();
            }
            // some moment in the polls, turns and windows that follow
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(200_000)));
            leader.process.kill();
            new Node();
            leader = other(leader);
        }
        clock.stop();
        Received received = received();
        while (!received.hasAllOf(sandbox, SERIES) && said.poll(30, TimeUnit.SECONDS) != null) {
            received = received();
        }

        received.areExactlyThoseOf(sandbox, SERIES);
        System.out.printf(
                "%d kills: none of %d samples is missing, %d came twice, in %d windows%n",
                KILLS, received.distinct(), received.twice(), received.repeatedWindows());
        assertThat(received.repeatedWindows())
                .as("each series has one window in flight")
                .isLessThanOrEqualTo(KILLS * SERIES.size());
    }

    /** The process that speaks next, which is the one that leads. */
    private Node speaker() throws InterruptedException {
        Node speaker = said.poll(60, TimeUnit.SECONDS);
        assertThat(speaker).as("a process that leads").isNotNull();
        return speaker;
    }

    /** The one that leads after this one. */
    private Node other(Node killed) throws InterruptedException {
        Node speaker = speaker();
        while (speaker == killed) {
            speaker = speaker();
        }
        return speaker;
    }

    private Received received() throws IOException {
        Received received = new Received();
        for (Node node : nodes) {
            if (Files.exists(node.file)) {
                read(node.file, received);
            }
        }
        return received;
    }

    /** What stands before the last end of a window; what follows it was being written. */
    private static void read(Path file, Received received) throws IOException {
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf("end\n") + 1);
        long before = received.twice();
        for (String line : whole.split("\n")) {
            String[] sample = line.split(" ");
            if (sample.length == 4) {
                received.note(
                        sample[0],
                        Long.parseLong(sample[1]),
                        Double.parseDouble(sample[2]),
                        Boolean.valueOf(sample[3]));
            } else {
                received.windowEnds(before);
                before = received.twice();
            }
        }
    }
}
