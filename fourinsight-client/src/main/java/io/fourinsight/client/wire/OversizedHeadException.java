package io.fourinsight.client.wire;

import java.io.IOException;

/**
 * A server sends more about its answer than any answer needs: a line, or all lines together, are too long.
 *
 * <p>It is no failure of the connection: the same answer would come again.
 */
public final class OversizedHeadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String what;

    OversizedHeadException(String server, String what) {
        super("The answer of " + server + " has " + what);
        this.what = what;
    }

    /** The same of a server that is known by now. */
    OversizedHeadException of(String server) {
        OversizedHeadException named = new OversizedHeadException(server, what);
        named.initCause(this);
        return named;
    }
}
