package io.fourinsight.client.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ConnectionClosedException;

/** What a connection gives as long as a part of an answer is not complete: should it end there, that is a failure. */
final class UnendedInput extends FilterInputStream {

    private final String part;
    private boolean begun;

    /** @param begun whether something of the part is there; before its first byte its reader knows best what to throw */
    UnendedInput(InputStream in, String part, boolean begun) {
        super(in);
        this.part = part;
        this.begun = begun;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int read = super.read(target, offset, count);
        if (read < 0 && begun) {
            throw new ConnectionClosedException("The connection ended within the " + part + " of the answer");
        }
        begun = true;
        return read;
    }
}
