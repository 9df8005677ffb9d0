package io.fourinsight.camel.reservoir;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * A series that is handed over piece by piece, so that it may be larger than the memory; to be read once, by one thread
 * at a time, and closed, which any thread may do.
 *
 * <p>A failure while reading is an {@link UncheckedIOException} with its cause, or the unchecked exception of the source.
 * It shows again each time that the stream is asked, as does an {@link IllegalStateException} after it was closed before
 * its end: what is incomplete never looks as if it were whole.
 */
public final class TimeSeriesStream implements Iterator<TimeSeries>, Closeable {

    private final String seriesId;
    private final Source source;
    private final UnaryOperator<RuntimeException> translation;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean converted = new AtomicBoolean();
    private final Pieces<TimeSeries> pieces;
    private boolean begun;
    private boolean ended;
    private RuntimeException failure;

    public TimeSeriesStream(String seriesId, Source source) {
        this(seriesId, source, UnaryOperator.identity());
    }

    /** @param translation makes what the source throws unchecked into what this stream throws */
    public TimeSeriesStream(String seriesId, Source source, UnaryOperator<RuntimeException> translation) {
        this.seriesId = seriesId;
        this.source = Objects.requireNonNull(source, "source");
        this.translation = translation;
        this.pieces = new Pieces<>(this::nextSeries);
    }

    public String seriesId() {
        return seriesId;
    }

    @Override
    public boolean hasNext() {
        checkNotConverted();
        return pieces.hasNext();
    }

    private void checkNotConverted() {
        if (converted.get()) {
            if (!ended) {
                checkOpen();
            }
            throw readElsewhere();
        }
    }

    private IllegalStateException readElsewhere() {
        return new IllegalStateException("The stream of series " + seriesId + " can be read only once");
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("The stream of series " + seriesId + " was closed before its end");
        }
    }

    private TimeSeries nextSeries() throws IOException {
        TimeSeries piece = source.next();
        while (piece != null && piece.isEmpty()) {
            piece = source.next();
        }
        return piece;
    }

    private RuntimeException failed(RuntimeException e) {
        failure = e;
        try {
            closeSource();
        } catch (IOException suppressed) {
            e.addSuppressed(suppressed);
        }
        return e;
    }

    /** The next piece: in ascending order, each after the one before it, none of them empty. */
    @Override
    public TimeSeries next() {
        checkNotConverted();
        TimeSeries piece = pieces.next();
        begun = true;
        return piece;
    }

    /**
     * The stream as the reservoir's CSV, encoded while it is read; closing it closes this stream. From now on there are no
     * pieces to be had from the stream itself.
     *
     * @throws IllegalStateException if that was asked before, or a piece was taken: the rest is not the series
     */
    public InputStream asInputStream() {
        convert();
        return source instanceof CsvSource csv && !pieces.isBegun()
                ? new CsvInputStream(new Pieces<>(csv::nextCsv), this::close)
                : CsvInputStream.of(pieces, this::close);
    }

    /** As {@link #asInputStream()}, of pieces that are looked at on their way. */
    InputStream asInputStream(UnaryOperator<Iterator<TimeSeries>> on) {
        convert();
        return CsvInputStream.of(on.apply(pieces), this::close);
    }

    private void convert() {
        if (begun || !converted.compareAndSet(false, true)) {
            throw readElsewhere();
        }
    }

    /** Lets go of what the source holds; more than once is the same as once. */
    @Override
    public void close() {
        try {
            closeSource();
        } catch (IOException e) {
            throw new UncheckedIOException("Series " + seriesId + ": " + e.getMessage(), e);
        }
    }

    private void closeSource() throws IOException {
        if (closed.compareAndSet(false, true)) {
            source.close();
        }
    }

    /** The id, nothing that is still to be read: message bodies are logged. */
    @Override
    public String toString() {
        return "TimeSeriesStream[" + seriesId + "]";
    }

    /** What comes from the source, one after the other. */
    private final class Pieces<T> implements Iterator<T> {

        private final Fetch<T> fetch;
        private T next;
        private boolean begun;

        Pieces(Fetch<T> fetch) {
            this.fetch = fetch;
        }

        boolean isBegun() {
            return begun;
        }

        @Override
        public boolean hasNext() {
            if (failure != null) {
                throw failure;
            }
            if (ended) {
                return false;
            }
            checkOpen();
            if (next == null) {
                next = fetched();
            }
            return next != null;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The stream of series " + seriesId + " has ended");
            }
            T piece = next;
            next = null;
            return piece;
        }

        /** The next piece; without one the stream has ended and its source is closed. */
        private T fetched() {
            begun = true;
            try {
                T piece = fetch.next();
                if (piece == null) {
                    // a source that was closed meanwhile may have nothing more to say
                    checkOpen();
                    ended = true;
                    closeSource();
                }
                return piece;
            } catch (IOException e) {
                throw failed(new UncheckedIOException("Series " + seriesId + ": " + e.getMessage(), e));
            } catch (RuntimeException e) {
                throw failed(translation.apply(e));
            } catch (Error e) {
                // what was being made is lost, of memory that was short for example, and the source might go on behind
                // it
                failed(new IllegalStateException("Series " + seriesId + " could not be read on: " + e, e));
                throw e;
            }
        }
    }

    @FunctionalInterface
    private interface Fetch<T> {
        T next() throws IOException;
    }

    /** Where the pieces come from. */
    public interface Source extends Closeable {

        /** The next piece, whose samples are all later than those before, or null at the end. */
        TimeSeries next() throws IOException;

        /** Called exactly once, at the end, after a failure or before either, then possibly by another thread. */
        @Override
        void close() throws IOException;
    }
}
