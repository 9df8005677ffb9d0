package io.fourinsight.camel.operation;

import io.fourinsight.client.rest.call.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.FileEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/** Makes request bodies of message bodies: what is not JSON text already is written as JSON. */
public final class RequestBodies {

    private static final ContentType JSON = ContentType.APPLICATION_JSON;

    private RequestBodies() {}

    /**
     * The body as JSON, or null if there is none. Texts, bytes, files and streams are taken to be JSON and sent as they
     * are; of these only a plain stream cannot be repeated.
     *
     * @throws IllegalArgumentException if the body is something else
     */
    static @Nullable HttpEntity json(Exchange exchange) throws IOException {
        Object body = body(exchange);
        if (body == null) {
            return null;
        } else if (body instanceof Map || body instanceof Collection) {
            return Json.entity(body);
        } else if (body instanceof CharSequence text) {
            return new StringEntity(text.toString(), JSON.withCharset(StandardCharsets.UTF_8));
        } else if (body instanceof byte[] bytes) {
            return new ByteArrayEntity(bytes, JSON);
        } else if (body instanceof File file) {
            return file(file);
        } else if (body instanceof Path path) {
            return file(path.toFile());
        } else if (body instanceof Reader reader) {
            return new StringEntity(text(reader), JSON.withCharset(StandardCharsets.UTF_8));
        } else if (body instanceof StreamCache cache) {
            return new StreamCacheEntity(cache, JSON);
        } else if (body instanceof InputStream stream) {
            return new InputStreamEntity(stream, JSON);
        }
        throw new IllegalArgumentException(
                "The body must be a Map, a Collection, a text, bytes, a file or a stream, but is a "
                        + body.getClass().getName());
    }

    /** The body of the message; a file on another machine comes as what Camel makes of it. */
    private static @Nullable Object body(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (!(body instanceof WrappedFile<?> wrapped)) {
            return body;
        }
        if (wrapped.getFile() instanceof File file) {
            return file;
        }
        InputStream stream = exchange.getMessage().getBody(InputStream.class);
        return stream == null ? body : stream;
    }

    /**
     * The body as a JSON object: a map, or the text of one in any form that {@link #json} takes.
     *
     * @throws IllegalArgumentException if the body is empty or something else
     */
    public static Map<?, ?> object(Exchange exchange) throws IOException {
        if (exchange.getMessage().getBody() instanceof Map<?, ?> map) {
            return map;
        }
        HttpEntity entity = json(exchange);
        if (entity == null) {
            throw new IllegalArgumentException("The body must be a Map of names and values, but is empty");
        }
        try (InputStream content = entity.getContent()) {
            return Json.object(content.readAllBytes());
        }
    }

    /** Of a cache too, which is left as it can be read again. */
    private static String text(Reader reader) throws IOException {
        if (reader instanceof StreamCache cache) {
            cache.reset();
        }
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
    }

    /** Looks now whether it is there: when it is sent, a missing file would pass for a failed connection. */
    private static HttpEntity file(File file) {
        if (!file.isFile() || !file.canRead()) {
            throw new IllegalArgumentException("The body is a file that cannot be read: " + file);
        }
        return new FileEntity(file, JSON);
    }
}
