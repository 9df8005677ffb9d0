package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.base.ContentMd5;
import io.fourinsight.client.reservoir.csv.ByteChunks;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/** The part of an upload that is in memory, so that it can be sent again whatever it was read from. */
final class UploadBlock {

    private final int size;
    private final ByteChunks bytes = new ByteChunks();
    private final MessageDigest digest = ContentMd5.newDigest();
    private int digested;
    private @Nullable ContentMd5 md5;

    /** @param size how many bytes it has unless it is the last one */
    UploadBlock(int size) {
        this.size = size;
    }

    /** An empty one of the same size. */
    UploadBlock another() {
        return new UploadBlock(size);
    }

    void clear() {
        restart();
        bytes.clear();
    }

    /** Replaces the content by what the stream has next. */
    void fill(InputStream stream) throws IOException {
        restart();
        bytes.fill(stream, size);
    }

    private void restart() {
        digest.reset();
        digested = 0;
        md5 = null;
    }

    int length() {
        return (int) bytes.length();
    }

    boolean isEmpty() {
        return bytes.length() == 0;
    }

    /** Whether there may be more in the stream. */
    boolean isFull() {
        return bytes.length() == size;
    }

    void addTo(MessageDigest digest) {
        bytes.addTo(digest);
    }

    /** Works out a part of the MD5, so that one thread may begin it and another one end it; false if no part is left. */
    boolean digestPart() {
        if (!bytes.has(digested)) {
            return false;
        }
        bytes.addTo(digest, digested++);
        return true;
    }

    ContentMd5 md5() {
        if (md5 == null) {
            while (digestPart()) {}
            md5 = ContentMd5.of(digest);
        }
        return md5;
    }

    /** The content, until the next is filled in. */
    HttpEntity entity() {
        return new Entity(bytes);
    }

    private static final class Entity extends AbstractHttpEntity {

        private final ByteChunks bytes;

        Entity(ByteChunks bytes) {
            super((String) null, null);
            this.bytes = bytes;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public long getContentLength() {
            return bytes.length();
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public InputStream getContent() {
            return bytes.open();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            bytes.open().transferTo(out);
        }

        @Override
        public void close() {
            // the block keeps its bytes for another attempt
        }
    }
}
