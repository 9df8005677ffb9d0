package io.fourinsight.camel.rest;

import io.fourinsight.camel.session.Deadline;
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
 */
public record RequestSettings(
        RetryPolicy retries,
        Duration requestTimeout,
        Deadline deadline,
        Clock clock,
        RandomGenerator random,
        Pause pause) {}
