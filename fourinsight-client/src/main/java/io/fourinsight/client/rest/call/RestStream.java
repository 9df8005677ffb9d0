package io.fourinsight.client.rest.call;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that is read while the call is still open; closing it ends the call.
 *
 * <p>What failed once fails for ever: HttpClient's own stream reports the end of the body to a reader that goes on
 * after an error, and half an answer would pass for a whole one.
 */
final class RestStream extends FilterInputStream {

    /** A read that may fail. */
    private interface Read {
        long read() throws IOException;
    }

    private final RestCall call;
    private @Nullable IOException failure;

    RestStream(InputStream body, RestCall call) {
        super(body);
        this.call = call;
    }

    @Override
    public int read() throws IOException {
        return (int) guarded(super::read);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return (int) guarded(() -> super.read(buffer, offset, length));
    }

    @Override
    public long skip(long count) throws IOException {
        return guarded(() -> super.skip(count));
    }

    @Override
    public void close() {
        call.close();
    }

    private long guarded(Read read) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            long result = read.read();
            if (result < 0) {
                // the decoded body may end before the encoded one, and only its end gives the connection back
                super.close();
            }
            return result;
        } catch (IOException e) {
            failure = explained(e);
            call.failed();
            throw failure;
        }
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
