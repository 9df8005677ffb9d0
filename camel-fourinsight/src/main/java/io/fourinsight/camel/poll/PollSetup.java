package io.fourinsight.camel.poll;

import io.fourinsight.camel.poll.cursor.ConsumerCursors;
import io.fourinsight.client.plan.Planner;
import io.fourinsight.client.plan.SeriesCursor;
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
}
