package io.fourinsight.camel.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.camel.sandbox.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.stream.IntStream;

/** A sandbox with series that grow by a sample a second, until they are told to stop. */
final class GrowingSeries implements AutoCloseable {

    /** How far back they begin. */
    static final Duration HISTORY = Duration.ofMinutes(2);

    private static final int FOR_EVER = Integer.MAX_VALUE;
    private static final Duration STEP = Duration.ofSeconds(1);

    private final StoppableClock clock = new StoppableClock();
    private final Instant start = Instant.now().minus(HISTORY).truncatedTo(ChronoUnit.SECONDS);
    private final List<String> ids;
    private final Sandbox sandbox;

    GrowingSeries(int count, Duration fileEvery) {
        ids = IntStream.range(0, count)
                .mapToObj("00000000-0000-4000-8000-%012d"::formatted)
                .toList();
        sandbox = Sandbox.builder().clock(clock).start();
        ids.forEach(id -> sandbox.addGrowingSeries(id, Growth.from(start, STEP, fileEvery)));
    }

    /** Answers a share of the requests with what services answer now and then. */
    void disturb(double share) {
        Random random = new Random(17);
        for (int status : new int[] {401, 429, 503}) {
            Response answer = Response.of(status);
            if (status != 401) {
                answer.header("Retry-After", "1");
            }
            sandbox.faults()
                    .answerNext(
                            FOR_EVER,
                            request -> request.isUnder(Sandbox.RESERVOIR_PATH) && random.nextDouble() < share,
                            answer);
        }
    }

    /** From now on no sample comes; what has come stays. */
    void stopGrowing() {
        clock.stop();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    List<String> ids() {
        return ids;
    }

    Instant start() {
        return start;
    }

    NavigableMap<Long, Double> samples(String id) {
        return sandbox.samples(id);
    }

    /** How many samples they have altogether. */
    long samples() {
        return ids.stream().mapToLong(id -> samples(id).size()).sum();
    }

    void requireAll(Arrived arrived) {
        List<String> gaps = ids.stream()
                .filter(id -> !arrived.of(id).keySet().equals(samples(id).keySet()))
                .map(id ->
                        id + ": " + arrived.of(id).size() + " of " + samples(id).size())
                .toList();
        assertThat(gaps).as("series with gaps").isEmpty();
    }

    /** Waits until the offset of each series is its last sample and a nanosecond. */
    void awaitOffsets(Duration most, ConnectRest rest, String connector) {
        Patience.until(
                most,
                () -> {
                    Map<String, JsonNode> offsets = rest.offsets(connector);
                    return ids.stream()
                            .allMatch(id -> offsets.containsKey(id)
                                    && offsets.get(id).path("next").asLong()
                                            == samples(id).lastKey() + 1);
                },
                () -> "offsets are not each series' last sample + 1 ns");
    }

    @Override
    public void close() {
        sandbox.close();
    }

    /** The machine's clock until it is stopped. */
    private static final class StoppableClock extends Clock {

        private volatile Instant stopped;

        void stop() {
            stopped = Instant.now();
        }

        @Override
        public Instant instant() {
            Instant end = stopped;
            return end == null ? Instant.now() : end;
        }

        @Override
        public ZoneId getZone() {
            return Clock.systemUTC().getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("a sandbox asks for no zone");
        }
    }
}
