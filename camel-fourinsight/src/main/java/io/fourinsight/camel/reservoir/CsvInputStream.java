package io.fourinsight.camel.reservoir;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;

/** The CSV of one series, or of pieces of one, encoded while it is read. */
final class CsvInputStream extends BlockInputStream {

    private final Iterator<? extends CsvBlocks> pieces;
    private final Closeable owner;
    private CsvBlocks piece;
    private IOException failure;
    private volatile boolean closed;

    CsvInputStream(TimeSeries series) {
        this(new CsvEncoder(series), Collections.emptyIterator(), () -> {});
    }

    /**
     * @param pieces each of which is read before the next is asked for
     * @param owner closed with this stream
     */
    CsvInputStream(Iterator<? extends CsvBlocks> pieces, Closeable owner) {
        this(new CsvEncoder(TimeSeries.empty(null)), pieces, owner);
    }

    private CsvInputStream(CsvBlocks first, Iterator<? extends CsvBlocks> pieces, Closeable owner) {
        this.piece = first;
        this.pieces = pieces;
        this.owner = owner;
    }

    /** @param owner closed with this stream */
    static CsvInputStream of(Iterator<TimeSeries> pieces, Closeable owner) {
        return new CsvInputStream(new Encoded(pieces), owner);
    }

    /** Fails once it is closed: a second reader must not take the end of the first for an empty series. */
    @Override
    boolean produce() throws IOException {
        if (closed) {
            throw new IOException("The stream is closed");
        }
        if (more()) {
            return true;
        }
        try {
            if (!pieces.hasNext()) {
                return false;
            }
            piece = pieces.next();
            return true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What failed once fails for ever: a part of the block may be lost, and reading on would leave it out. */
    private boolean more() throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            boolean more = piece.next();
            hand(piece.buffer(), more ? piece.length() : 0);
            return more;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** The rest of the block or else the next one, 0 only at the end of a piece. */
    @Override
    public int available() throws IOException {
        if (super.available() == 0 && !closed) {
            more();
        }
        return super.available();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        owner.close();
    }

    /** Series as CSV, by one encoder since one is read after the other. */
    private static final class Encoded implements Iterator<CsvBlocks> {

        private final Iterator<TimeSeries> pieces;
        private final CsvEncoder encoder = new CsvEncoder(TimeSeries.empty(null));

        Encoded(Iterator<TimeSeries> pieces) {
            this.pieces = pieces;
        }

        @Override
        public boolean hasNext() {
            return pieces.hasNext();
        }

        @Override
        public CsvBlocks next() {
            encoder.start(pieces.next());
            return encoder;
        }
    }
}
