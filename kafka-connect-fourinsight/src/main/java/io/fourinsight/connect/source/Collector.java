package io.fourinsight.connect.source;

import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.connect.common.SampleSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Collects the samples of one record: a single one, or as many as a batch may hold. */
final class Collector {

    /** As JSON has it: a time of 20 characters, a number of 24 at most, null among the texts, and what parts them. */
    private static final int BYTES = 20 + 24 + 4 + 3;

    /** A control character is {@code \}{@code u0000} in JSON. */
    private static final int ESCAPED = 6;

    private final boolean batch;
    private final int mostSamples;
    private final int mostBytes;
    private final List<Long> timestamps = new ArrayList<>();
    private final List<@Nullable Double> values = new ArrayList<>();
    private final List<@Nullable String> texts = new ArrayList<>();
    private boolean anyText;
    private int bytes;

    private Collector(boolean batch, int mostSamples, int mostBytes) {
        this.batch = batch;
        this.mostSamples = mostSamples;
        this.mostBytes = mostBytes;
    }

    static Collector ofSamples(int mostBytes) {
        return new Collector(false, 1, mostBytes);
    }

    static Collector ofBatches(int mostSamples, int mostBytes) {
        return new Collector(true, mostSamples, mostBytes);
    }

    boolean isEmpty() {
        return timestamps.isEmpty();
    }

    int size() {
        return timestamps.size();
    }

    /** When the last sample is. */
    long last() {
        return timestamps.get(timestamps.size() - 1);
    }

    /** Whether one more sample has its place in the record. */
    boolean hasRoom(Object value) {
        return isEmpty() || size() < mostSamples && bytes + bytes(value) <= mostBytes;
    }

    /** @throws IOException if the value is larger than a record may be */
    void add(long timestamp, Object value) throws IOException {
        int size = bytes(value);
        if (size > mostBytes) {
            throw new IOException("The text at " + Timestamps.instant(timestamp) + " is too long for a record: " + size
                    + " bytes, allowed are " + mostBytes + " by record.max.bytes");
        }
        bytes += size;
        timestamps.add(timestamp);
        if (value instanceof Double number && Double.isFinite(number)) {
            values.add(number);
            texts.add(null);
        } else {
            values.add(null);
            texts.add(value.toString());
            anyText = true;
        }
    }

    private static int bytes(Object value) {
        if (!(value instanceof String text)) {
            return BYTES;
        }
        long size = BYTES + text.getBytes(StandardCharsets.UTF_8).length;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            size += one < ' ' || one == '"' || one == '\\' ? ESCAPED - 1 : 0;
        }
        return (int) Math.min(Integer.MAX_VALUE / 2, size);
    }

    Schema schema() {
        return batch ? BatchSchema.SCHEMA : SampleSchema.SCHEMA;
    }

    /** The value of the record; the next one begins. */
    Struct take() {
        Struct struct = batch ? batch() : sample();
        timestamps.clear();
        values.clear();
        texts.clear();
        anyText = false;
        bytes = 0;
        return struct;
    }

    private Struct sample() {
        Double number = values.get(0);
        return SampleSchema.struct(timestamps.get(0), number == null ? texts.get(0) : number);
    }

    private Struct batch() {
        return new Struct(BatchSchema.SCHEMA)
                .put(BatchSchema.TIMESTAMPS, List.copyOf(timestamps))
                .put(BatchSchema.VALUES, new ArrayList<>(values))
                .put(BatchSchema.TEXTS, anyText ? new ArrayList<>(texts) : null);
    }
}
