package io.fourinsight.camel.sandbox.reservoir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON that clients send. */
final class JsonBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonBody() {}

    static JsonNode read(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    static List<String> texts(Request request) {
        JsonNode array = read(request);
        if (!array.isArray()) {
            throw Refusal.badRequest("The body is not an array.");
        }
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static String text(JsonNode body, String name) {
        if (!body.path(name).isTextual()) {
            throw Refusal.badRequest("%s is missing, or not text.".formatted(name));
        }
        return body.path(name).asText();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(JsonNode body, String name) {
        if (!body.path(name).isObject()) {
            throw Refusal.badRequest("%s is missing, or not an object.".formatted(name));
        }
        return JSON.convertValue(body.path(name), Map.class);
    }
}
