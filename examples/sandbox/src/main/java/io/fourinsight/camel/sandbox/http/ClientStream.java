package io.fourinsight.camel.sandbox.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a client sends: a failure to read it is the client's, {@link Disconnected}, and not the sandbox's own. */
final class ClientStream extends FilterInputStream {

    ClientStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException e) {
            throw new Disconnected(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            throw new Disconnected(e);
        }
    }

    /** Left to the server, which reads what the service did not want. */
    @Override
    public void close() {}
}
