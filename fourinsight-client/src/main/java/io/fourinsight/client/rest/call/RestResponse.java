package io.fourinsight.client.rest.call;

import io.fourinsight.client.rest.RestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** An answer whose body has not been read yet. */
public final class RestResponse {

    /** No more than this many bytes of an error's body are kept: it is for people to read. */
    public static final int ERROR_BODY_LIMIT = 64 * 1024;

    /** So much memory is taken because a header says that so many bytes will come. */
    private static final long TRUSTED_LENGTH = 4 * 1024 * 1024;

    private final ClassicHttpResponse response;
    private final RestRequest request;
    private final long mostHeld;
    private final UnaryOperator<String> mask;

    /**
     * @param mostHeld how many bytes of the body may be held in memory
     * @param mask hides the request's secret in all texts but the body of a good answer
     */
    RestResponse(ClassicHttpResponse response, RestRequest request, long mostHeld, UnaryOperator<String> mask) {
        this.response = response;
        this.request = request;
        this.mostHeld = mostHeld;
        this.mask = mask;
    }

    public int status() {
        return response.getCode();
    }

    /** The {@code Content-Type} as it was sent, or an empty text. */
    public String contentType() {
        HttpEntity entity = response.getEntity();
        return entity == null || entity.getContentType() == null ? "" : mask.apply(entity.getContentType());
    }

    /** How many bytes the body has, -1 if that is not known before it is read. */
    public long contentLength() {
        HttpEntity entity = response.getEntity();
        return entity == null ? 0 : entity.getContentLength();
    }

    /**
     * Whether a body that was cut short can be told from a whole one: not if the end of the connection is its end
     * (RFC 9112, section 6.3).
     */
    public boolean hasKnownEnd() {
        HttpEntity entity = response.getEntity();
        return entity == null || entity.getContentLength() >= 0 || entity.isChunked();
    }

    /**
     * The body of any size, empty if the answer has none; what is kept of it in memory is read from {@link #held}. A
     * {@link ResponseReader} may leave it open.
     */
    public InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        InputStream content = entity == null ? null : entity.getContent();
        return content == null ? new ByteArrayInputStream(new byte[0]) : content;
    }

    /**
     * As {@link #body}, for what is held in memory.
     *
     * @throws RestException.Malformed if it is larger than {@code maxResponseSize}; also when it is read
     */
    public InputStream held() throws IOException {
        if (contentLength() > mostHeld) {
            throw HeldInput.tooLarge(request, mostHeld);
        }
        return new HeldInput(body(), request, mostHeld);
    }

    /**
     * The whole body, in one piece from the start if its length is known and not beyond belief.
     *
     * @throws RestException.Malformed if it is larger than {@code maxResponseSize}
     */
    public byte[] bytes() throws IOException {
        long length = contentLength();
        InputStream body = held();
        if (length <= 0 || length > TRUSTED_LENGTH) {
            return body.readAllBytes();
        }
        byte[] bytes = new byte[(int) length];
        // as much as there is: HTTP's stream fails where its body is cut short
        int read = body.readNBytes(bytes, 0, bytes.length);
        // its end was not looked at yet; this gives the connection back, also if the bytes turn out to be useless
        body.close();
        return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    }

    /** When the service answered, by its own clock to the second, if it says so. */
    public Optional<Instant> date() {
        return Optional.ofNullable(response.getFirstHeader(HttpHeaders.DATE))
                .map(Header::getValue)
                .flatMap(AnswerDate::parse);
    }

    String reason() {
        return response.getReasonPhrase() == null ? "" : mask.apply(response.getReasonPhrase());
    }

    /** The value of the first header of that name in any case, or null. */
    public @Nullable String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? null : mask.apply(header.getValue());
    }

    /** The headers by name, in any case (RFC 9110, section 5.1); of several with one name the last. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.put(header.getName(), header.getValue() == null ? "" : mask.apply(header.getValue()));
        }
        return Collections.unmodifiableMap(headers);
    }

    /**
     * The start of the body as text. An error page that is cut short is still worth showing, so that is no failure, and
     * one that goes on for ever is left, not read to its end.
     */
    String errorBody() {
        byte[] start = new byte[ERROR_BODY_LIMIT];
        int length = 0;
        try {
            InputStream body = body();
            int read = 0;
            while (read >= 0 && length < start.length) {
                length += read;
                read = body.read(start, length, start.length - length);
            }
            if (read < 0) {
                body.close();
            }
        } catch (IOException e) {
            return mask.apply(new String(start, 0, length, charset())) + " (the rest is missing: " + e.getMessage()
                    + ")";
        }
        return mask.apply(new String(start, 0, length, charset()));
    }

    private Charset charset() {
        ContentType type = ContentType.parseLenient(contentType());
        Charset charset = type == null ? null : type.getCharset();
        return charset == null ? StandardCharsets.UTF_8 : charset;
    }
}
