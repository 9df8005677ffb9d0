package io.fourinsight.camel.operation.series;

import io.fourinsight.camel.operation.BodyCharset;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.upload.UploadCsv;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** Finds the samples in message bodies of Camel's own types; what is read from files and caches can be read again. */
final class UploadBodies {

    private UploadBodies() {}

    /**
     * The samples in the body; none if there is no body.
     *
     * @throws IllegalArgumentException naming the type of the body if it holds no samples
     */
    static UploadCsv samples(Exchange exchange, boolean sort, ValueType values) throws InvalidPayloadException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof WrappedFile<?> wrapped) {
            // a file on another machine comes as what Camel makes of it
            body = wrapped.getFile() instanceof File file
                    ? file
                    : exchange.getMessage().getMandatoryBody(InputStream.class);
        }
        if (body instanceof StreamCache cache && body instanceof InputStream stream) {
            return UploadCsv.of("CSV", () -> BodyCharset.utf8(rewound(cache, stream), exchange), sort, values);
        }
        return BodyCharset.isUtf8(exchange) ? UploadCsv.of(body, sort, values) : decoded(body, exchange, sort, values);
    }

    /** The samples of a body whose bytes, if it has any, are in another charset than UTF-8. */
    private static UploadCsv decoded(Object body, Exchange exchange, boolean sort, ValueType values) {
        if (body instanceof File || body instanceof Path) {
            Path file = body instanceof Path path ? path : ((File) body).toPath();
            return UploadCsv.of(
                    String.valueOf(file.getFileName()),
                    () -> BodyCharset.utf8(Files.newInputStream(file), exchange),
                    sort,
                    values);
        }
        if (body instanceof byte[] bytes) {
            return UploadCsv.of("CSV", () -> BodyCharset.utf8(new ByteArrayInputStream(bytes), exchange), sort, values);
        }
        return UploadCsv.of(
                body instanceof InputStream stream ? BodyCharset.utf8(stream, exchange) : body, sort, values);
    }

    /** The cache from its start. It belongs to its exchange, so that nobody here closes it. */
    private static InputStream rewound(StreamCache cache, InputStream stream) {
        cache.reset();
        return new FilterInputStream(stream) {
            @Override
            public void close() {
                // not ours
            }
        };
    }
}
