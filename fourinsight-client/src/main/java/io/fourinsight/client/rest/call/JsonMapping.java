package io.fourinsight.client.rest.call;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What Jackson would do otherwise with plain values: times are written as ISO text, and numbers keep their digits. */
final class JsonMapping {

    // Without the trailing check, the first half of two concatenated answers would pass for a whole one.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
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
        try (JsonParser parser = new DigitKeepingParser(MAPPER.createParser(json))) {
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

    /** A decimal is a {@code Double}, or a {@code BigDecimal} if it has digits that a {@code Double} would lose. */
    private static final class DigitKeepingParser extends JsonParserDelegate {

        private static final int MOST_WHOLE = 7;
        private static final int MOST_DECIMALS = 8;
        private static final int LARGE_DECIMALS = 3;

        DigitKeepingParser(JsonParser parser) {
            super(parser);
        }

        /** The delegate's own way, which reads a name faster than the two steps that it stands for. */
        @Override
        public @Nullable String nextFieldName() throws IOException {
            return delegate.nextFieldName();
        }

        /** What Jackson asks when it makes a value of a decimal. */
        @Override
        public NumberTypeFP getNumberTypeFP() throws IOException {
            return losesDigits() ? NumberTypeFP.BIG_DECIMAL : super.getNumberTypeFP();
        }

        private boolean losesDigits() throws IOException {
            if (currentToken() != JsonToken.VALUE_NUMBER_FLOAT || isShort()) {
                return false;
            }
            String text = getText();
            double number = Double.parseDouble(text);
            return !Double.toString(number).equals(text)
                    && !(Double.isFinite(number) && new BigDecimal(text).equals(BigDecimal.valueOf(number)));
        }

        /**
         * Whether the number looks like {@code -1234567.12345678}: at most seven digits, a point, and at most eight, of which
         * the last is no zero and, below one, one of the first three is none. A {@code Double} keeps fifteen digits and is
         * written just so. Most numbers are such, and to try it takes many times as long.
         */
        private boolean isShort() throws IOException {
            char[] text = getTextCharacters();
            int end = getTextOffset() + getTextLength();
            int start = getTextOffset() + (text[getTextOffset()] == '-' ? 1 : 0);
            int point = start;
            while (point < end && text[point] != '.') {
                point++;
            }
            int decimals = end - point - 1;
            if (point - start > MOST_WHOLE || decimals < 1 || decimals > MOST_DECIMALS) {
                return false;
            }
            boolean isLarge = text[start] != '0' || decimals == 1;
            for (int at = point + 1; at < end; at++) {
                if (text[at] < '0' || text[at] > '9') {
                    return false; // an exponent
                }
                isLarge |= text[at] != '0' && at - point <= LARGE_DECIMALS;
            }
            return isLarge && (text[end - 1] != '0' || decimals == 1);
        }
    }
}
