package io.fourinsight.connect.sink;

import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The fields of a record's value, which comes with a schema or without. */
sealed interface Fields {

    /** Whether there is such a field, also if it is null. */
    boolean has(String name);

    @Nullable
    Object get(String name);

    /** @throws BadRecordException if the value has no fields */
    static Fields of(@Nullable Object value) {
        if (value instanceof Struct struct) {
            return new OfStruct(struct);
        }
        if (value instanceof Map<?, ?> map) {
            return new OfMap(map);
        }
        if (value == null) {
            throw new BadRecordException("The record has no value; a tombstone deletes no sample");
        }
        throw new BadRecordException("The value is a " + value.getClass().getSimpleName()
                + " without fields; a struct or a JSON object is needed, see value.converter");
    }

    /** Fields by schema. */
    record OfStruct(Struct struct) implements Fields {

        @Override
        public boolean has(String name) {
            return struct.schema().field(name) != null;
        }

        @Override
        public @Nullable Object get(String name) {
            return has(name) ? struct.get(name) : null;
        }
    }

    /** Fields of a JSON object. */
    record OfMap(Map<?, ?> map) implements Fields {

        @Override
        public boolean has(String name) {
            return map.containsKey(name);
        }

        @Override
        public @Nullable Object get(String name) {
            return map.get(name);
        }
    }
}
