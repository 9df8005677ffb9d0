package io.fourinsight.camel.poll;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.Recovery;
import io.fourinsight.client.plan.PlanSettings;
import io.fourinsight.client.plan.Shard;
import io.fourinsight.client.reservoir.AggregationFunction;
import io.fourinsight.client.reservoir.AggregationPeriod;
import io.fourinsight.client.reservoir.GroupMembers;
import io.fourinsight.client.reservoir.TimeExpression;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the options of a consumer, and finds the mistakes in them. */
final class PollOptions {

    /** How many series may be polled at once; each takes a thread. */
    private static final int MOST_PARALLELISM = 32;

    private static final Duration LONGEST_UNIT = Duration.ofDays(1);

    private final FourInsightConfiguration configuration;
    private final boolean raw;

    PollOptions(FourInsightConfiguration configuration) {
        this.configuration = configuration;
        this.raw = "data".equals(configuration.getOperation());
    }

    private static void require(boolean holds, String option, @Nullable Object value, String wrong) {
        if (!holds) {
            throw new IllegalArgumentException("option '" + option + "': value '" + value + "' is " + wrong);
        }
    }

    boolean isRaw() {
        return raw;
    }

    /** Whether samples are delivered one by one as they are, and not by whole periods or windows. */
    boolean isPlannedRaw() {
        return raw && configuration.getSeries() == null;
    }

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    PlanSettings plan() {
        String operation = configuration.getOperation();
        require(
                operation == null || raw || operation.equals("samples"),
                "operation",
                operation,
                "not one that a consumer polls; allowed are samples and data");
        Optional<Duration> recovery = configuration.getRecovery() == Recovery.LATE
                ? Optional.of(configuration.getRecoveryWindow())
                : Optional.empty();
        Duration lag = configuration.getLag();
        Duration maxWindow = configuration.getMaxWindow();
        Duration window = configuration.getWindow();
        if (group() == null) {
            require(window == null, "window", window, "of no use without series; allowed are windows of a group");
            require(
                    configuration.getMemberWait() == null,
                    "memberWait",
                    configuration.getMemberWait(),
                    "of no use without series; allowed is the wait for members of a group");
            return raw
                    ? PlanSettings.raw(lag, maxWindow, recovery)
                    : PlanSettings.periods(Duration.ofNanos(period().nanos()), lag, maxWindow, recovery);
        }
        Duration wait = configuration.getMemberWait() == null ? lag : configuration.getMemberWait();
        Duration unit = unit(window);
        require(
                maxWindow.compareTo(unit) >= 0,
                "maxWindow",
                maxWindow,
                "shorter than a window; allowed is " + unit + " or longer");
        return PlanSettings.windows(unit, lag, wait, recovery);
    }

    /** The length of a group's windows: a period each, if it has aggregates and nothing else is said. */
    private Duration unit(@Nullable Duration window) {
        if (window == null) {
            require(!raw, "window", window, "missing; a group of raw series needs such as 1h");
            return Duration.ofNanos(period().nanos());
        }
        require(
                window.compareTo(LONGEST_UNIT) <= 0 && !window.isZero() && !window.isNegative(),
                "window",
                window,
                "out of range; allowed are more than 0 up to 24h");
        require(
                raw || window.toNanos() % period().nanos() == 0,
                "window",
                window,
                "not made of whole periods; allowed are multiples of aggregationPeriod");
        return window;
    }

    /** The series of a group, null if each series is polled on its own. */
    @Nullable
    GroupMembers group() {
        String text = configuration.getSeries();
        return text == null ? null : GroupMembers.parse("series", text);
    }

    AggregationPeriod period() {
        String period = configuration.getAggregationPeriod();
        require(period != null, "aggregationPeriod", period, "missing; operation=samples needs such as 1m");
        return AggregationPeriod.parse("aggregationPeriod", String.valueOf(period));
    }

