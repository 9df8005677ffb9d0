package io.fourinsight.client.reservoir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a series from {@code {"seriesId":…,"samples":[[timestamp,value],…]}}, sample by sample.
 *
 * <p>Fields may be in any order, unknown ones are skipped, {@code seriesId} may be null or missing. A timestamp is an
 * integer of nanoseconds or ISO text; a value a number, text, a boolean (as text) or null for NaN.
 */
final class TimeSeriesDeserializer extends JsonDeserializer<TimeSeries> {

    @Override
    public TimeSeries deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            throw expected(json, "an object with seriesId and samples");
        }
        String seriesId = null;
        SampleColumns columns = SampleColumns.lastReceived();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals("seriesId")) {
                seriesId = seriesId(json, token);
            } else if (name.equals("samples")) {
                readSamples(json, columns);
            } else {
                json.skipChildren();
            }
        }
        return columns.toSeries(seriesId);
    }

    private static @Nullable String seriesId(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> null;
            default -> throw expected(json, "text or null as seriesId");
        };
    }

    private static void readSamples(JsonParser json, SampleColumns columns) throws IOException {
        if (!json.isExpectedStartArrayToken()) {
            throw expected(json, "a list as samples");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!json.isExpectedStartArrayToken()) {
                throw expected(json, "a list of timestamp and value as sample");
            }
            long timestamp = timestamp(json, json.nextToken());
            json.nextToken();
            addValue(json, timestamp, columns);
            if (json.nextToken() != JsonToken.END_ARRAY) {
                throw expected(json, "nothing after the value of a sample");
            }
        }
    }

    private static long timestamp(JsonParser json, JsonToken token) throws IOException {
        try {
            return switch (token) {
                case VALUE_NUMBER_INT -> json.getLongValue();
                case VALUE_STRING -> Timestamps.parse(json.getText());
                default -> throw expected(json, "an integer or text as timestamp");
            };
        } catch (IllegalArgumentException e) {
            throw JsonMappingException.from(json, e.getMessage(), e);
        }
    }

    private static void addValue(JsonParser json, long timestamp, SampleColumns columns) throws IOException {
        switch (json.currentTokenId()) {
            case JsonTokenId.ID_NUMBER_INT, JsonTokenId.ID_NUMBER_FLOAT ->
                columns.add(timestamp, json.getDoubleValue());
            case JsonTokenId.ID_STRING, JsonTokenId.ID_TRUE, JsonTokenId.ID_FALSE ->
                columns.add(timestamp, json.getText());
            case JsonTokenId.ID_NULL -> columns.add(timestamp, Double.NaN);
            default -> throw expected(json, "a number, text, boolean or null as value");
        }
    }

    private static JsonMappingException expected(JsonParser json, String what) {
        return JsonMappingException.from(json, "TimeSeries: expected " + what);
    }
}
