package io.fourinsight.connect.common;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * How one sample looks in a record's value: its time in nanoseconds since 1970, and a number, a text or neither.
 *
 * <p>There is one schema for all series, as a registry refuses a change in mid-topic. NaN and infinities travel as text,
 * {@code NaN}, {@code Infinity} and {@code -Infinity}: Connect's JSON converter would turn them into something else.
 */
public final class SampleSchema {

    public static final String TIMESTAMP = "timestamp";
    public static final String VALUE = "value";
    public static final String TEXT = "text";

    public static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.fourinsight.Sample")
            .version(1)
            .field(TIMESTAMP, Schema.INT64_SCHEMA)
            .field(VALUE, Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field(TEXT, Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private SampleSchema() {}

    /** @param value a number, a text, or null for an empty value */
    public static Struct struct(long timestamp, @Nullable Object value) {
        Struct sample = new Struct(SCHEMA).put(TIMESTAMP, timestamp);
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return sample.put(VALUE, number.doubleValue());
        }
        return value == null ? sample : sample.put(TEXT, value.toString());
    }
}