    AggregationFunction function() {
        String function = configuration.getAggregationFunction();
        require(function != null, "aggregationFunction", function, "missing; operation=samples needs such as mean");
        return AggregationFunction.parse("aggregationFunction", String.valueOf(function));
    }

    /** @throws IllegalArgumentException if it is not said which series are polled, or in two ways */
    void checkSeries() {
        int ways = (seriesIds().isEmpty() ? 0 : 1)
                + (configuration.getSeries() == null ? 0 : 1)
                + (configuration.getNamespace() == null ? 0 : 1)
                + (configuration.getCampaignId() == null ? 0 : 1);
        require(
                ways == 1,
                "seriesId",
                configuration.getSeriesId(),
                "not the only one that says which series are polled; allowed is one of seriesId, series, namespace (with"
                        + " key, name, value) and campaignId");
        require(
                configuration.getSeries() == null || shard() == null,
                "shard",
                configuration.getShard(),
                "not possible with series; allowed is a group as a whole");
        require(
                configuration.getSeries() == null || !configuration.isStreaming(),
                "streaming",
                configuration.isStreaming(),
                "not possible with series; allowed is false");
        require(
                raw || !configuration.isStreaming(),
                "streaming",
                configuration.isStreaming(),
                "of no use with aggregates; allowed is operation=data");
    }

    /** The ids of the series that are named, empty if they are to be searched. */
    List<String> seriesIds() {
        String text = configuration.getSeriesId();
        if (text == null || text.isBlank()) {
            return List.of();
        }
        List<String> ids = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        Set<String> distinct = new LinkedHashSet<>(ids);
        require(
                distinct.size() == ids.size() && !distinct.contains(""),
                "seriesId",
                text,
                "not a list of ids; allowed are ids that differ, separated by commas");
        return ids;
    }

    /** Null for all series. */
    @Nullable
    Shard shard() {
        String text = configuration.getShard();
        return text == null ? null : Shard.parse("shard", text);
    }

    int atOnce() {
        int atOnce = configuration.getSeriesParallelism();
        require(
                atOnce >= 1 && atOnce <= MOST_PARALLELISM,
                "seriesParallelism",
                atOnce,
                "out of range; allowed are 1 to " + MOST_PARALLELISM);
        return atOnce;
    }

    Duration discoveryInterval() {
        return positive("discoveryInterval", configuration.getDiscoveryInterval());
    }

    Duration recoveryInterval() {
        return positive("recoveryInterval", configuration.getRecoveryInterval());
    }

    private static Duration positive(String option, Duration value) {
        require(!value.isNegative() && !value.isZero(), option, value, "too short; allowed is more than 0");
        return value;
    }

    /** Where series without a cursor begin if they do now, in nanoseconds since the epoch. */
    long initialStart(Instant now) {
        long latest = Timestamps.nanos(now);
        String text = configuration.getInitialStart();
        if (text == null) {
            return latest;
        }
        long start = TimeExpression.parse("initialStart", text).nanos(now);
        require(start <= latest, "initialStart", text, "in the future; allowed are times up to now");
        return start;
    }

    /** Whether the beginning depends on what time it is. */
    boolean isInitialStartRelative() {
        String text = configuration.getInitialStart();
        return text == null || TimeExpression.parse("initialStart", text).isRelative();
    }

    /**
     * What the cursors are named by.
     *
     * @throws IllegalArgumentException if the name would be another one after the next start, or that of another shard
     */
    String cursorName(PolledRoute route, boolean durable) {
        String name = configuration.getCursorName();
        if (name != null) {
            require(!name.isBlank(), "cursorName", name, "empty; allowed is any other text");
            return name;
        }
        require(shard() == null, "cursorName", null, "missing; with shard it must be set, for all shards share it");
        String custom = route.customId();
        if (custom != null) {
            return custom;
        }
        require(
                !durable,
                "cursorName",
                null,
                "missing; a route whose id is generated may have another one after the next start, so that its cursors"
                        + " would be lost. Allowed are cursorName, or an id for the route");
        return String.valueOf(route.id());
    }
}
