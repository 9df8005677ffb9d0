package io.fourinsight.camel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long series rest after failures: ten seconds, and each time in a row twice as long, up to a maximum. */
final class Rests {

    private static final Duration FIRST = Duration.ofSeconds(10);

    private record Rest(Duration length, Instant until) {}

    private final Map<String, Rest> rests = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Duration most = Duration.ofMinutes(10);

    Rests(Clock clock) {
        this.clock = clock;
    }

    void most(Duration length) {
        most = length;
    }

    boolean isResting(String seriesId) {
        Rest rest = rests.get(seriesId);
        return rest != null && clock.instant().isBefore(rest.until());
    }

    /** Says how long it is. */
    Duration begin(String seriesId) {
        return rests.compute(seriesId, (id, last) -> {
                    Duration length = last == null ? FIRST : last.length().multipliedBy(2);
                    length = length.compareTo(most) < 0 ? length : most;
                    return new Rest(length, clock.instant().plus(length));
                })
                .length();
    }

    /** For a series that has succeeded. */
    void end(String seriesId) {
        rests.remove(seriesId);
    }
}
