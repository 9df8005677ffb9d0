package io.fourinsight.camel.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.StreamCache;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A request body from Camel's stream cache, which can be read again from its start. */
final class StreamCacheEntity extends AbstractHttpEntity {

    private final StreamCache cache;

    StreamCacheEntity(StreamCache cache, ContentType type) {
        super(type, null);
        this.cache = cache;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public long getContentLength() {
        return cache.length() > 0 ? cache.length() : -1;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() throws IOException {
        cache.reset();
        if (cache instanceof InputStream stream) {
            return stream;
        }
        throw new UnsupportedOperationException("This stream cache can only be written");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        cache.reset();
        cache.writeTo(out);
    }

    @Override
    public void close() {
        // the cache belongs to its exchange
    }
}
