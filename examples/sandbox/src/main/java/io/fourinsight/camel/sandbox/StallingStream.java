package io.fourinsight.camel.sandbox;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Runs an action once so many bytes have been sent, before the next one is. */
final class StallingStream extends FilterOutputStream {

    private final Runnable action;
    private long left;
    private boolean done;

    StallingStream(OutputStream out, long afterBytes, Runnable action) {
        super(out);
        this.left = afterBytes;
        this.action = action;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int first = done ? length : (int) Math.min(left, length);
        out.write(bytes, offset, first);
        left -= first;
        if (first < length) {
            // What went before must have left the machine, else the client misses more than it is told.
            out.flush();
            done = true;
            action.run();
            out.write(bytes, offset + first, length - first);
        }
    }
}
