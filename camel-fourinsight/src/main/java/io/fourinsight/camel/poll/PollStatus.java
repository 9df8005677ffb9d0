package io.fourinsight.camel.poll;

import io.fourinsight.camel.poll.PolledCursor.Report;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** How it goes with a consumer, over the stops and starts that a cluster makes. */
public final class PollStatus {

    private volatile @Nullable Poller poller; // null while it does not poll
    private volatile @Nullable Exception failure; // of the last poll as a whole
    private volatile @Nullable Instant lastPoll;
    private volatile boolean leading = true;

    /** A consumer began, which may be another one than before. */
    public void begins(Poller begun) {
        poller = begun;
    }

    public void ends(Poller ended) {
        if (poller == ended) {
            poller = null;
        }
    }

    public void polled(Instant now) {
        failure = null;
        lastPoll = now;
        leading = true;
    }

    /** Token, search or repository failed. */
    public void failed(Exception e) {
        failure = e;
        leading = true;
    }

    public void follows() {
        leading = false;
    }

    /** Whether this node polls. */
    public boolean isPolling() {
        return poller != null && leading;
    }

    @Nullable
    Exception failure() {
        return failure;
    }

    @Nullable
    Instant lastPoll() {
        return lastPoll;
    }

    /** Where each series stands. */
    public List<Report> series() {
        Poller present = poller;
        return present == null ? List.of() : present.report();
    }

    /** For people: where each of them stands that this node polls now, a row each. */
    public List<Map<String, Object>> rows(Instant now) {
        return series().stream().map(one -> row(one, now)).toList();
    }

    private static Map<String, Object> row(Report polled, Instant now) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("series", polled.id());
        Long position = polled.position();
        if (position != null) {
            Instant at = Timestamps.instant(position);
            row.put("position", at.toString());
            row.put("secondsBehind", now.getEpochSecond() - at.getEpochSecond());
        } else if (polled.cursor() != null) {
            row.put("position", polled.cursor());
        }
        if (polled.inFlightSince() != null) {
            row.put("inFlightSince", polled.inFlightSince().toString());
        }
        if (polled.error() != null) {
            row.put("error", String.valueOf(polled.error().getMessage()));
        }
        polled.recoveries().forEach(recovery -> row.put("recovery", recovery));
        return row;
    }

    @Nullable
    PollCounts counts() {
        Poller present = poller;
        return present == null ? null : present.counts();
    }

    /** What meters show, by name; as of now each time. */
    public Map<String, DoubleSupplier> figures(Clock clock) {
        Map<String, DoubleSupplier> figures = new LinkedHashMap<>();
        figures.put("series", () -> series().size());
        figures.put(
                "failing",
                () -> series().stream().filter(one -> one.error() != null).count());
        figures.put("lag.seconds", () -> lag(clock.instant()));
        figures.put("windows", () -> counted(PollCounts::windows));
        figures.put("samples", () -> counted(PollCounts::samples));
        figures.put("recovered", () -> counted(PollCounts::recovered));
        figures.put("fenced", () -> counted(PollCounts::fencedOff));
        return figures;
    }

    /** How far behind the oldest cursor is. */
    private double lag(Instant now) {
        return series().stream()
                .map(Report::position)
                .filter(Objects::nonNull)
                .mapToDouble(position ->
                        Duration.between(Timestamps.instant(position), now).toMillis() / 1000.0)
                .max()
                .orElse(Double.NaN);
    }

    private double counted(ToLongFunction<PollCounts> count) {
        PollCounts present = counts();
        return present == null ? Double.NaN : count.applyAsLong(present);
    }
}
