package io.fourinsight.client.session;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What all sessions have in common: an identity, a source of tokens, and a share in a gate. */
abstract sealed class AbstractSession implements Session permits ClientSession, UserSession {
    private final SessionIdentity identity;
    private final TokenSource source;
    private final Runnable releaseGate;
    private final AtomicBoolean retired = new AtomicBoolean();

    AbstractSession(SessionIdentity identity, TokenSource source, Runnable releaseGate) {
        this.identity = identity;
        this.source = source;
        this.releaseGate = releaseGate;
    }

    @Override
    public final SessionIdentity identity() {
        return identity;
    }

    @Override
    public final BearerToken token() {
        return source.token();
    }

    @Override
    public final Optional<BearerToken> reject(BearerToken used) {
        return source.reject(used);
    }

    @Override
    public final TokenStatus status() {
        return source.status();
    }

    @Override
    public final void retire() {
        if (retired.compareAndSet(false, true)) {
            releaseGate.run();
        }
    }

    @Override
    public final void close() {
        source.close();
        retire();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + identity + "]";
    }
}
