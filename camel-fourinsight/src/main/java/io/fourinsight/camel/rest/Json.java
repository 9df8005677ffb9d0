package io.fourinsight.camel.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

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
        return response -> keeping(request).read(response).json();
    }

    /**
     * An answer and what it says.
     *
     * @param json a map, a list, a value, or null if the answer is empty
     */
    public record Kept(byte[] bytes, Object json) {}

    /** As {@link #reader}, for those who need the bytes of the answer, too. */
    public static ResponseReader<Kept> keeping(RestRequest request) {
        return response -> {
            byte[] body = response.bytes();
            try {
                return new Kept(body, body.length == 0 ? null : MAPPER.readValue(body, Object.class));
            } catch (JsonProcessingException e) {
                throw new RestException.Malformed(request, notJson(response, body.length, offset(e)));
            } catch (IOException e) {
                // nothing was read but memory: bytes that are no text in any of JSON's encodings
                throw new RestException.Malformed(request, notJson(response, body.length, 0));
            }
        };
    }

    /**
     * The value as the JSON of a request.
     *
     * @throws IllegalArgumentException if it is, or holds, something that JSON has no form for
     */
    public static HttpEntity entity(Object value) {
        return new ByteArrayEntity(bytes(value), ContentType.APPLICATION_JSON);
    }

    private static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The value as it would come back if it were sent: with the numbers and lists that a reader makes of them.
     *
     * @throws IllegalArgumentException as {@link #entity}
     */
    public static Object copy(Object value) {
        try {
            return MAPPER.readValue(bytes(value), Object.class);
        } catch (IOException e) {
            throw new IllegalStateException("what was just written cannot be read", e);
        }
    }

    /**
     * A JSON object from what may be its text.
     *
     * @throws IllegalArgumentException if it is none; the message quotes nothing of it
     */
    public static Map<?, ?> object(byte[] json) {
        try {
            if (MAPPER.readValue(json, Object.class) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The body is not a JSON object: it is not JSON");
        }
        throw new IllegalArgumentException("The body is not a JSON object");
    }

    /**
     * What a JSON object has under a name, in whatever case: the services write {@code Id} in one version and {@code id}
     * in another. Null if there is nothing, or no object.
     */
    public static Object field(Object json, String name) {
        String key = key(json, name);
        return key == null ? null : ((Map<?, ?>) json).get(key);
    }

    /** The name as a JSON object has it, or null if it has none such. */
    public static String key(Object json, String name) {
        if (!(json instanceof Map<?, ?> map)) {
            return null;
        }
        if (map.containsKey(name)) {
            return name;
        }
        return map.keySet().stream()
                .map(String::valueOf)
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(null);
    }

    private static long offset(JsonProcessingException e) {
        return e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    }

    private static String notJson(RestResponse response, int length, long offset) {
        return "the answer is not JSON (Content-Type '" + response.contentType() + "', " + length
                + " bytes, not JSON at byte " + offset + ")";
    }
}
