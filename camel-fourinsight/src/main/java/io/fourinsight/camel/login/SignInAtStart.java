package io.fourinsight.camel.login;

import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.signin.GuidedSignIn;
import io.fourinsight.client.session.signin.SignedIn;
import io.fourinsight.client.session.user.StoredSessions;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Guides on the console the sign-ins that routes lack when they start, one after the other. */
public final class SignInAtStart {

    private final SessionFactory factory;
    private final Supplier<Optional<ConsoleDialog>> consoles;
    private final ReentrantLock lock = new ReentrantLock(); // there is one person, and one question at a time
    private volatile Optional<ConsoleDialog> console = Optional.empty();
    private volatile boolean ended;

    public SignInAtStart(SessionFactory factory, Supplier<Optional<ConsoleDialog>> consoles) {
        this.factory = factory;
        this.consoles = consoles;
    }

    /**
     * Returns when what is stored can be used, or will be when the token endpoint answers again.
     *
     * @param start of the route
     * @param authority the page to sign in on
     * @throws SessionException.LoginRequired if there is no console, or nobody signed in on it
     * @throws java.util.concurrent.CancellationException if the context stops meanwhile
     */
    public void ensure(UserSessionSpec user, Instant start, URI authority, TokenEndpoint endpoint) {
        lock.lock();
        try {
            if (!serves(user, user.identity(start), endpoint)) {
                signIn(user, authority, endpoint);
            }
        } finally {
            lock.unlock();
        }
    }

    /** With a session of its own: the route's begins with the person that signs in now, and must not take that for a change. */
    private boolean serves(UserSessionSpec user, SessionIdentity identity, TokenEndpoint endpoint) {
        String application = user.application().clientId();
        boolean renewable = StoredSessions.find(user.account(), application)
                .filter(stored ->
                        stored.problem().isEmpty() && stored.obstacle().isEmpty())
                .isPresent();
        if (!renewable) {
            // a session cannot tell a damaged file from one that is just being written, and it takes a token to its end
            return false;
        }
        try (Session session = user.session(identity, factory, endpoint, null)) {
            session.token();
            return true;
        } catch (SessionException.LoginRequired e) {
            return false;
        } catch (SessionException.Unavailable | SessionException.Misconfigured e) {
            return true; // no sign-in mends it; the exchanges will say, as they do without this
        }
    }

    private void signIn(UserSessionSpec user, URI authority, TokenEndpoint endpoint) {
        String key = user.stored().sessionKey();
        if (console.isEmpty()) {
            console = consoles.get();
        }
        if (ended) { // looked at after the console is there, so that an end in between finds it
            end();
        }
        ConsoleDialog dialog = console.orElseThrow(() ->
                SessionException.LoginRequired.noConsole(key, user.command().line()));
        GuidedSignIn guide = new GuidedSignIn(dialog, authority, user.hosts());
        SignedIn signedIn = guide.take(user.signIn(factory, endpoint), who -> true)
                .orElseThrow(() -> SessionException.LoginRequired.notSignedIn(
                        key, user.command().line()));
        dialog.say("Signed in: " + signedIn.subject().orElse("a user whom the server does not name") + ". Stored in "
                + signedIn.storedIn());
    }

    /** Ends the one that is under way; there will be no other. */
    public void end() {
        ended = true;
        console.ifPresent(ConsoleDialog::end);
    }
}
