package io.fourinsight.connect.source;

import io.fourinsight.client.plan.Planner;
import io.fourinsight.client.reservoir.TimeExpression;
import io.fourinsight.client.window.SeriesReader;
import io.fourinsight.client.window.ServiceClock;
import io.fourinsight.client.window.WindowReaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all series of a task have in common. */
final class SourceSetup {

    /** How often the days before an offset's are listed, and how long a series may be silent without a heartbeat. */
    static final Duration HOUR = Duration.ofHours(1);

    private final SourceConfig config;
    private final WindowReaders readers;
    private final ServiceClock clock;
    private final Planner planner;
    private final TimeExpression initialStart;
    private final @Nullable String heartbeatTopic;
    private final boolean raw;
    private final long unit;

    SourceSetup(SourceConfig config, WindowReaders readers, ServiceClock clock) {
        this.config = config;
        this.readers = readers;
        this.clock = clock;
        this.planner = new Planner(config.plan());
        this.initialStart = config.initialStart();
        this.heartbeatTopic = config.heartbeatTopic();
        this.raw = config.isRaw();
        this.unit = raw ? 0 : config.period().nanos();
    }

    Planner planner() {
        return planner;
    }

    ServiceClock clock() {
        return clock;
    }

    Instant now() {
        return clock.now();
    }

    boolean isRaw() {
        return raw;
    }

    @Nullable
    String heartbeatTopic() {
        return heartbeatTopic;
    }

    boolean isInitialStartRelative() {
        return initialStart.isRelative();
    }

    SeriesReader reader(String series) {
        return raw ? readers.raw(series, clock) : readers.aggregates(series, config.period(), config.function(), clock);
    }

    Collector collector() {
        return config.collector();
    }

    /** Where a series without an offset begins if it does now. */
    long beginning(String series) {
        if (initialStart.isRelative()) {
            // a clock of ours that is fast would skip what comes until then
            readers.askTime(List.of(series), clock);
        }
        return initialStart.nanos(clock.plannedInstant());
    }

    /** Where a cursor stands after the sample at this time: a nanosecond later, or at the start of the next period. */
    long after(long timestamp) {
        return raw ? timestamp + 1 : timestamp - Math.floorMod(timestamp, unit) + unit;
    }

    /** How long ago a moment was, in seconds. */
    long lag(long nanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toSeconds(clock.planned() - nanos));
    }
}
