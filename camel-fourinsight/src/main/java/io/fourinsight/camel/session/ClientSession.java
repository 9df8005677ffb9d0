package io.fourinsight.camel.session;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The session of a service account: client credentials (RFC 6749 section 4.4), always authenticated anew, nothing
 * kept on disk.
 */
public final class ClientSession implements Session {
    private final SessionIdentity identity;
    private final TokenSource source;
    private final Runnable releaseGate;
    private final AtomicBoolean retired = new AtomicBoolean();

    ClientSession(SessionIdentity identity, TokenSource source, Runnable releaseGate) {
        this.identity = identity;
        this.source = source;
        this.releaseGate = releaseGate;
    }

    @Override
    public SessionIdentity identity() {
        return identity;
    }

    @Override
    public BearerToken token() {
        return source.token();
    }

    @Override
    public Optional<BearerToken> reject(BearerToken used) {
        return source.reject(used);
    }

    @Override
    public TokenStatus status() {
        return source.status();
    }

    @Override
    public void retire() {
        if (retired.compareAndSet(false, true)) {
            releaseGate.run();
        }
    }

    @Override
    public void close() {
        source.close();
        retire();
    }

    @Override
    public String toString() {
        return "ClientSession[" + identity + "]";
    }
}
