package io.fourinsight.camel.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** An answer: status, headers, body; immutable. */
public final class Response {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "Content-Type";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Response(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
    }

    /** An answer without a body. */
    public static Response of(int status) {
        return new Response(status, new TreeMap<>(String.CASE_INSENSITIVE_ORDER), new byte[0]);
    }

    public static Response json(int status, Object value) {
        try {
            return of(status).body("application/json; charset=utf-8", JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not expressible in JSON: " + value, e);
        }
    }

    public Response header(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }

    public Response body(String contentType, String text) {
        return body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public Response body(String contentType, byte[] bytes) {
        return new Response(status, header(CONTENT_TYPE, contentType).headers, bytes.clone());
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    byte[] bytes() {
        return body;
    }
}
