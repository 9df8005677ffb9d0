package io.fourinsight.client.session;

/** A token source for one identity, shared by all exchanges of a route that act as it. */
public sealed interface Session extends TokenSource permits AbstractSession {
    SessionIdentity identity();

    /**
     * Takes the session out of service without failing anybody: callers that hold it go on using it. It gives back
     * what it shares with other sessions.
     */
    void retire();
}
