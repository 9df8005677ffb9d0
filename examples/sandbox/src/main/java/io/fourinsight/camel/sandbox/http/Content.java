package io.fourinsight.camel.sandbox.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The body of a request: read to its end on arrival or, where it may be large, left to the service to read once. */
public final class Content {

    static final Content NONE = new Content(new byte[0], InputStream.nullInputStream());

    private final byte[] bytes;
    private final InputStream stream;

    private Content(byte[] bytes, InputStream stream) {
        this.bytes = bytes;
        this.stream = stream;
    }

    static Content of(byte[] bytes) {
        return new Content(bytes, new ByteArrayInputStream(bytes));
    }

    /** What has not been read yet; it throws {@link Disconnected} when the client goes away. */
    static Content of(InputStream stream) {
        return new Content(new byte[0], stream);
    }

    /** This body as it comes out of another stream. What was read on arrival is read at once, as services expect it. */
    Content through(UnaryOperator<InputStream> stream) {
        InputStream through = stream.apply(this.stream);
        if (bytes.length == 0) {
            return of(through);
        }
        try (through) {
            return of(through.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a body in memory has none
        }
    }

    public InputStream stream() {
        return stream;
    }

    /** The body as UTF-8; empty where it is left to be read. */
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
