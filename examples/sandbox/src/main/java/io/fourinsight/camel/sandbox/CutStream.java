package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.http.Disconnected;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body whose connection breaks when so many bytes have been read; a shorter one breaks at its end. */
final class CutStream extends FilterInputStream {

    private long left;

    CutStream(InputStream in, long afterBytes) {
        super(in);
        this.left = afterBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = left == 0 ? -1 : in.read(buffer, offset, (int) Math.min(left, length));
        if (read < 0) {
            throw new Disconnected("the upload is cut");
        }
        left -= read;
        return read;
    }
}
