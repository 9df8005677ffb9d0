package io.fourinsight.camel.poll;

import io.fourinsight.camel.poll.PolledCursor.Report;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The health of a consumer: DOWN from the first poll that failed as a whole, or in which each series failed, until the
 * first good one.
 *
 * <p>Camel's own check of a polling consumer forgets failures whenever its back-off ends, and sees nothing of a consumer
 * under {@code master:}. One deleted series takes no node out of service: while some series fail it is UP, with details.
 */
public final class ConsumerHealth implements HealthCheck {

    private final String route;
    private final PollStatus status;
    private final Clock clock;
    private volatile boolean enabled = true;

    public ConsumerHealth(String route, PollStatus status, Clock clock) {
        this.route = route;
        this.status = status;
        this.clock = clock;
    }

    @Override
    public String getId() {
        return "fourinsight-consumer-" + route;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean value) {
        enabled = value;
    }

    /** A restart of the process mends nothing. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this).detail("route", route);
        if (!enabled) {
            return result.message("Disabled")
                    .detail(CHECK_ENABLED, false)
                    .unknown()
                    .build();
        }
        if (!status.isPolling()) {
            return result.message("This node does not poll").unknown().build();
        }
        List<Report> series = status.series();
        List<Report> failing =
                series.stream().filter(one -> one.error() != null).toList();
        details(result, series, failing);
        Exception failure = status.failure();
        if (failure != null) {
            return result.message("Polling fails: " + failure.getMessage())
                    .error(failure)
                    .down()
                    .build();
        }
        if (!failing.isEmpty() && failing.size() == series.size()) {
            Throwable error = Objects.requireNonNull(failing.get(0).error());
            return result.message("Each series fails, the first with: " + error.getMessage())
                    .error(error)
                    .down()
                    .build();
        }
        return result.up().build();
    }

    private void details(HealthCheckResultBuilder result, List<Report> series, List<Report> failing) {
        result.detail("series", series.size()).detail("failing", failing.size());
        Instant lastPoll = status.lastPoll();
        if (lastPoll != null) {
            result.detail("lastPoll", lastPoll.toString());
        }
        Instant now = clock.instant();
        series.stream()
                .map(Report::position)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .ifPresent(oldest -> result.detail(
                        "oldestCursorSeconds",
                        Duration.between(Timestamps.instant(oldest), now).toSeconds()));
        series.stream()
                .map(Report::inFlightSince)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .ifPresent(oldest -> result.detail(
                        "oldestInFlightSeconds", Duration.between(oldest, now).toSeconds()));
        PollCounts counts = status.counts();
        if (counts != null) {
            result.detail("fenced", counts.fencedOff());
        }
        if (!failing.isEmpty()) {
            Report first = failing.get(0);
            result.detail("failingSeries", first.id()).detail("lastError", text(first.error()));
        }
    }

    private static String text(@Nullable Throwable error) {
        return error == null ? "" : error.getClass().getSimpleName() + ": " + error.getMessage();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConsumerHealth health && getId().equals(health.getId());
    }

    @Override
    public int hashCode() {
        return getId().hashCode();
    }
}
