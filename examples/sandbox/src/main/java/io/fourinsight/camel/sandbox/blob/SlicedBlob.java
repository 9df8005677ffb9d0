package io.fourinsight.camel.sandbox.blob;

import java.io.IOException;
import java.io.OutputStream;

/** A part of another blob. */
record SlicedBlob(Blob whole, long from, long size, byte[] md5) implements Blob {

    @Override
    public byte[] md5() {
        return md5.clone();
    }

    @Override
    public void write(long start, long length, OutputStream out) throws IOException {
        whole.write(from + start, length, out);
    }
}
