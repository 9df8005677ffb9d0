package io.fourinsight.camel.reservoir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** The CSV of a series as a stream, of which only one block at a time is in memory. */
final class CsvInputStream extends InputStream {

    private final CsvEncoder encoder;
    private int position;

    CsvInputStream(CsvEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public int read() {
        return available() == 0 ? -1 : encoder.buffer()[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, target.length);
        if (count == 0) {
            return 0;
        }
        int read = 0;
        while (read < count && available() > 0) {
            int part = Math.min(count - read, available());
            System.arraycopy(encoder.buffer(), position, target, offset + read, part);
            position += part;
            read += part;
        }
        return read == 0 ? -1 : read;
    }

    /** The rest of the block, 0 only at the end. */
    @Override
    public int available() {
        if (position == encoder.length()) {
            encoder.next();
            position = 0;
        }
        return encoder.length() - position;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long total = 0;
        while (available() > 0) {
            int part = available();
            out.write(encoder.buffer(), position, part);
            position += part;
            total += part;
        }
        return total;
    }
}
