package io.fourinsight.camel.reservoir;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;

/** The CSV of one series or of pieces of one as a stream, of which only one block at a time is in memory. */
final class CsvInputStream extends InputStream {

    private final Iterator<TimeSeries> pieces;
    private final Closeable owner;
    private final CsvEncoder encoder;
    private int position;

    CsvInputStream(TimeSeries series) {
        this(series, Collections.emptyIterator(), () -> {});
    }

    /** @param owner closed with this stream */
    CsvInputStream(Iterator<TimeSeries> pieces, Closeable owner) {
        this(TimeSeries.empty(null), pieces, owner);
    }

    private CsvInputStream(TimeSeries first, Iterator<TimeSeries> pieces, Closeable owner) {
        this.encoder = new CsvEncoder(first);
        this.pieces = pieces;
        this.owner = owner;
    }

    @Override
    public int read() throws IOException {
        return hasBlock() ? encoder.buffer()[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        if (count == 0) {
            return 0;
        }
        int read = 0;
        // a piece that has to be fetched first is left to the next call
        while (read < count && (read == 0 ? hasBlock() : available() > 0)) {
            int part = Math.min(count - read, encoder.length() - position);
            System.arraycopy(encoder.buffer(), position, target, offset + read, part);
            position += part;
            read += part;
        }
        return read == 0 ? -1 : read;
    }

    /** The rest of the block, 0 only at the end of a piece. */
    @Override
    public int available() {
        if (position == encoder.length()) {
            encoder.next();
            position = 0;
        }
        return encoder.length() - position;
    }

    /** Goes to the next piece where one ends; false at the end of all. */
    private boolean hasBlock() throws IOException {
        try {
            while (available() == 0) {
                if (!pieces.hasNext()) {
                    return false;
                }
                encoder.start(pieces.next());
            }
            return true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long total = 0;
        while (hasBlock()) {
            int part = encoder.length() - position;
            out.write(encoder.buffer(), position, part);
            position += part;
            total += part;
        }
        return total;
    }

    @Override
    public void close() throws IOException {
        owner.close();
    }
}
