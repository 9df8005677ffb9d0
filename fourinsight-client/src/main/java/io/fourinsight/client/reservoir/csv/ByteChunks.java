package io.fourinsight.client.reservoir.csv;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes in memory, in arrays that G1 does not give a place of their own. One large array would need free room in one
 * piece, and a copy each time that it grows.
 */
public final class ByteChunks {

    private static final int CHUNK = 64 * 1024;

    private final List<byte[]> chunks = new ArrayList<>();
    private long length;

    public long length() {
        return length;
    }

    /** Forgets the bytes, and keeps the memory for those that follow. */
    public void clear() {
        length = 0;
    }

    /** Replaces the bytes by what the stream has next. The memory for them is taken when they come. */
    public void fill(InputStream stream, long most) throws IOException {
        length = 0;
        int read = 0;
        while (read >= 0 && length < most) {
            int at = (int) (length % CHUNK);
            byte[] chunk = chunk((int) (length / CHUNK));
            read = stream.read(chunk, at, (int) Math.min(CHUNK - at, most - length));
            length += Math.max(read, 0);
        }
    }

    private byte[] chunk(int index) {
        if (index == chunks.size()) {
            chunks.add(new byte[CHUNK]);
        }
        return chunks.get(index);
    }

    private int used(int index) {
        return (int) Math.min(CHUNK, length - (long) index * CHUNK);
    }

    public void addTo(MessageDigest digest) {
        for (int index = 0; has(index); index++) {
            addTo(digest, index);
        }
    }

    /** Whether there is a chunk of that number, from 0 on. */
    public boolean has(int index) {
        return (long) index * CHUNK < length;
    }

    /** Adds one chunk only. */
    public void addTo(MessageDigest digest, int index) {
        digest.update(chunks.get(index), 0, used(index));
    }

    /** The bytes from the first on, as long as they are not replaced. */
    public InputStream open() {
        return new BlockInputStream() {

            private int index;

            @Override
            protected boolean produce() {
                if (!has(index)) {
                    return false;
                }
                hand(chunks.get(index), used(index));
                index++;
                return true;
            }
        };
    }
}
