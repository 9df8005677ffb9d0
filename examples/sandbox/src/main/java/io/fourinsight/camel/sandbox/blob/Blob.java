package io.fourinsight.camel.sandbox.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** The bytes of a blob, which never change, wherever they come from. */
public interface Blob {

    /** A small blob. */
    static Blob of(byte[] bytes) {
        return new MemoryBlob(bytes);
    }

    long size();

    /** The MD5 of all bytes. */
    byte[] md5();

    /** Writes some of the bytes. */
    void write(long from, long length, OutputStream out) throws IOException;

    /** Some of the bytes, as a blob of their own, without a copy. */
    default Blob slice(long from, long length, byte[] md5) {
        return new SlicedBlob(this, from, length, md5);
    }

    /** Hands all bytes to something that fails only if they cannot be read. */
    default void writeTo(OutputStream out) {
        try {
            write(0, size(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("a blob cannot be read", e);
        }
    }
}
