package io.fourinsight.connect.source;

import io.fourinsight.client.plan.PlanSettings;
import io.fourinsight.client.reservoir.AggregationFunction;
import io.fourinsight.client.reservoir.AggregationPeriod;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.TimeExpression;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The configuration of a source connector or of one of its tasks, as it is used; and the mistakes in it. */
public final class SourceConfig extends AbstractConfig {

    /** @throws ConfigException if a property has a value that it cannot have */
    public SourceConfig(Map<String, String> properties) {
        super(definition(), properties, false);
    }

    public static ConfigDef definition() {
        return SourceProperties.define();
    }

    /** The name of the connector. */
    public String name() {
        return original("name", "unnamed");
    }

    private String original(String property, String otherwise) {
        Object value = originals().get(property);
        return value == null ? otherwise : value.toString();
    }

    /** What is wrong with properties that may be right on their own, by property; empty if nothing is. */
    public Map<String, String> problems(Instant now) {
        Map<String, String> problems = new LinkedHashMap<>();
        check(problems, SourceProperties.IDS, this::checkSeries);
        check(problems, SourceProperties.NAMESPACE, this::search);
        check(problems, SourceProperties.MAX_WINDOW, this::plan);
        if (!isRaw()) {
            check(problems, SourceProperties.PERIOD, this::period);
            check(problems, SourceProperties.FUNCTION, this::function);
        }
        check(problems, SourceProperties.INITIAL_START, () -> checkStart(now));
        check(problems, SourceProperties.TOPIC, this::checkTopic);
        check(problems, SourceProperties.RECORD_BYTES, this::checkSize);
        if (!problems.containsKey(SourceProperties.INITIAL_START)) {
            check(problems, SourceProperties.HEARTBEAT_TOPIC, this::checkHeartbeat);
        }
        return problems;
    }

