package io.fourinsight.client.rest.call;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.function.Function;

/** What Jackson would do otherwise with plain values: times are written as ISO text, and numbers keep their digits. */
final class JsonMapping {

    // Without the trailing check, the first half of two concatenated answers would pass for a whole one.
    private static final ObjectMapper MAPPER = JsonMapper.builder(new DigitKeepingFactory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .addModule(new SimpleModule()
                    .addSerializer(new Text<>(TemporalAccessor.class, JsonMapping::iso))
                    .addSerializer(new Text<>(Date.class, JsonMapping::iso))
                    .addSerializer(new Text<>(
                            Calendar.class, calendar -> calendar.toInstant().toString())))
            .build();

    private JsonMapping() {}

    static Object read(byte[] json) throws IOException {
        try (JsonParser parser = MAPPER.createParser(json)) {
            return read(parser);
        }
    }

    private static Object read(JsonParser parser) throws IOException {
        try {
            return MAPPER.readValue(parser, Object.class);
        } catch (NumberFormatException e) {
            // Jackson lets it pass, of a decimal whose exponent has more digits than an int; it is no cause, for it
            // quotes
            throw new JsonParseException(parser, "a number is out of any range", parser.currentTokenLocation());
        }
    }

    static byte[] write(Object value) throws IOException {
        return MAPPER.writeValueAsBytes(value);
    }

    private static String iso(TemporalAccessor time) {
        // the name of a zone is no part of ISO 8601
        return time instanceof ZonedDateTime zoned ? zoned.toOffsetDateTime().toString() : time.toString();
    }

    private static String iso(Date date) {
        try {
            return date.toInstant().toString();
        } catch (UnsupportedOperationException e) {
            // the classes of java.sql that are a date or a time of day alone, whose text is ISO
            return date.toString();
        }
    }

    private static final class Text<T> extends StdSerializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Function<T, String> text;

        Text(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }
}
