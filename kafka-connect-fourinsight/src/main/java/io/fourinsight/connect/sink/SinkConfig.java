package io.fourinsight.connect.sink;

import io.fourinsight.connect.common.ConnectionConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The properties of the sink. */
public final class SinkConfig extends AbstractConfig {

    public static final String SERIES_FIELD = "series.field";
    public static final String TIMESTAMP_FIELD = "timestamp.field";
    public static final String VALUE_FIELD = "value.field";
    public static final String TEXT_FIELD = "text.field";
    public static final String BATCH_MAX_SAMPLES = "batch.max.samples";
    public static final String BATCH_MAX_MS = "batch.max.ms";
    public static final String MAX_BUFFERED_SAMPLES = "max.buffered.samples";
    public static final String MAX_UPLOADS = "max.uploads";
    public static final String VERIFICATION_TIMEOUT_MS = "verification.timeout.ms";
    public static final String RETRY_BACKOFF_MS = "retry.backoff.ms";
    public static final String RETRY_BACKOFF_MAX_MS = "retry.backoff.max.ms";
    public static final String AUTO_CREATE = "auto.create";
    public static final String AUTO_CREATE_NAMESPACE = "auto.create.namespace";
    public static final String AUTO_CREATE_KEY = "auto.create.key";
    public static final String AUTO_CREATE_NAME = "auto.create.name";

    /** What stands for the series' name in the key of its metadata. */
    public static final String SERIES = "${series}";

    /** Which task of the connector this is, for the name of its metrics; not to be configured. */
    public static final String TASK = "fourinsight.task";

    private static final String RECORDS = "Records";
    private static final String BATCHES = "Batches";
    private static final String CREATION = "Making series";

    public SinkConfig(Map<String, String> properties) {
        super(definition(), properties, false);
    }

    /** All properties, each with its group, default and documentation. */
    public static ConfigDef definition() {
        ConfigDef definition = ConnectionConfig.define(new ConfigDef());
        records(definition);
        batches(definition);
        creation(definition);
        return definition;
    }

    private static void records(ConfigDef definition) {
        definition.define(
                SERIES_FIELD,
                Type.STRING,
                null,
                Importance.HIGH,
                "The field of the value that names the series. Without it the record's key does.",
                RECORDS,
                1,
                Width.MEDIUM,
                "Field of the series");
        field(definition, 2, TIMESTAMP_FIELD, "timestamp", "time: nanoseconds since 1970 as an integer, or ISO text");
        field(definition, 3, VALUE_FIELD, "value", "number");
        field(definition, 4, TEXT_FIELD, "text", "text, of samples that are no number");
    }

    private static void field(ConfigDef definition, int order, String property, String name, String what) {
        definition.define(
                property,
                Type.STRING,
                name,
                new ConfigDef.NonEmptyString(),
                Importance.LOW,
                "The field of the value with the sample's " + what + ".",
                RECORDS,
                order,
                Width.MEDIUM,
                "Field of the " + name);
    }

    private static void batches(ConfigDef definition) {
        number(
                definition,
                1,
                BATCH_MAX_SAMPLES,
                100_000,
                1_000_000,
                Importance.HIGH,
                "How many samples of a series become one file. Many small files make every later read slower.",
                "Samples of a file");
        number(
                definition,
                2,
                BATCH_MAX_MS,
                900_000,
                Integer.MAX_VALUE,
                Importance.HIGH,
                "How long samples wait for others of their series before they become a file.",
                "Longest wait");
        number(
                definition,
                3,
                MAX_BUFFERED_SAMPLES,
                1_000_000,
                Integer.MAX_VALUE,
                Importance.MEDIUM,
                "How many samples a task holds. Each of its partitions has an equal part of it, and is paused when that is"
                        + " full.",
                "Samples held");
        number(
                definition,
                4,
                MAX_UPLOADS,
                8,
                256,
                Importance.MEDIUM,
                "How many files a task uploads at once. Of a series it is one at a time.",
                "Uploads at once");
        number(
                definition,
                5,
                VERIFICATION_TIMEOUT_MS,
                600_000,
                Integer.MAX_VALUE,
                Importance.LOW,
                "How long the reservoir may look at a file. Then the samples are uploaded again.",
                "Longest verification");
        number(
                definition,
                6,
                RETRY_BACKOFF_MS,
                1_000,
                Integer.MAX_VALUE,
                Importance.LOW,
                "How long an upload that failed waits for its next attempt. Each further wait is twice as long. There is no"
                        + " last attempt.",
                "First wait after a failure");
        number(
                definition,
                7,
                RETRY_BACKOFF_MAX_MS,
                60_000,
                Integer.MAX_VALUE,
                Importance.LOW,
                "The longest wait for the next attempt, unless the service asks for a longer one.",
                "Longest wait after a failure");
    }

    private static void number(
            ConfigDef definition,
            int order,
            String property,
            int standard,
            int most,
            Importance importance,
            String documentation,
            String display) {
        definition.define(
                property,
                Type.INT,
                standard,
                Range.between(1, most),
                importance,
                documentation,
                BATCHES,
                order,
                Width.SHORT,
                display);
    }

    private static void creation(ConfigDef definition) {
        definition.define(
                AUTO_CREATE,
                Type.BOOLEAN,
                false,
                Importance.MEDIUM,
                "Whether records name series by metadata, and a series that is not there is made. Without it they name"
                        + " series by id.",
                CREATION,
                1,
                Width.SHORT,
                "Make series",
                List.of(AUTO_CREATE_NAMESPACE, AUTO_CREATE_KEY, AUTO_CREATE_NAME));
        creation(definition, 2, AUTO_CREATE_NAMESPACE, null, "The namespace of the metadata.", "Namespace");
        creation(
                definition,
                3,
                AUTO_CREATE_KEY,
                SERIES,
                "The key of the metadata. It holds " + SERIES
                        + ", which stands for the record's name of the series: an entry of metadata is of one series.",
                "Key");
        creation(
                definition,
                4,
                AUTO_CREATE_NAME,
                "name",
                "The name under which the metadata has the record's name of the series as its value.",
                "Name");
    }

    private static void creation(
            ConfigDef definition, int order, String property, Object standard, String documentation, String display) {
        definition.define(
                property,
                Type.STRING,
                standard,
                Importance.LOW,
                documentation,
                CREATION,
                order,
                Width.MEDIUM,
                display,
                new OfAutoCreate());
    }

    /** Shows a property only where series are made. */
    private record OfAutoCreate() implements ConfigDef.Recommender {

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            return List.of();
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return Boolean.TRUE.equals(parsed.get(AUTO_CREATE));
        }
    }

    RecordReader.FieldNames fieldNames() {
        return new RecordReader.FieldNames(
                getString(SERIES_FIELD), getString(TIMESTAMP_FIELD), getString(VALUE_FIELD), getString(TEXT_FIELD));
    }

    DeliverySettings delivery() {
        return new DeliverySettings(
                getInt(BATCH_MAX_SAMPLES),
                getInt(BATCH_MAX_MS),
                getInt(MAX_BUFFERED_SAMPLES),
                getInt(RETRY_BACKOFF_MS),
                getInt(RETRY_BACKOFF_MAX_MS));
    }
}
