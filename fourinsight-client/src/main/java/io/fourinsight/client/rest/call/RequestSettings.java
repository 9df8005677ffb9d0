package io.fourinsight.client.rest.call;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Deadline;
import io.fourinsight.client.base.Pause;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How patiently requests are made.
 *
 * @param retries which of them are repeated
 * @param requestTimeout bounds a request as a whole: its attempts, the pauses between them and the reading of the body
 * @param deadline watches over that
 * @param clock tells how long a {@code Retry-After} date is away
 * @param random spreads the pauses
 * @param pause makes them
 * @param maxResponseSize how many bytes an answer that is held in memory may have, once it is decoded
 * @param observer hears of each request
 */
public record RequestSettings(
        RetryPolicy retries,
        Duration requestTimeout,
        Deadline deadline,
        Clock clock,
        RandomGenerator random,
        Pause pause,
        long maxResponseSize,
        ClientObserver observer) {

    public static final long DEFAULT_MAX_RESPONSE_SIZE = 64L * 1024 * 1024;

    /** Settings with the default size of answers, which nobody observes. */
    public RequestSettings(
            RetryPolicy retries,
            Duration requestTimeout,
            Deadline deadline,
            Clock clock,
            RandomGenerator random,
            Pause pause) {
        this(retries, requestTimeout, deadline, clock, random, pause, DEFAULT_MAX_RESPONSE_SIZE, ClientObserver.NONE);
    }

    /** The same, with another observer. */
    public RequestSettings observedBy(ClientObserver other) {
        return new RequestSettings(retries, requestTimeout, deadline, clock, random, pause, maxResponseSize, other);
    }
}
