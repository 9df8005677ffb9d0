package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.http.Refusal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The series that the reservoir holds. */
public final class SeriesStore {

    private final Map<String, Series> series = new ConcurrentHashMap<>();
    private final Clock clock;

    public SeriesStore(Clock clock) {
        this.clock = clock;
    }

    /** Adds or replaces a series, as uploaded now. */
    public void put(String id, long[] timestamps, double[] values) {
        put(new Series(id, clock.instant(), new ArraySamples(timestamps, values)));
    }

    void put(Series added) {
        series.put(added.id(), added);
    }

    Series get(String id) {
        return Optional.ofNullable(series.get(id))
                .orElseThrow(() -> Refusal.notFound("There is no time series %s.".formatted(id)));
    }
}
