package io.fourinsight.camel.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** An answer whose body has not been read yet. */
public final class RestResponse {

    /** No more than this many bytes of an error's body are kept: it is for people to read. */
    public static final int ERROR_BODY_LIMIT = 64 * 1024;

    private final ClassicHttpResponse response;

    RestResponse(ClassicHttpResponse response) {
        this.response = response;
    }

    public int status() {
        return response.getCode();
    }

    /** The {@code Content-Type} as it was sent, or an empty text. */
    public String contentType() {
        HttpEntity entity = response.getEntity();
        return entity == null || entity.getContentType() == null ? "" : entity.getContentType();
    }

    /** The body, empty if the answer has none. A {@link ResponseReader} may leave it open. */
    public InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        InputStream content = entity == null ? null : entity.getContent();
        return content == null ? new ByteArrayInputStream(new byte[0]) : content;
    }

    String reason() {
        return response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
    }

    String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        return headers;
    }

    /** The start of the body as text. An error page that is cut short is still worth showing, so that is no failure. */
    String errorBody() {
        try (InputStream body = body()) {
            return new String(body.readNBytes(ERROR_BODY_LIMIT), charset());
        } catch (IOException e) {
            return "(body not readable: " + e.getMessage() + ")";
        }
    }

    private Charset charset() {
        ContentType type = ContentType.parseLenient(contentType());
        Charset charset = type == null ? null : type.getCharset();
        return charset == null ? StandardCharsets.UTF_8 : charset;
    }
}
