package io.fourinsight.client.reservoir;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A series that is handed over piece by piece, so that it may be larger than the memory. It is to be closed, which any
 * thread may do.
 *
 * <p>It has one reader: the first that asks for its {@linkplain #iterator pieces}, or for its CSV. Each later one gets an
 * {@link IllegalStateException} at once, also if the first has read nothing yet or everything. So nobody takes the rest of
 * a series, or what is left behind its end, for the series.
 *
 * <p>A failure while reading is an {@link UncheckedIOException} with its cause, or the unchecked exception of the source.
 * It shows again each time that the stream is asked, as does a {@link ClosedException} after it was closed before
 * its end: what is incomplete never looks as if it were whole.
 */
public final class TimeSeriesStream implements Iterable<TimeSeries>, Closeable {

    /**
     * A stream is read on after it was closed: in a route with its exchange, or because the route stopped meanwhile.
     *
     * <p>Nothing is wrong with the samples. The message says why the stream was closed.
     */
    public static final class ClosedException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private ClosedException(String message) {
            super(message);
        }
    }

    private final @Nullable String seriesId;
    private final Source source;
    private final UnaryOperator<RuntimeException> translation;
    private final boolean recorded;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean taken = new AtomicBoolean();
    private boolean ended;
    private @Nullable RuntimeException failure;
    private volatile @Nullable String reason; // why it was closed

    /** @param seriesId null for samples that are not in the reservoir yet */
    public TimeSeriesStream(@Nullable String seriesId, Source source) {
        this(seriesId, source, UnaryOperator.identity(), false);
    }

    private TimeSeriesStream(
            @Nullable String seriesId, Source source, UnaryOperator<RuntimeException> translation, boolean recorded) {
        this.seriesId = seriesId;
        this.source = Objects.requireNonNull(source, "source");
        this.translation = translation;
        this.recorded = recorded;
    }

    /** A stream of samples that are read from the series. */
    public static TimeSeriesStream recorded(String seriesId, Source source) {
        return recorded(seriesId, source, UnaryOperator.identity());
    }

    /**
     * As {@link #recorded(String, Source)}.
     *
     * @param translation makes what the source throws unchecked into what this stream throws
     */
    public static TimeSeriesStream recorded(
            String seriesId, Source source, UnaryOperator<RuntimeException> translation) {
        return new TimeSeriesStream(seriesId, source, translation, true);
    }

    /** As {@link TimeSeries#isRecorded}. */
    public boolean isRecorded() {
        return recorded;
    }

    public @Nullable String seriesId() {
        return seriesId;
    }

    private void checkOpen() {
        if (closed.get()) {
            String why = reason == null ? "" : ": " + reason;
            throw new ClosedException("The stream of series " + seriesId + " was closed before its end" + why);
        }
    }

    private @Nullable TimeSeries nextSeries() throws IOException {
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

    /**
     * Makes the caller the reader of the stream.
     *
     * @return the pieces, none of them empty, in ascending order, each after the one before it; for one thread at a time
     * @throws IllegalStateException if the stream has a reader already
     */
    @Override
    public Iterator<TimeSeries> iterator() {
        take();
        return new Pieces();
    }

    /**
     * All pieces as one series, its values numbers if all of theirs are; closes the stream.
     *
     * @throws IllegalStateException if the stream has a reader already, which goes on undisturbed
     */
    public TimeSeries readAll() {
        Iterator<TimeSeries> pieces = iterator();
        try (this) {
            SampleColumns all = SampleColumns.lastValue();
            boolean anyNumbers = false;
            while (pieces.hasNext()) {
                TimeSeries piece = pieces.next();
                anyNumbers |= piece.isNumeric();
                all.addAll(piece);
            }
            TimeSeries whole = anyNumbers ? all.toSeries(seriesId) : all.toTextSeries(seriesId);
            return recorded ? whole.recorded() : whole;
        }
    }

    private void take() {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException("The stream of series " + seriesId
                    + " can be read only once, and another step has read it or is about to; a TimeSeries can be read"
                    + " again");
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

    /** As {@link #close()}, telling the one that wants to read on why it cannot. */
    public void close(String reason) {
        if (!closed.get()) {
            this.reason = reason;
        }
        close();
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
    private final class Pieces implements Iterator<TimeSeries> {

        private @Nullable TimeSeries next;

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
        public TimeSeries next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The stream of series " + seriesId + " has ended");
            }
            TimeSeries piece = Objects.requireNonNull(next);
            next = null;
            return recorded ? piece.recorded() : piece;
        }

        /** The next piece; without one the stream has ended and its source is closed. */
        private @Nullable TimeSeries fetched() {
            try {
                TimeSeries piece = nextSeries();
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

    /** Where the pieces come from. */
    public interface Source extends Closeable {

        /** The next piece, whose samples are all later than those before, or null at the end. */
        @Nullable
        TimeSeries next() throws IOException;

        /** Called exactly once, at the end, after a failure or before either, then possibly by another thread. */
        @Override
        void close() throws IOException;
    }
}
