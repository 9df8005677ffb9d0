package io.fourinsight.camel.operation;

import io.fourinsight.camel.route.RouteStreams;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An unread answer as the body of a message; read after its exchange is done, it says so. */
final class ExchangeStream extends FilterInputStream {

    private volatile boolean over;

    ExchangeStream(InputStream answer) {
        super(answer);
    }

    void closeWithExchange() throws IOException {
        over = true;
        close();
    }

    private void checkOpen() throws IOException {
        if (over) {
            throw new IOException("The stream was closed before its end: " + RouteStreams.CLOSED);
        }
    }

    @Override
    public int read() throws IOException {
        checkOpen();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        checkOpen();
        return super.read(buffer, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
        checkOpen();
        return super.skip(count);
    }
}
