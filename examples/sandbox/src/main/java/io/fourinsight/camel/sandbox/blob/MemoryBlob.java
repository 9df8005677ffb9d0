package io.fourinsight.camel.sandbox.blob;

import java.io.IOException;
import java.io.OutputStream;

/** A blob that is small. */
final class MemoryBlob implements Blob {

    private final byte[] bytes;

    MemoryBlob(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public byte[] md5() {
        return Md5.digest().digest(bytes);
    }

    @Override
    public void write(long from, long length, OutputStream out) throws IOException {
        out.write(bytes, (int) from, (int) length);
    }
}
