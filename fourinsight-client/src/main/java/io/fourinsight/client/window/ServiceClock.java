package io.fourinsight.client.window;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The earlier of our clock and the service's, so that a clock that is fast skips nothing. */
public final class ServiceClock {

    private final Clock clock;
    private volatile Duration behind = Duration.ZERO;

    public ServiceClock(Clock clock) {
        this.clock = clock;
    }

    /** What the service's clock showed just now, to the second. */
    public void serviceShows(Instant date) {
        Duration difference = Duration.between(date.plusSeconds(1), clock.instant());
        behind = difference.isNegative() ? Duration.ZERO : difference;
    }

    /** What our clock shows. */
    public Instant now() {
        return clock.instant();
    }

    /** Nanoseconds since the epoch, for the planner. */
    public long planned() {
        return Timestamps.nanos(plannedInstant());
    }

    public Instant plannedInstant() {
        return clock.instant().minus(behind);
    }
}