    private static void check(Map<String, String> problems, String property, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            problems.put(property, String.valueOf(e.getMessage()));
        }
    }

    /** @throws ConfigException with the first of the {@link #problems} */
    public SourceConfig checked(Instant now) {
        for (Map.Entry<String, String> problem : problems(now).entrySet()) {
            throw new ConfigException(problem.getKey() + ": " + problem.getValue());
        }
        return this;
    }

    private void checkSeries() {
        int ways = (ids().isEmpty() ? 0 : 1)
                + (text(SourceProperties.NAMESPACE) == null ? 0 : 1)
                + (text(SourceProperties.CAMPAIGN) == null ? 0 : 1);
        require(
                ways == 1,
                "Say in one way which series are read: allowed is one of series.ids, series.namespace (with"
                        + " .key, .name, .value) and series.campaign");
        require(
                new LinkedHashSet<>(ids()).size() == ids().size() && !ids().contains(""),
                "'" + ids() + "' is no list of ids; allowed are ids that differ, separated by commas");
        require(
                text(SourceProperties.NAMESPACE) != null
                        || text(SourceProperties.KEY) == null
                                && text(SourceProperties.NAME) == null
                                && text(SourceProperties.VALUE) == null,
                "series.key, series.name and series.value need series.namespace");
    }

    private void checkStart(Instant now) {
        long start = initialStart().nanos(now);
        require(
                start <= TimeExpression.parse("now", "now").nanos(now),
                "initial.start '" + initialStart() + "' is in the future; allowed are times up to now");
    }

    private void checkTopic() {
        TopicPattern pattern = topic();
        if (!pattern.needsMetadata()) {
            Map<String, String> raws = new LinkedHashMap<>();
            ids().forEach(id -> raws.put(id, pattern.raw(id, Map.of())));
            TopicPattern.named(raws).wrong().values().forEach(wrong -> require(false, wrong));
        }
        RecordLimits.checkKept(originals());
    }

    private void checkSize() {
        if (isBatch()) {
            RecordLimits.checkSize(originals(), recordBytes());
        }
    }

    private void checkHeartbeat() {
        String heartbeat = heartbeatTopic();
        require(
                heartbeat != null || !initialStart().isRelative(),
                "heartbeat.topic must be set, because initial.start '" + initialStart()
                        + "' depends on now: a series that is silent at first would begin anew at each start");
        require(
                heartbeat == null || TopicPattern.topic(heartbeat).equals(heartbeat),
                "'" + heartbeat + "' is no topic; allowed are letters, digits, '.', '_' and '-'");
    }

    private static void require(boolean holds, String wrong) {
        if (!holds) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private @Nullable String text(String property) {
        String text = getString(property);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The series that are named; empty if they are searched. */
    List<String> ids() {
        return getList(SourceProperties.IDS);
    }

    @Nullable
    String campaign() {
        return text(SourceProperties.CAMPAIGN);
    }

    /** What metadata series are searched by, null if they are not. */
    @Nullable
    MetadataSearch search() {
        String namespace = text(SourceProperties.NAMESPACE);
        return namespace == null
                ? null
                : MetadataSearch.of(
                        namespace,
                        text(SourceProperties.KEY),
                        text(SourceProperties.NAME),
                        text(SourceProperties.VALUE));
    }

    /** Whether the series are searched, and not named. */
    public boolean isSearch() {
        return ids().isEmpty();
    }

    /** Whether series, or what their topics are named by, may be others later. */
    public boolean mayChange() {
        return isSearch() || topic().needsMetadata();
    }

    public Duration discoveryInterval() {
        return millis(SourceProperties.DISCOVERY);
    }

    boolean isRaw() {
        return SourceProperties.DATA.equals(getString(SourceProperties.OPERATION));
    }

    AggregationPeriod period() {
        String period = text(SourceProperties.PERIOD);
        require(period != null, "aggregation.period must be set with operation=samples, such as 1m");
        return AggregationPeriod.parse(SourceProperties.PERIOD, String.valueOf(period));
    }

    AggregationFunction function() {
        String function = text(SourceProperties.FUNCTION);
        require(function != null, "aggregation.function must be set with operation=samples, such as mean");
        return AggregationFunction.parse(SourceProperties.FUNCTION, String.valueOf(function));
    }

    PlanSettings plan() {
        Optional<Duration> recovery = SourceProperties.LATE.equals(getString(SourceProperties.RECOVERY))
                ? Optional.of(millis(SourceProperties.RECOVERY_WINDOW))
                : Optional.empty();
        Duration lag = millis(SourceProperties.LAG);
        Duration longest = millis(SourceProperties.MAX_WINDOW);
        return isRaw() || text(SourceProperties.PERIOD) == null
                ? PlanSettings.raw(lag, longest, recovery)
                : PlanSettings.periods(Duration.ofNanos(period().nanos()), lag, longest, recovery);
    }

    TimeExpression initialStart() {
        return TimeExpression.parse(SourceProperties.INITIAL_START, getString(SourceProperties.INITIAL_START));
    }

    Duration pollInterval() {
        return millis(SourceProperties.POLL_INTERVAL);
    }

    private Duration millis(String property) {
        return Duration.ofMillis(getLong(property));
    }

    TopicPattern topic() {
        return TopicPattern.parse(getString(SourceProperties.TOPIC));
    }

    @Nullable
    String heartbeatTopic() {
        return text(SourceProperties.HEARTBEAT_TOPIC);
    }

    int pollSamples() {
        return getInt(SourceProperties.POLL_SAMPLES);
    }

    Collector collector() {
        return isBatch()
                ? Collector.ofBatches(getInt(SourceProperties.BATCH_SAMPLES), recordBytes())
                : Collector.ofSamples(recordBytes());
    }

    private boolean isBatch() {
        return SourceProperties.BATCH.equals(getString(SourceProperties.FORMAT));
    }

    private int recordBytes() {
        return getInt(SourceProperties.RECORD_BYTES);
    }

    String taskId() {
        return original(SourceProperties.TASK_ID, "0");
    }

    /** The topics of a task's series, by id. */
    Map<String, String> taskTopics() {
        List<String> ids = original(SourceProperties.TASK_SERIES, "").lines().toList();
        List<String> topics = original(SourceProperties.TASK_TOPICS, "").lines().toList();
        Map<String, String> byId = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            byId.put(ids.get(i), topics.get(i));
        }
        return byId;
    }
}
