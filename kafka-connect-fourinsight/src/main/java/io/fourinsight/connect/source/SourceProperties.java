package io.fourinsight.connect.source;

import io.fourinsight.connect.common.ConnectionConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** The properties of the source connector: names, defaults, and what a form says of them. */
final class SourceProperties {

    static final String IDS = "series.ids";
    static final String NAMESPACE = "series.namespace";
    static final String KEY = "series.key";
    static final String NAME = "series.name";
    static final String VALUE = "series.value";
    static final String CAMPAIGN = "series.campaign";
    static final String DISCOVERY = "series.discovery.interval.ms";
    static final String OPERATION = "operation";
    static final String PERIOD = "aggregation.period";
    static final String FUNCTION = "aggregation.function";
    static final String INITIAL_START = "initial.start";
    static final String LAG = "lag.ms";
    static final String MAX_WINDOW = "max.window.ms";
    static final String POLL_INTERVAL = "poll.interval.ms";
    static final String RECOVERY = "recovery";
    static final String RECOVERY_WINDOW = "recovery.window.ms";
    static final String TOPIC = "topic";
    static final String FORMAT = "record.format";
    static final String BATCH_SAMPLES = "batch.max.samples";
    static final String RECORD_BYTES = "record.max.bytes";
    static final String POLL_SAMPLES = "max.poll.samples";
    static final String HEARTBEAT_TOPIC = "heartbeat.topic";

    /** What the connector tells a task beside what users set. */
    static final String TASK_ID = "task.id";

    static final String TASK_SERIES = "task.series";
    static final String TASK_TOPICS = "task.topics";

    static final String SAMPLES = "samples";
    static final String DATA = "data";
    static final String BATCH = "batch";
    static final String LATE = "late";

    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final int MEBIBYTE = 1 << 20;

    private SourceProperties() {}

    /** Adds properties to a group of a form, in their order. */
    private static final class Group {

        private final ConfigDef to;
        private final String name;
        private int order;

        Group(ConfigDef to, String name) {
            this.to = to;
            this.name = name;
        }

        Group add(
                String property,
                Type type,
                @Nullable Object value,
                ConfigDef.@Nullable Validator validator,
                Importance importance,
                String display,
                String doc,
                ConfigDef.@Nullable Recommender recommender) {
            Width width = type == Type.STRING || type == Type.LIST ? Width.LONG : Width.SHORT;
            to.define(property, type, value, validator, importance, doc, name, ++order, width, display, recommender);
            return this;
        }

        /** A text that may be missing. */
        Group text(String property, Importance importance, String display, String doc) {
            return add(property, Type.STRING, null, null, importance, display, doc, null);
        }

        Group millis(String property, long value, long least, Importance importance, String display, String doc) {
            return add(property, Type.LONG, value, Range.atLeast(least), importance, display, doc, null);
        }

        Group choice(String property, String value, Importance importance, String display, String doc, String... of) {
            return add(
                    property,
                    Type.STRING,
                    value,
                    ValidString.in(of),
                    importance,
                    display,
                    doc,
                    new ConnectionConfig.Choice(List.of((Object[]) of)));
        }
    }

