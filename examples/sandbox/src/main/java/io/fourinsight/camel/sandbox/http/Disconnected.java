package io.fourinsight.camel.sandbox.http;

/** The connection is gone, or shall be: whatever was not answered yet never will be. */
public final class Disconnected extends RuntimeException {

    public Disconnected(String reason) {
        super(reason, null, false, false);
    }

    Disconnected(Throwable cause) {
        super(cause);
    }
}
