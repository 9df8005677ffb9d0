package io.fourinsight.camel.sandbox;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Turns over the bits of the byte at one position, and lets all others pass. */
final class DamagingStream extends FilterOutputStream {

    private long left;

    DamagingStream(OutputStream out, long atByte) {
        super(out);
        this.left = atByte;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (left >= 0 && left < length) {
            byte[] damaged = bytes.clone();
            damaged[offset + (int) left] ^= (byte) 0xFF;
            out.write(damaged, offset, length);
        } else {
            out.write(bytes, offset, length);
        }
        left -= length;
    }
}