    /** Offers a property only with {@code operation=samples}. */
    private record OfSamples(List<Object> values) implements ConfigDef.Recommender {

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            return values;
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return SAMPLES.equals(parsed.get(OPERATION));
        }
    }

    static ConfigDef define() {
        ConfigDef def = ConnectionConfig.define(new ConfigDef());
        series(new Group(def, "Series"));
        reading(new Group(def, "Reading"));
        records(new Group(def, "Records"));
        return def;
    }

    private static void series(Group group) {
        group.add(
                        IDS,
                        Type.LIST,
                        "",
                        null,
                        Importance.HIGH,
                        "Series ids",
                        "The ids of the series to read, separated by commas; or else series.namespace or series.campaign.",
                        null)
                .text(
                        NAMESPACE,
                        Importance.HIGH,
                        "Metadata namespace",
                        "Reads every series that has metadata in this namespace.")
                .text(KEY, Importance.MEDIUM, "Metadata key", "Only series with this key in the namespace.")
                .text(NAME, Importance.MEDIUM, "Metadata name", "Only series with this name under the key.")
                .text(VALUE, Importance.MEDIUM, "Metadata value", "Only series with this value of the name.")
                .text(CAMPAIGN, Importance.HIGH, "Campaign", "Reads every series of the campaign with this id.")
                .millis(
                        DISCOVERY,
                        10 * MINUTE,
                        1000,
                        Importance.LOW,
                        "Discovery interval (ms)",
                        "How often series are searched again. Tasks restart only if others are found.");
    }

    private static void reading(Group group) {
        group.choice(
                        OPERATION,
                        DATA,
                        Importance.HIGH,
                        "Operation",
                        "What is read: data, samples as they were uploaded; or samples, aggregates of whole periods.",
                        DATA,
                        SAMPLES)
                .add(
                        PERIOD,
                        Type.STRING,
                        null,
                        null,
                        Importance.MEDIUM,
                        "Aggregation period",
                        "With operation=samples the length of a period, such as 1m.",
                        new OfSamples(List.of("1s", "1m", "10m", "1h")))
                .add(
                        FUNCTION,
                        Type.STRING,
                        null,
                        null,
                        Importance.MEDIUM,
                        "Aggregation function",
                        "With operation=samples what is computed of a period: mean, min, max or std.",
                        new OfSamples(List.of("mean", "min", "max", "std")))
                .add(
                        INITIAL_START,
                        Type.STRING,
                        "now",
                        null,
                        Importance.HIGH,
                        "Initial start",
                        "Where a series without an offset begins: a time such as 2026-01-01, or one such as now-1h, which is"
                                + " fixed when the series is first seen and needs heartbeat.topic.",
                        null)
                .millis(
                        LAG,
                        MINUTE,
                        0,
                        Importance.MEDIUM,
                        "Lag (ms)",
                        "How long samples may take to arrive: nothing younger is read.")
                .millis(
                        MAX_WINDOW,
                        DAY,
                        1,
                        Importance.LOW,
                        "Longest window (ms)",
                        "How much time of a series is read at once.")
                .millis(
                        POLL_INTERVAL,
                        MINUTE,
                        1,
                        Importance.MEDIUM,
                        "Poll interval (ms)",
                        "How often each series is asked for new samples.")
                .choice(
                        RECOVERY,
                        LATE,
                        Importance.MEDIUM,
                        "Recovery",
                        "late: samples that arrive behind the offset come, too, with the header fourinsight.recovered; none:"
                                + " they do not.",
                        LATE,
                        "none")
                .millis(
                        RECOVERY_WINDOW,
                        7 * DAY,
                        1,
                        Importance.LOW,
                        "Recovery window (ms)",
                        "How far back late samples are looked for.");
    }

    private static void records(Group group) {
        group.add(
                        TOPIC,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new ConfigDef.NonEmptyString(),
                        Importance.HIGH,
                        "Topic",
                        "Where records go. It may hold ${series}, the id, and ${metadata:name}, the value of a name in the"
                                + " series' metadata. Characters that a topic cannot have become _. It must not be compacted:"
                                + " that keeps one sample a series.",
                        null)
                .choice(
                        FORMAT,
                        "sample",
                        Importance.MEDIUM,
                        "Record format",
                        "sample: a record for each sample; batch: a record for many, with arrays.",
                        "sample",
                        BATCH)
                .add(
                        BATCH_SAMPLES,
                        Type.INT,
                        10_000,
                        Range.between(1, 100_000),
                        Importance.LOW,
                        "Samples in a batch",
                        "How many samples a record of a batch holds at most; it also ends at record.max.bytes.",
                        null)
                .add(
                        RECORD_BYTES,
                        Type.INT,
                        // brokers refuse 1 MiB, also with what converters add
                        MEBIBYTE / 2,
                        Range.between(1024, 64 * MEBIBYTE),
                        Importance.LOW,
                        "Bytes in a record",
                        "How large a record becomes at most, by the length of its samples in JSON. Half of the topic's"
                                + " max.message.bytes is right: a record that a topic does not take makes the task FAILED.",
                        null)
                .add(
                        POLL_SAMPLES,
                        Type.INT,
                        2000,
                        Range.between(1, 1_000_000),
                        Importance.LOW,
                        "Samples in a poll",
                        "How many samples a task hands over at once, and keeps in memory as records; a larger batch goes"
                                + " alone.",
                        null)
                .text(
                        HEARTBEAT_TOPIC,
                        Importance.MEDIUM,
                        "Heartbeat topic",
                        "Where the offsets of series are repeated that are silent for an hour, since Connect stores an offset"
                                + " only with a record. Needed with a relative initial.start.");
    }
}
