package io.fourinsight.camel.reservoir;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** The part of an upload that is in memory, so that it can be sent again whatever it was read from. */
final class UploadBlock {

    private static final int FIRST_CAPACITY = 64 * 1024;

    private final int size;
    private byte[] bytes;
    private int length;

    /** @param size how many bytes it has unless it is the last one; the memory for them is taken when they come */
    UploadBlock(int size) {
        this.size = size;
        this.bytes = new byte[Math.min(size, FIRST_CAPACITY)];
    }

    /** An empty one of the same size. */
    UploadBlock another() {
        return new UploadBlock(size);
    }

    void clear() {
        length = 0;
    }

    /** Replaces the content by what the stream has next. */
    void fill(InputStream stream) throws IOException {
        length = 0;
        int read = 0;
        while (read >= 0 && length < size) {
            length += read;
            if (length == bytes.length && length < size) {
                bytes = Arrays.copyOf(bytes, Math.min(size, length * 2));
            }
            read = stream.read(bytes, length, bytes.length - length);
        }
    }

    int length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Whether there may be more in the stream. */
    boolean isFull() {
        return length == size;
    }

    void addTo(MessageDigest digest) {
        digest.update(bytes, 0, length);
    }

    ContentMd5 md5() {
        MessageDigest digest = ContentMd5.newDigest();
        addTo(digest);
        return ContentMd5.of(digest);
    }

    HttpEntity entity() {
        return new ByteArrayEntity(bytes, 0, length, null);
    }
}
