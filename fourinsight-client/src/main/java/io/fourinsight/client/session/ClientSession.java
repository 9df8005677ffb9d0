package io.fourinsight.client.session;

/**
 * The session of a service account: client credentials (RFC 6749 section 4.4), always authenticated anew, nothing
 * kept on disk.
 */
public final class ClientSession extends AbstractSession {
    public ClientSession(SessionIdentity identity, TokenSource source, Runnable releaseGate) {
        super(identity, source, releaseGate);
    }
}
