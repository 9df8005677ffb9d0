package io.fourinsight.camel.sandbox.blob;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets only a window of the bytes through, and counts all of them. */
final class WindowStream extends FilterOutputStream {

    private final long from;
    private final long to;
    private long count;

    WindowStream(OutputStream out, long from, long length) {
        super(out);
        this.from = from;
        this.to = length > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + length;
    }

    long count() {
        return count;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        long first = Math.max(from, count);
        long last = Math.min(to, count + length);
        if (first < last) {
            out.write(bytes, offset + (int) (first - count), (int) (last - first));
        }
        count += length;
    }
}
