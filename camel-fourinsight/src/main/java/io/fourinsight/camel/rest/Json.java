package io.fourinsight.camel.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** JSON as plain maps, lists, texts and numbers. */
public final class Json {

    // Without the trailing check, the first half of two concatenated answers would pass for a whole one.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * A reader of answers to the given request: a map, a list, a value, or null if the body is empty.
     *
     * <p>Its errors say what came and where it stopped being JSON, but quote nothing of it, for what is no JSON may be
     * anything; so Jackson's exception, which does, is not the cause.
     */
    public static ResponseReader<Object> reader(RestRequest request) {
        return response -> {
            byte[] body = response.body().readAllBytes();
            if (body.length == 0) {
                return null;
            }
            try {
                return MAPPER.readValue(body, Object.class);
            } catch (JsonProcessingException e) {
                throw new RestException.Malformed(request, notJson(response, body.length, offset(e)));
            } catch (IOException e) {
                // nothing was read but memory: bytes that are no text in any of JSON's encodings
                throw new RestException.Malformed(request, notJson(response, body.length, 0));
            }
        };
    }

    /** The value as UTF-8 JSON. */
    public static byte[] write(Object value) throws IOException {
        return MAPPER.writeValueAsBytes(value);
    }

    private static long offset(JsonProcessingException e) {
        return e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    }

    private static String notJson(RestResponse response, int length, long offset) {
        return "the answer is not JSON (Content-Type '" + response.contentType() + "', " + length
                + " bytes, not JSON at byte " + offset + ")";
    }
}
