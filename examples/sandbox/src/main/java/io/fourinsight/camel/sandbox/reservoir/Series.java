package io.fourinsight.camel.sandbox.reservoir;

import java.time.Duration;
import java.time.Instant;

/** A time series and when it was uploaded. */
record Series(String id, Instant uploadedAt, Samples samples) {

    /** How long after its upload a series is on the fast path that serves aggregates. */
    private static final Duration FAST_PATH = Duration.ofDays(90);

    /** The samples that aggregates see: none once the upload is too long ago. */
    Samples samplesOnFastPath(Instant now) {
        return uploadedAt.isBefore(now.minus(FAST_PATH)) ? Samples.NONE : samples;
    }
}
