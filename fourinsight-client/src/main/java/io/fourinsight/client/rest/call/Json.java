package io.fourinsight.client.rest.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fourinsight.client.rest.RestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain maps, lists, texts and numbers. A value that was read can be written again without loss: a decimal with more digits
 * than a {@code Double} keeps is a {@code BigDecimal}.
 */
public final class Json {

    private Json() {}

    /**
     * A reader of answers to the given request: a map, a list, a value, or null if the body is empty.
     *
     * <p>Its errors say what came and where it stopped being JSON, but quote nothing of it, for what is no JSON may be
     * anything; so Jackson's exception, which does, is not the cause.
     */
    @SuppressWarnings("NullAway") // it does not look at the nullness of type arguments
    public static ResponseReader<@Nullable Object> reader(RestRequest request) {
        return response -> keeping(request).read(response).json();
    }

    /**
     * An answer and what it says.
     *
     * @param json a map, a list, a value, or null if the answer is empty
     */
    public record Kept(byte[] bytes, @Nullable Object json) {}

    /** As {@link #reader}, for those who need the bytes of the answer, too. */
    public static ResponseReader<Kept> keeping(RestRequest request) {
        return response -> {
            byte[] body = response.bytes();
            try {
                return new Kept(body, body.length == 0 ? null : JsonMapping.read(body));
            } catch (JsonProcessingException e) {
                throw new RestException.Malformed(
                        request.method(), request.uri(), notJson(response, body.length, offset(e)));
            } catch (IOException e) {
                // nothing was read but memory: bytes that are no text in any of JSON's encodings
                throw new RestException.Malformed(request.method(), request.uri(), notJson(response, body.length, 0));
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
            return JsonMapping.write(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body cannot be written as JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("what is written to memory cannot be written", e);
        }
    }

    /**
     * The value as it would come back if it were sent: with the numbers and lists that a reader makes of them.
     *
     * @throws IllegalArgumentException as {@link #entity}
     */
    public static Object copy(Object value) {
        try {
            return JsonMapping.read(bytes(value));
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
            if (JsonMapping.read(json) instanceof Map<?, ?> map) {
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
    public static @Nullable Object field(@Nullable Object json, String name) {
        String key = key(json, name);
        return key == null || !(json instanceof Map<?, ?> map) ? null : map.get(key);
    }

    /** The name as a JSON object has it, or null if it has none such. */
    public static @Nullable String key(@Nullable Object json, String name) {
        if (!(json instanceof Map<?, ?> map)) {
            return null;
        }
        if (map.containsKey(name)) {
            return name;
        }
        for (Object key : map.keySet()) {
            if (name.equalsIgnoreCase(String.valueOf(key))) {
                return String.valueOf(key);
            }
        }
        return null;
    }

    /** What the text is as JSON, or null if it is none. */
    static @Nullable Object lenient(String json) {
        try {
            return JsonMapping.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return null;
        }
    }

    private static long offset(JsonProcessingException e) {
        return e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    }

    private static String notJson(RestResponse response, int length, long offset) {
        return "the answer is not JSON (Content-Type '" + response.contentType() + "', " + length
                + " bytes, not JSON at byte " + offset + ")";
    }
}
