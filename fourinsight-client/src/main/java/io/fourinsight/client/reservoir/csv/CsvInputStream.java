package io.fourinsight.client.reservoir.csv;

import io.fourinsight.client.reservoir.TimeSeries;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The CSV of one series, or of pieces of one, encoded while it is read. */
public final class CsvInputStream extends BlockInputStream {

    private final CsvEncoder encoder;
    private final Iterator<TimeSeries> pieces;
    private final Closeable owner;
    private @Nullable IOException failure;
    private volatile boolean closed;

    public CsvInputStream(TimeSeries series) {
        this(series, Collections.emptyIterator(), () -> {});
    }

    /**
     * @param pieces each of which is read before the next is asked for
     * @param owner closed with this stream
     */
    public CsvInputStream(Iterator<TimeSeries> pieces, Closeable owner) {
        this(TimeSeries.empty(null), pieces, owner);
    }

    private CsvInputStream(TimeSeries first, Iterator<TimeSeries> pieces, Closeable owner) {
        this.encoder = new CsvEncoder(first);
        this.pieces = pieces;
        this.owner = owner;
    }

    /**
     * Fails once it is closed: a second reader must not take the end of the first for an empty series. What failed once
     * fails for ever: the piece that could not be had may be lost, and reading on would leave it out.
     */
    @Override
    protected boolean produce() throws IOException {
        if (closed) {
            throw new IOException("The stream is closed");
        }
        if (failure != null) {
            throw failure;
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
            failure = e.getCause();
            throw failure;
        }
    }

    private boolean encode() {
        boolean more = encoder.next();
        hand(encoder.buffer(), encoder.length());
        return more;
    }

    /** The rest of the block or else the next one, 0 only at the end of a piece. */
    @Override
    public int available() throws IOException {
        if (super.available() == 0 && !closed) {
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
