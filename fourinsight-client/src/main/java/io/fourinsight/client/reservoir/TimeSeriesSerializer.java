package io.fourinsight.client.reservoir;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** Writes a series as {@code {"seriesId":…,"samples":[[ns,value|null],…]}}. */
final class TimeSeriesSerializer extends JsonSerializer<TimeSeries> {

    @Override
    public void serialize(TimeSeries series, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject();
        json.writeStringField("seriesId", series.seriesId());
        json.writeArrayFieldStart("samples");
        for (int i = 0; i < series.size(); i++) {
            json.writeStartArray();
            json.writeNumber(series.timestamp(i));
            if (series.isNumeric()) {
                writeNumber(series.number(i), json);
            } else {
                json.writeString(series.text(i));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Writes a table as {@code {"labels":[…],"rows":[[ns,value|null,…],…]}}. */
    static final class OfTable extends JsonSerializer<TimeSeriesTable> {

        @Override
        public void serialize(TimeSeriesTable table, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            json.writeArrayFieldStart("labels");
            for (String label : table.labels()) {
                json.writeString(label);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            for (int row = 0; row < table.size(); row++) {
                json.writeStartArray();
                json.writeNumber(table.timestamp(row));
                for (int column = 0; column < table.labels().size(); column++) {
                    writeNumber(table.number(row, column), json);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeNumber(double value, JsonGenerator json) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else if (Double.isInfinite(value)) {
            // whatever the mapper's settings, since a bare Infinity is not JSON
            json.writeString(Double.toString(value));
        } else {
            json.writeNumber(value);
        }
    }
}
