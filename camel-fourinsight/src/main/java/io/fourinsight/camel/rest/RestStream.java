package io.fourinsight.camel.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** The body of an answer that is read while the call is still open; closing it ends the call. */
final class RestStream extends FilterInputStream {

    private final RestCall call;

    RestStream(InputStream body, RestCall call) {
        super(body);
        this.call = call;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /** Ends the call first: closing the body of an unfinished answer would read what is left of it. */
    @Override
    public void close() {
        call.close();
    }

    private IOException explained(IOException e) {
        if (!call.isOverdue()) {
            return e;
        }
        InterruptedIOException timeout = new InterruptedIOException("requestTimeout is over");
        timeout.initCause(e);
        return timeout;
    }
}
