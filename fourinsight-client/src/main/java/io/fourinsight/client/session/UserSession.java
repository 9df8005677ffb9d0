package io.fourinsight.client.session;

import io.fourinsight.client.assembly.SessionFactory;

/**
 * The session of a person: starts from the tokens that a sign-in stored, and renews and stores them.
 *
 * <p>It never asks the user for anything. Without a usable token its callers get {@link
 * SessionException.LoginRequired}, until somebody has signed in; that it notices by itself.
 *
 * <p>Closing it fails those who wait at once. A request under way still ends and what it brings is stored, for the
 * refresh token that was sent may have been the last use of it; {@link SessionFactory#close} waits for that.
 */
public final class UserSession extends AbstractSession {
    public UserSession(SessionIdentity identity, TokenSource source, Runnable releaseGate) {
        super(identity, source, releaseGate);
    }
}
