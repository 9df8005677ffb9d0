package io.fourinsight.client.window;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Knows whether a stream was read to its end: half of it delivered is not delivered. */
final class WholeStream implements TimeSeriesStream.Source {

    private enum Reading {
        UNREAD,
        BEGUN,
        ENDED
    }

    private final TimeSeriesStream.Source source;
    private volatile Reading reading = Reading.UNREAD;
    private @Nullable TimeSeries first;

    WholeStream(TimeSeriesStream.Source source) {
        this.source = source;
    }

    /** Reads the first piece ahead. */
    boolean isEmpty() throws IOException {
        first = piece();
        return first == null;
    }

    private @Nullable TimeSeries piece() throws IOException {
        TimeSeries piece = source.next();
        while (piece != null && piece.isEmpty()) {
            piece = source.next();
        }
        return piece;
    }

    @Override
    public @Nullable TimeSeries next() throws IOException {
        reading = Reading.BEGUN;
        TimeSeries piece = first == null ? piece() : first;
        first = null;
        if (piece == null) {
            reading = Reading.ENDED;
        }
        return piece;
    }

    /** Whether nobody wanted any of it. */
    boolean isUnread() {
        return reading == Reading.UNREAD;
    }

    /** @throws IllegalStateException if it was begun and not read to its end */
    void check() {
        if (reading == Reading.BEGUN) {
            throw new IllegalStateException("The stream was begun and not read to its end, so that the window counts as"
                    + " not delivered and comes again");
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
