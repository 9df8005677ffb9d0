package io.fourinsight.camel.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** An answer: status, headers, body; immutable. */
public final class Response {

    /** Writes a body when it is sent. */
    @FunctionalInterface
    public interface BodyWriter {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "Content-Type";
    private static final int PIECE = 16 * 1024;

    private final int status;
    private final Map<String, String> headers;
    private final long length;
    private final BodyWriter body;

    private Response(int status, Map<String, String> headers, long length, BodyWriter body) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(headers);
        this.length = length;
        this.body = body;
    }

    /** An answer without a body. */
    public static Response of(int status) {
        return new Response(status, new TreeMap<>(String.CASE_INSENSITIVE_ORDER), 0, out -> {});
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
        return new Response(status, more, length, body);
    }

    public Response body(String contentType, String text) {
        return body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public Response body(String contentType, byte[] bytes) {
        byte[] copy = bytes.clone();
        return body(contentType, copy.length, out -> writeInPieces(copy, out));
    }

    /** The JDK's server keeps a buffer for each connection that is as long as the longest write that it has seen. */
    private static void writeInPieces(byte[] bytes, OutputStream out) throws IOException {
        for (int from = 0; from < bytes.length; from += PIECE) {
            out.write(bytes, from, Math.min(PIECE, bytes.length - from));
        }
    }

    /**
     * A body that is written when it is sent.
     *
     * @param length the bytes that the writer writes
     */
    public Response body(String contentType, long length, BodyWriter writer) {
        return new Response(status, header(CONTENT_TYPE, contentType).headers, length, writer);
    }

    /** The same answer, its body sent through a filter that keeps its length. */
    public Response through(UnaryOperator<OutputStream> filter) {
        return new Response(status, headers, length, out -> body.writeTo(filter.apply(out)));
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    long length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        body.writeTo(out);
    }
}
