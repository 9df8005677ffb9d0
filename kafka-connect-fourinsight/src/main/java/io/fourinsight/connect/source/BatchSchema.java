package io.fourinsight.connect.source;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * How many samples look in one record's value: arrays of times, of numbers and of texts, a place for each sample. NaN and
 * infinities are among the texts, as in {@link io.fourinsight.connect.common.SampleSchema}.
 */
public final class BatchSchema {

    public static final String TIMESTAMPS = "timestamps";
    public static final String VALUES = "values";
    public static final String TEXTS = "texts";

    public static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.fourinsight.Samples")
            .version(1)
            .field(TIMESTAMPS, SchemaBuilder.array(Schema.INT64_SCHEMA).build())
            .field(VALUES, SchemaBuilder.array(Schema.OPTIONAL_FLOAT64_SCHEMA).build())
            .field(
                    TEXTS,
                    SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA)
                            .optional()
                            .doc("missing if no sample has a text")
                            .build())
            .build();

    private BatchSchema() {}
}
