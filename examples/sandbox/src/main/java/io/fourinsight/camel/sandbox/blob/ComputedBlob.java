package io.fourinsight.camel.sandbox.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** A blob that is made anew each time it is read, and never held; its size and MD5 are found out once. */
public final class ComputedBlob implements Blob {

    /** Writes the same bytes each time. */
    @FunctionalInterface
    public interface Maker {
        void writeTo(OutputStream out) throws IOException;
    }

    private record Measure(long size, byte[] md5) {}

    private final Maker maker;
    private Measure measure;

    public ComputedBlob(Maker maker) {
        this.maker = maker;
    }

    @Override
    public long size() {
        return measure().size();
    }

    @Override
    public byte[] md5() {
        return measure().md5().clone();
    }

    @Override
    public void write(long from, long length, OutputStream out) throws IOException {
        maker.writeTo(new WindowStream(out, from, length));
    }

    private synchronized Measure measure() {
        if (measure == null) {
            MessageDigest digest = Md5.digest();
            WindowStream counted = new WindowStream(
                    new DigestOutputStream(OutputStream.nullOutputStream(), digest), 0, Long.MAX_VALUE);
            try {
                maker.writeTo(counted);
            } catch (IOException e) {
                throw new UncheckedIOException("a blob cannot be made", e);
            }
            measure = new Measure(counted.count(), digest.digest());
        }
        return measure;
    }
}
