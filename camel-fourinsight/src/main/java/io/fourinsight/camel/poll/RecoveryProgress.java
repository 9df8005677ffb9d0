package io.fourinsight.camel.poll;

import io.fourinsight.client.plan.RecoveryRequest;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every ten seconds how far the recovery of a series is, and when it has ended. */
final class RecoveryProgress {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryProgress.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    RecoveryProgress(Clock clock) {
        this.clock = clock;
    }

    /** @param windows how many it takes in all */
    void of(String series, RecoveryRequest request, long windows) {
        Instant now = clock.instant();
        Instant last = told.putIfAbsent(series, now);
        if (last != null && !now.isBefore(last.plus(INTERVAL))) {
            told.put(series, now);
            LOG.info(
                    "Recovery of series {} since {}: {} of {} windows, {} samples",
                    series,
                    Timestamps.instant(request.since()),
                    request.windows(),
                    windows,
                    request.samples());
        }
    }

    void end(String series, RecoveryRequest request) {
        told.remove(series);
        LOG.info(
                "Recovery of series {} from {} to {} has ended: {} windows, {} samples",
                series,
                Timestamps.instant(request.from()),
                Timestamps.instant(request.to()),
                request.windows(),
                request.samples());
    }
}
