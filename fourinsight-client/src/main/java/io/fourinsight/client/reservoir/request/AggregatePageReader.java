package io.fourinsight.client.reservoir.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.io.SerializedString;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.text.IsoTimestampReader;
import io.fourinsight.client.rest.page.NextLinks;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of aggregates, {@code {"value":[{"Timestamp":…,"Value":…}],"@odata.nextLink":…}}, sample by sample into a
 * builder.
 *
 * <p>The case of names and the order of fields do not matter, unknown fields are skipped. A timestamp is ISO text, UTC
 * unless it has an offset, or an integer of nanoseconds since the epoch. A value is a number, text, a boolean (as the
 * text {@code true} or {@code false}) or, missing or null, NaN.
 */
final class AggregatePageReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    /** What a parser reads from its source at once, much more than the few kilobytes that it would by itself. */
    private static final int BLOCK = 64 * 1024;

    /**
     * What was read, beside the samples themselves.
     *
     * @param nextLink the link to the next page, or null if this is the last
     * @param samples how many there were
     */
    record Read(@Nullable String nextLink, long samples) {}

    private final JsonParser parser;
    private final TimeSeries.Builder target;
    private final IsoTimestampReader timestamps = new IsoTimestampReader();

    /**
     * The names as they were seen last. To see that the next name is the expected one costs the parser much less than to
     * find out which it is.
     */
    private SerializableString timestampName = new SerializedString("Timestamp");

    private SerializableString valueName = new SerializedString("Value");
    private boolean valueSeen;
    private @Nullable String nextLink;
    private long samples;
    private final long missing;
    private boolean resumed;

    private boolean timestampSeen;
    private long timestamp;
    private double number;

    /** Null unless the value of the sample came as text. */
    private @Nullable String text;

    /**
     * @param samples how many were read before, for which an empty list stands in front of the others
     * @param missing how many bytes of the page the parser does not see
     */
    private AggregatePageReader(JsonParser parser, TimeSeries.Builder target, long samples, long missing) {
        this.parser = parser;
        this.target = target;
        this.samples = samples;
        this.missing = missing;
        this.resumed = samples > 0;
    }

    /**
     * Reads one page to its end: its samples right from the bytes as long as they are {@linkplain UsualSamples usual}, all
     * else by the parser.
     *
     * @param page the body of the answer, left open
     * @param target where the samples go, some of them also if the page turns out to be malformed
     * @throws MalformedPageException if the page is anything else, or ends too early
     * @throws IOException if the stream fails
     */
    static Read read(InputStream page, TimeSeries.Builder target) throws IOException {
        UsualSamples usual = new UsualSamples(page, target);
        usual.read();
        return read(usual.rest(), target, usual.samples(), usual.missing());
    }

    /** As {@link #read(InputStream, TimeSeries.Builder)}, all by the parser. */
    static Read parse(InputStream page, TimeSeries.Builder target) throws IOException {
        return read(page, target, 0, 0);
    }

    private static Read read(InputStream page, TimeSeries.Builder target, long samples, long missing)
            throws IOException {
        try (JsonParser parser = open(page)) {
            return new AggregatePageReader(parser, target, samples, missing).read();
        }
    }

    private static JsonParser open(InputStream page) throws IOException {
        try {
            return JSON.createParser(new BufferedInputStream(page, BLOCK));
        } catch (CharConversionException e) {
            // the parser looks at the first bytes to learn the encoding
            throw new MalformedPageException("Page of aggregates: expected JSON in UTF-8");
        }
    }

    private Read read() throws IOException {
        try {
            return readPage();
        } catch (JsonProcessingException | CharConversionException e) {
            // not as the cause: its message quotes the page
            throw expected("complete and valid JSON");
        }
    }

    private Read readPage() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw expected("an object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if ("value".equalsIgnoreCase(name)) {
                readSamples(token);
            } else if (NextLinks.isName(name)) {
                String link = link(token);
                nextLink = nextLink == null ? link : nextLink;
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw expected("nothing more");
        }
        if (!valueSeen) {
            throw expected("a field value");
        }
        return new Read(nextLink, samples);
    }

    private @Nullable String link(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> NextLinks.link(parser.getText());
            case VALUE_NULL -> null;
            default -> throw expected("text or null as @odata.nextLink");
        };
    }

    private void readSamples(JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            throw expected("a list as value");
        }
        valueSeen = true;
        if (resumed) {
            parser.nextToken();
            parser.nextToken();
            resumed = false;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            readSample();
            samples++;
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw expected("an object");
        }
    }

    /**
     * Reads a sample from its first field to its end. One that is written as the one before it needs no more than the first
     * lines, which cost the parser least.
     */
    private void readSample() throws IOException {
        timestampSeen = false;
        number = Double.NaN;
        text = null;
        if (parser.nextFieldName(timestampName)) {
            readTimestamp(parser.nextToken());
            if (parser.nextFieldName(valueName)) {
                readValue(parser.nextToken());
                parser.nextToken();
            }
        }
        while (parser.currentToken() == JsonToken.FIELD_NAME) {
            readField(parser.currentName());
            parser.nextToken();
        }
        if (!timestampSeen) {
            throw expected("a field Timestamp");
        }
        if (text == null) {
            target.add(timestamp, number);
        } else {
            target.add(timestamp, text);
        }
    }

    private void readField(String name) throws IOException {
        JsonToken token = parser.nextToken();
        if ("Timestamp".equalsIgnoreCase(name)) {
            timestampName = seen(timestampName, name);
            readTimestamp(token);
        } else if ("Value".equalsIgnoreCase(name)) {
            valueName = seen(valueName, name);
            readValue(token);
        } else {
            parser.skipChildren();
        }
    }

    private static SerializableString seen(SerializableString before, String name) {
        return before.getValue().equals(name) ? before : new SerializedString(name);
    }

    private void readTimestamp(JsonToken token) throws IOException {
        try {
            timestamp = switch (token) {
                case VALUE_STRING ->
                    timestamps.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                case VALUE_NUMBER_INT -> parser.getLongValue();
                default -> throw expected("text or an integer as Timestamp");
            };
        } catch (IllegalArgumentException | InputCoercionException e) {
            throw expected("an ISO date-time or nanoseconds from 1677-09-21 to 2262-04-11 as Timestamp");
        }
        timestampSeen = true;
    }

    private void readValue(JsonToken token) throws IOException {
        switch (token) {
            case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> number = parser.getDoubleValue();
            case VALUE_STRING, VALUE_TRUE, VALUE_FALSE -> text = parser.getText();
            case VALUE_NULL -> number = Double.NaN;
            default -> throw expected("a number, text, boolean or null as Value");
        }
    }

    private MalformedPageException expected(String what) {
        return new MalformedPageException("Page of aggregates: expected " + what + " at byte "
                + (missing + parser.currentLocation().getByteOffset()) + ", after " + samples + " samples");
    }
}
