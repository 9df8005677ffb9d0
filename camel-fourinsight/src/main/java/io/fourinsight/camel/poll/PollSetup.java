package io.fourinsight.camel.poll;

import io.fourinsight.camel.poll.cursor.ConsumerCursors;
import io.fourinsight.client.plan.Planner;
import io.fourinsight.client.plan.SeriesCursor;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What all series of a consumer have in common.
 *
 * @param isRaw whether samples come as they were uploaded, and not by periods or windows
 * @param begin where series without a cursor begin; asks the repository once
 */
record PollSetup(
        PollBasics basics,
        Planner planner,
        boolean isRaw,
        Begin begin,
        RecoveryProgress progress,
        Duration recoveryInterval) {

    ConsumerCursors cursors() {
        return basics.cursors();
    }

    Instant now() {
        return basics.now();
    }

    /** Nanoseconds since the epoch, for the planner. */
    long plannedNow() {
        return basics.clock().planned();
    }

    SeriesCursor beginning() {
        return planner.begin(begin.nanos());
    }

    /** Where series without a cursor begin. */
    interface Begin {

        /** Nanoseconds since the epoch; decides it if nobody has. */
        long nanos();

        /** Whether it depends on what time it is, and nobody has decided it. */
        boolean isOpen();
    }

    /** The earlier of our clock and the service's, so that a clock that is fast skips nothing. */
    static final class PollClock {

        private final Clock clock;
        private volatile Duration behind = Duration.ZERO;

        PollClock(Clock clock) {
            this.clock = clock;
        }

        /** What the service's clock showed just now, to the second. */
        void serviceShows(Instant date) {
            Duration difference = Duration.between(date.plusSeconds(1), clock.instant());
            behind = difference.isNegative() ? Duration.ZERO : difference;
        }

        Instant now() {
            return clock.instant();
        }

        long planned() {
            return Timestamps.nanos(plannedInstant());
        }

        Instant plannedInstant() {
            return clock.instant().minus(behind);
        }
    }
}
