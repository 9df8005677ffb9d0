package io.fourinsight.camel.sandbox.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/** A blob made of blocks, which stay where they are. */
final class JoinedBlob implements Blob {

    private final List<Blob> parts;
    private final long size;
    private byte[] md5;

    JoinedBlob(List<Blob> parts) {
        this.parts = List.copyOf(parts);
        this.size = parts.stream().mapToLong(Blob::size).sum();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized byte[] md5() {
        if (md5 == null) {
            MessageDigest digest = Md5.digest();
            writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            md5 = digest.digest();
        }
        return md5.clone();
    }

    @Override
    public void write(long from, long length, OutputStream out) throws IOException {
        long start = 0;
        for (Blob part : parts) {
            long first = Math.max(from, start);
            long last = Math.min(from + length, start + part.size());
            if (first < last) {
                part.write(first - start, last - first, out);
            }
            start += part.size();
        }
    }
}
