package io.fourinsight.camel.benchmark.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** Bytes on their way to one client. */
final class Body implements AsyncEntityProducer {

    private final ByteBuffer left;
    private final int length;
    private final ContentType type;

    Body(ByteBuffer bytes, ContentType type) {
        this.left = bytes.duplicate();
        this.length = left.remaining();
        this.type = type;
    }

    /** The bytes outside the heap, where a socket takes them from; else it copies all that is left at every write. */
    static ByteBuffer ready(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    @Override
    public int available() {
        return left.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        channel.write(left);
        if (!left.hasRemaining()) {
            channel.endStream();
        }
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public String getContentType() {
        return type.toString();
    }

    @Override
    public String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public void failed(Exception cause) {
        // the client sees it
    }

    @Override
    public void releaseResources() {
        // there are none
    }
}
