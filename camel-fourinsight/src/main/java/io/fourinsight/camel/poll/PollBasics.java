package io.fourinsight.camel.poll;

import io.fourinsight.camel.poll.cursor.ConsumerCursors;
import io.fourinsight.client.window.ServiceClock;
import java.time.Duration;
import java.time.Instant;

/**
 * What all that a consumer polls has in common, whether it is series or a collection.
 *
 * @param delay between two polls
 * @param discoveryInterval how long a consumer waits before it asks again what there is to poll
 */
record PollBasics(
        ConsumerCursors cursors, ServiceClock clock, PollCounts counts, Duration delay, Duration discoveryInterval) {

    Instant now() {
        return clock.now();
    }
}
