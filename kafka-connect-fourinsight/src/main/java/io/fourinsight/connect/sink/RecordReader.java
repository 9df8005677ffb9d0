package io.fourinsight.connect.sink;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.text.NumberText;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of a record: one, or a batch of them in arrays.
 *
 * <p>A time is nanoseconds since 1970 or ISO text, and never that of the record: what arrives late was not measured late. A
 * value is a number; only the field for it may hold text, since one text turns the day of a series to text.
 */
final class RecordReader {

    static final String TIMESTAMPS = "timestamps";
    static final String VALUES = "values";
    static final String TEXTS = "texts";

    private final FieldNames names;

    /**
     * The fields of a value.
     *
     * @param series names the series, null if the record's key does
     */
    record FieldNames(@Nullable String series, String timestamp, String value, String text) {}

    RecordReader(FieldNames names) {
        this.names = names;
    }

    /** @throws BadRecordException if there are no samples in it, or not only samples */
    SeriesSamples read(SinkRecord record) {
        Fields fields = Fields.of(record.value());
        String series = series(record, fields);
        return new SeriesSamples(series, fields.has(TIMESTAMPS) ? batch(fields) : List.of(single(fields)));
    }

    private String series(SinkRecord record, Fields fields) {
        Object name = names.series() == null ? record.key() : fields.get(names.series());
        String where = names.series() == null ? "key" : "field " + names.series();
        if (name == null) {
            throw new BadRecordException("The record has no " + where + " that names its series");
        }
        if (!(name instanceof CharSequence text) || text.toString().isBlank()) {
            throw new BadRecordException("The record's " + where + " names no series: it must be text, and is "
                    + (name instanceof CharSequence
                            ? "blank"
                            : "a " + name.getClass().getSimpleName()));
        }
        return text.toString().strip();
    }

    private Sample single(Fields fields) {
        if (!fields.has(names.value()) && !fields.has(names.text())) {
            throw new BadRecordException(
                    "The value has neither a field " + names.value() + " nor a field " + names.text());
        }
        long timestamp = timestamp(fields.get(names.timestamp()), names.timestamp());
        return new Sample(timestamp, value(fields.get(names.value()), fields.get(names.text())));
    }

    private List<Sample> batch(Fields fields) {
        List<?> timestamps = array(TIMESTAMPS, fields.get(TIMESTAMPS), -1);
        List<?> values = array(VALUES, fields.get(VALUES), timestamps.size());
        List<?> texts = array(TEXTS, fields.get(TEXTS), timestamps.size());
        if (values.isEmpty() && texts.isEmpty() && !timestamps.isEmpty()) {
            throw new BadRecordException("The value has neither " + VALUES + " nor " + TEXTS);
        }
        List<Sample> samples = new ArrayList<>(timestamps.size());
        for (int i = 0; i < timestamps.size(); i++) {
            Object value = values.isEmpty() ? null : values.get(i);
            Object text = texts.isEmpty() ? null : texts.get(i);
            samples.add(new Sample(timestamp(timestamps.get(i), TIMESTAMPS), value(value, text)));
        }
        return samples;
    }

    /** @param size that it must have if it is there, -1 if any will do and it must be there */
    private static List<?> array(String name, @Nullable Object array, int size) {
        if (array == null && size >= 0) {
            return List.of();
        }
        if (!(array instanceof List<?> list)) {
            throw new BadRecordException("The field " + name + " is no array");
        }
        if (size >= 0 && list.size() != size) {
            throw new BadRecordException("There are " + size + " timestamps, but " + list.size() + " " + name);
        }
        return list;
    }

    private static long timestamp(@Nullable Object time, String field) {
        if (time == null) {
            throw new BadRecordException("The value has no time in the field " + field);
        }
        long timestamp;
        try {
            timestamp = Timestamps.of(time);
        } catch (IllegalArgumentException e) {
            throw new BadRecordException("The field " + field + ": " + e.getMessage(), e);
        }
        if (timestamp < DataQuery.FIRST_START || timestamp >= DataQuery.LAST_END) {
            throw new BadRecordException("The field " + field + ": the time " + Timestamps.instant(timestamp)
                    + " cannot be read back from the service, which has samples from "
                    + Timestamps.instant(DataQuery.FIRST_START) + " to before "
                    + Timestamps.instant(DataQuery.LAST_END));
        }
        return timestamp;
    }

    /** A number, a text, or null for an empty value. */
    private @Nullable Object value(@Nullable Object value, @Nullable Object text) {
        if (value != null && text != null) {
            throw new BadRecordException("A sample has a value and a text; it can be only one of them");
        }
        return text == null ? number(value) : text(text);
    }

    private @Nullable Object number(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            boolean isDecimal = number instanceof Double || number instanceof Float;
            if (!isDecimal && Double.isInfinite(number.doubleValue())) {
                throw new BadRecordException("The number " + number + " is too large for a sample");
            }
            return number;
        }
        double parsed = value instanceof CharSequence text ? NumberText.parse(text.toString()) : Double.NaN;
        if (!(value instanceof CharSequence) || NumberText.isText(parsed)) {
            throw new BadRecordException("The value is no number but a "
                    + value.getClass().getSimpleName() + "; text belongs into the field " + names.text());
        }
        return parsed;
    }

    /** What a schema's number could not be in JSON becomes the number that it was. */
    private Object text(Object text) {
        if (!(text instanceof CharSequence chars)) {
            throw new BadRecordException(
                    "The text of a sample is a " + text.getClass().getSimpleName());
        }
        String plain = chars.toString();
        return switch (plain) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> plain;
        };
    }
}
