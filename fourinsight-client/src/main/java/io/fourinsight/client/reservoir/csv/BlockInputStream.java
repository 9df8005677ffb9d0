package io.fourinsight.client.reservoir.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** A stream that is produced block by block, of which only one at a time is in memory. */
public abstract class BlockInputStream extends InputStream {

    private byte[] block = {};
    private int position;
    private int length;

    /** Makes the next block by calling {@link #hand}; false at the end. A block may be empty. */
    protected abstract boolean produce() throws IOException;

    /** Makes these bytes the current block, until the next one is produced. */
    protected final void hand(byte[] bytes, int count) {
        block = bytes;
        position = 0;
        length = count;
    }

    private boolean hasBlock() throws IOException {
        while (position == length) {
            if (!produce()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final int read() throws IOException {
        return hasBlock() ? block[position++] & 0xff : -1;
    }

    /** Reads from one block, so that what is there is handed on before more of it has to be waited for. */
    @Override
    public final int read(byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        if (count == 0) {
            return 0;
        }
        if (!hasBlock()) {
            return -1;
        }
        int part = Math.min(count, length - position);
        System.arraycopy(block, position, target, offset, part);
        position += part;
        return part;
    }

    /** The rest of the block. */
    @Override
    public int available() throws IOException {
        return length - position;
    }

    @Override
    public final long transferTo(OutputStream out) throws IOException {
        long total = 0;
        while (hasBlock()) {
            int part = length - position;
            out.write(block, position, part);
            position += part;
            total += part;
        }
        return total;
    }
}
