package io.fourinsight.camel.reservoir;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;

/** The CSV of one series, or of pieces of one, encoded while it is read. */
final class CsvInputStream extends BlockInputStream {

    private final CsvEncoder encoder;
    private final Iterator<TimeSeries> pieces;
    private final Closeable owner;
    private volatile boolean closed;

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

    /** Fails once it is closed: a second reader must not take the end of the first for an empty series. */
    @Override
    boolean produce() throws IOException {
        if (closed) {
            throw new IOException("The stream is closed");
        }
        if (encode()) {
            return true;
        }
        try {
            if (!pieces.hasNext()) {
                return false;
            }
            encoder.start(pieces.next());
            return true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean encode() {
        boolean more = encoder.next();
        hand(encoder.buffer(), encoder.length());
        return more;
    }

    /** The rest of the block or else the next one, 0 only at the end of a piece. */
    @Override
    public int available() {
        if (super.available() == 0) {
            encode();
        }
        return super.available();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        owner.close();
    }
}
