package io.fourinsight.client.reservoir;

/**
 * A stream is read on after it was closed: in a route with its exchange, or because the route stopped meanwhile.
 *
 * <p>Nothing is wrong with the samples. The message says why the stream was closed.
 */
public final class StreamClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    StreamClosedException(String message) {
        super(message);
    }
}
